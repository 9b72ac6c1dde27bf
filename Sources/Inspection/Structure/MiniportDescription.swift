/// The miniport driver below an adapter.
public struct MiniportDescription: Equatable, Sendable {
  /// The miniport driver's name.
  public var driver: String
  /// For people (`Generator`).
  public var displayName: String
  /// Version it registered with: `6.0`, `6.1`, `6.20`, `6.30` or `6.40`.
  public var ndisVersion: String
  /// One line about what it does.
  public var summary: String
  /// Its keywords.
  public var settings: [SettingRow]

  /// Makes the value from its parts.
  public init(
    driver: String,
    displayName: String,
    ndisVersion: String,
    summary: String,
    settings: [SettingRow] = []
  ) {
    self.driver = driver
    self.displayName = displayName
    self.ndisVersion = ndisVersion
    self.summary = summary
    self.settings = settings
  }
}
