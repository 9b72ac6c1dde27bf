public import Kernel

/// A value with where it came from.
public struct ConfiguredValue: Hashable, Sendable {
  /// The value.
  public var value: KeywordValue
  /// Where it was set.
  public var source: ConfigurationSource

  /// Makes a value with its source.
  public init(_ value: KeywordValue, source: ConfigurationSource = .default) {
    self.value = value
    self.source = source
  }

  /// The same value with every source, also of the values inside, set to `default`.
  public var withoutSources: ConfiguredValue {
    switch value {
    case .list(let elements): ConfiguredValue(.list(elements.map(\.withoutSources)))
    case .record(let settings): ConfiguredValue(.record(settings.withoutSources))
    default: ConfiguredValue(value)
    }
  }
}
