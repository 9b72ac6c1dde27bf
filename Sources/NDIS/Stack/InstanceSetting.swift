public import Kernel

/// A configured value of an instance as a person sees it, with where it came from.
public struct InstanceSetting: Sendable, Equatable {
  /// Name as the stack file or the documentation spells it.
  public var name: String
  /// The value as text.
  public var value: String
  /// Where the value came from.
  public var source: ConfigurationSource

  /// A value and its source.
  public init(_ name: String, _ value: String, source: ConfigurationSource = .default) {
    self.name = name
    self.value = value
    self.source = source
  }
}
