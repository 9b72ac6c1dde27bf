public import Kernel

/// A configured value of an instance as a person sees it, with where it came from.
public struct InstanceSetting: Sendable, Equatable {
  public var name: String
  public var value: String
  public var source: ConfigurationSource

  public init(_ name: String, _ value: String, source: ConfigurationSource = .default) {
    self.name = name
    self.value = value
    self.source = source
  }
}
