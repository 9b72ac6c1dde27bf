/// One thing that can be configured about a component.
///
/// - Source: network/specifying-configuration-parameters-for-the-advanced-properties-page
public struct KeywordDescription: Hashable, Sendable {
  /// The name in stack files.
  public let name: String
  /// What its value may be.
  public let type: KeywordType
  /// The value if none is configured; nil if the keyword then has no value.
  public let `default`: KeywordValue?
  /// Whether a configuration without it is wrong.
  public let isRequired: Bool
  /// One sentence about what it does.
  public let summary: String

  /// Describes a keyword that may be left out.
  public init(
    _ name: String,
    _ type: KeywordType,
    default value: KeywordValue? = nil,
    _ summary: String
  ) {
    self.init(name: name, type: type, default: value, isRequired: false, summary: summary)
  }

  /// Describes a keyword that must be given.
  public static func required(
    _ name: String,
    _ type: KeywordType,
    _ summary: String
  ) -> KeywordDescription {
    KeywordDescription(name: name, type: type, default: nil, isRequired: true, summary: summary)
  }

  private init(
    name: String,
    type: KeywordType,
    default value: KeywordValue?,
    isRequired: Bool,
    summary: String
  ) {
    self.name = name
    self.type = type
    self.default = value
    self.isRequired = isRequired
    self.summary = summary
  }
}
