/// What rests: engine time stands still until it is released.
public struct Rest: Equatable, Sendable {
  /// Counts up from 1 with each stop.
  public var number: UInt64
  /// The breakpoint that stopped it; nil for a step.
  public var breakpoint: UInt32?
  /// What stopped it, in words (`breakpoint 1: packet udp`, `step to the next hop`).
  public var reason: String
  /// Who holds what rests, or who it happens to.
  public var party: PartyID
  /// What rests, where it is no packet (`OID_GEN_STATISTICS query`, `Pausing → Paused`); empty for a packet.
  public var subject: String
  /// The packet at rest; nil if something else stopped.
  public var packet: RestingPacket?
  /// Names of the commands that wait for release, oldest first.
  public var waiting: [String]

  /// Makes the value from its parts.
  public init(
    number: UInt64,
    breakpoint: UInt32? = nil,
    reason: String,
    party: PartyID,
    subject: String = "",
    packet: RestingPacket? = nil,
    waiting: [String] = []
  ) {
    self.number = number
    self.breakpoint = breakpoint
    self.reason = reason
    self.party = party
    self.subject = subject
    self.packet = packet
    self.waiting = waiting
  }
}

/// The packet at rest, with all its bytes.
public struct RestingPacket: Equatable, Sendable {
  /// Its journey.
  public var journey: UInt64
  /// Who handed it on.
  public var from: PartyID
  /// Which way it goes.
  public var edge: HopEdge
  /// Flags of the call.
  public var callFlags: UInt32
  /// Lent for the length of the call.
  public var isLoan: Bool
  /// It was dropped here: its way has ended, and it goes home from here.
  public var isDropped: Bool
  /// The data of its first buffer.
  public var bytes: [UInt8]
  /// What the data begins with.
  public var link: LinkKind
  /// Buffers of the list.
  public var bufferCount: UInt32
  /// `NblFlags`.
  public var listFlags: UInt32
  /// Bytes in front of the data.
  public var dataOffset: UInt32
  /// Information slots that hold something.
  public var info: [InfoSlotValue]
  /// Lists of its batch that wait behind it.
  public var behind: UInt32
  /// Why its bytes cannot be written; empty if they can.
  public var editRefusal: String
  /// Whose bytes they are too, so that a write makes a copy first; empty if they are its own.
  public var sharing: String
  /// Why it cannot be dropped; empty if it can.
  public var dropRefusal: String
  /// Bytes that were written by hand while it rests.
  public var editedBytes: UInt32

  /// Makes the value from its parts.
  public init(
    journey: UInt64,
    from: PartyID,
    edge: HopEdge,
    callFlags: UInt32 = 0,
    isLoan: Bool = false,
    isDropped: Bool = false,
    bytes: [UInt8],
    link: LinkKind = .ethernet,
    bufferCount: UInt32 = 1,
    listFlags: UInt32 = 0,
    dataOffset: UInt32 = 0,
    info: [InfoSlotValue] = [],
    behind: UInt32 = 0,
    editRefusal: String = "",
    sharing: String = "",
    dropRefusal: String = "",
    editedBytes: UInt32 = 0
  ) {
    self.journey = journey
    self.from = from
    self.edge = edge
    self.callFlags = callFlags
    self.isLoan = isLoan
    self.isDropped = isDropped
    self.bytes = bytes
    self.link = link
    self.bufferCount = bufferCount
    self.listFlags = listFlags
    self.dataOffset = dataOffset
    self.info = info
    self.behind = behind
    self.editRefusal = editRefusal
    self.sharing = sharing
    self.dropRefusal = dropRefusal
    self.editedBytes = editedBytes
  }
}
