/// An adapter: one miniport's instance with the filter modules and bindings above it.
public struct AdapterNode: Equatable, Sendable {
  /// Never reused.
  public var id: AdapterID
  /// The miniport's party.
  public var partyID: PartyID
  /// The party of the adapter's NDIS interface layer; nil where it has none.
  public var ndisPartyID: PartyID?
  /// The name a person knows it by.
  public var name: String
  /// Adapters this one stands on: empty for hardware, the bound adapters for a virtual miniport.
  public var lower: [AdapterID]
  /// Made by an intermediate driver.
  public var virtual: Bool
  /// Interface index; volatile, never 0.
  public var ifIndex: UInt32
  /// NET_LUID.
  public var luid: UInt64
  /// Current address as text; empty where the medium has none.
  public var mac: String
  /// Bytes.
  public var mtu: UInt32
  /// Display name of the adapter's state (`Running`).
  public var state: String
  /// Display name of the media connect state (`Connected`).
  public var linkState: String
  /// Bits per second; nil if unknown.
  public var transmitLinkSpeed: UInt64?
  /// Bits per second; nil if unknown.
  public var receiveLinkSpeed: UInt64?
  /// NDIS_MEDIUM by its documented name (`802.3`, `IP`).
  public var media: String
  /// How its packets begin.
  public var linkKind: LinkKind
  /// The adapter's filter: all bindings' filters together.
  public var packetFilter: PacketFilterValue
  /// `SupportedStatistics`: which statistics are valid.
  public var supportedStatistics: UInt32
  /// Recording level 0...3 of the miniport's party.
  public var recordingLevel: UInt8
  /// The driver below.
  public var miniport: MiniportDescription
  /// Top to bottom.
  public var filters: [FilterNode]
  /// In the order they were bound.
  public var bindings: [BindingNode]
  /// Its receive queues by number; at least the default queue once an engine made it.
  public var queues: [QueueNode]

  /// Makes the value from its parts.
  public init(
    id: AdapterID,
    partyID: PartyID,
    ndisPartyID: PartyID? = nil,
    name: String,
    lower: [AdapterID] = [],
    virtual: Bool = false,
    ifIndex: UInt32,
    luid: UInt64,
    mac: String,
    mtu: UInt32,
    state: String,
    linkState: String,
    transmitLinkSpeed: UInt64?,
    receiveLinkSpeed: UInt64?,
    media: String,
    linkKind: LinkKind = .ethernet,
    packetFilter: PacketFilterValue = PacketFilterValue(0),
    supportedStatistics: UInt32 = 0,
    recordingLevel: UInt8 = 0,
    miniport: MiniportDescription,
    filters: [FilterNode] = [],
    bindings: [BindingNode] = [],
    queues: [QueueNode] = []
  ) {
    self.id = id
    self.partyID = partyID
    self.ndisPartyID = ndisPartyID
    self.name = name
    self.lower = lower
    self.virtual = virtual
    self.ifIndex = ifIndex
    self.luid = luid
    self.mac = mac
    self.mtu = mtu
    self.state = state
    self.linkState = linkState
    self.transmitLinkSpeed = transmitLinkSpeed
    self.receiveLinkSpeed = receiveLinkSpeed
    self.media = media
    self.linkKind = linkKind
    self.packetFilter = packetFilter
    self.supportedStatistics = supportedStatistics
    self.recordingLevel = recordingLevel
    self.miniport = miniport
    self.filters = filters
    self.bindings = bindings
    self.queues = queues
  }
}
