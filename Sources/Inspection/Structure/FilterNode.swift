/// A filter module: one filter driver's instance in one adapter's stack.
public struct FilterNode: Equatable, Sendable {
  /// Never reused.
  public var id: UInt32
  /// Its number in hops and counters.
  public var partyID: PartyID
  /// The module's name.
  public var name: String
  /// The filter driver.
  public var driver: String
  /// What it may do with what passes.
  public var kind: Kind
  /// Filter class (`compression`, `scheduler`, …); empty where the driver names none.
  public var filterClass: String
  /// A failing attach or restart ends the whole stack.
  public var mandatory: Bool
  /// Display name of its state (`Running`).
  public var state: String
  /// Hand-offs it has a handler for; an absent one is bypassed.
  public var edges: HopEdges
  /// Names of all handlers present, as documented, in the order of the characteristics.
  public var handlers: [String]
  /// Recording level 0...3.
  public var recordingLevel: UInt8
  /// Its keywords.
  public var settings: [SettingRow]

  /// Makes the value from its parts.
  public init(
    id: UInt32,
    partyID: PartyID,
    name: String,
    driver: String,
    kind: Kind,
    filterClass: String,
    mandatory: Bool,
    state: String,
    edges: HopEdges = [],
    handlers: [String] = [],
    recordingLevel: UInt8 = 0,
    settings: [SettingRow] = []
  ) {
    self.id = id
    self.partyID = partyID
    self.name = name
    self.driver = driver
    self.kind = kind
    self.filterClass = filterClass
    self.mandatory = mandatory
    self.state = state
    self.edges = edges
    self.handlers = handlers
    self.recordingLevel = recordingLevel
    self.settings = settings
  }

  /// What a filter may do with what passes.
  public enum Kind: String, CaseIterable, Sendable {
    /// May change, hold, drop and originate lists.
    case modifying
    /// Looks only.
    case monitoring
  }
}
