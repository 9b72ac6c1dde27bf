/// One configuration value with where it came from.
public struct SettingRow: Equatable, Sendable {
  /// Keyword or option, as documented (`*PriorityVLANTag`).
  public var name: String
  /// As text.
  public var value: String
  /// File and line, command, OID flight or `default`.
  public var source: String

  /// Makes the value from its parts.
  public init(
    name: String,
    value: String,
    source: String
  ) {
    self.name = name
    self.value = value
    self.source = source
  }
}
