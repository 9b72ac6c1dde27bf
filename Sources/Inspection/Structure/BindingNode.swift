/// A binding: one protocol driver's instance over one adapter.
public struct BindingNode: Equatable, Sendable {
  /// Never reused.
  public var id: UInt32
  /// Its number in hops and counters.
  public var partyID: PartyID
  /// The protocol's name.
  public var protocolName: String
  /// The protocol's driver.
  public var driver: String
  /// Display name of its state (`Running`).
  public var state: String
  /// Its part of the adapter's packet filter.
  public var packetFilter: PacketFilterValue
  /// Network addresses, as text.
  public var addresses: [String]
  /// Recording level 0...3.
  public var recordingLevel: UInt8
  /// Its keywords.
  public var settings: [SettingRow]

  /// Makes the value from its parts.
  public init(
    id: UInt32,
    partyID: PartyID,
    protocolName: String,
    driver: String,
    state: String,
    packetFilter: PacketFilterValue,
    addresses: [String] = [],
    recordingLevel: UInt8 = 0,
    settings: [SettingRow] = []
  ) {
    self.id = id
    self.partyID = partyID
    self.protocolName = protocolName
    self.driver = driver
    self.state = state
    self.packetFilter = packetFilter
    self.addresses = addresses
    self.recordingLevel = recordingLevel
    self.settings = settings
  }
}
