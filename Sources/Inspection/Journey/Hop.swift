/// One hand-off of one packet between two owners.
public struct Hop: Equatable, Sendable {
  /// Where its record begins in the log.
  public var position: UInt64
  /// Engine nanoseconds.
  public var time: UInt64
  /// Which of the four hand-offs.
  public var edge: HopEdge
  /// Who hands off.
  public var from: PartyID
  /// Who takes.
  public var to: PartyID
  /// Flags of the call.
  public var flags: UInt32
  /// The receiver gives it back when its handler returns (`NDIS_RECEIVE_FLAGS_RESOURCES`).
  public var isLoan: Bool
  /// Handed off by a driver in C: changes were found by comparison.
  public var isCompared: Bool
  /// Recording level 1...3 of the record.
  public var level: UInt8
  /// NDIS port number.
  public var port: UInt16
  /// Number of the processor it ran on.
  public var processor: UInt16
  /// Lists in the batch.
  public var batch: UInt32
  /// As of this hop; nil below level 2.
  public var geometry: PacketGeometry?
  /// Slots that are not zero as of this hop, ascending.
  public var info: [InfoSlotValue]
  /// As of this hop; nil below level 3.
  public var bytes: RecordedBytes?
  /// Against the hop before; empty at the first.
  public var changes: [HopChange]

  /// Makes the value from its parts.
  public init(
    position: UInt64,
    time: UInt64,
    edge: HopEdge,
    from: PartyID,
    to: PartyID,
    flags: UInt32,
    isLoan: Bool,
    isCompared: Bool,
    level: UInt8,
    port: UInt16,
    processor: UInt16,
    batch: UInt32,
    geometry: PacketGeometry?,
    info: [InfoSlotValue],
    bytes: RecordedBytes?,
    changes: [HopChange]
  ) {
    self.position = position
    self.time = time
    self.edge = edge
    self.from = from
    self.to = to
    self.flags = flags
    self.isLoan = isLoan
    self.isCompared = isCompared
    self.level = level
    self.port = port
    self.processor = processor
    self.batch = batch
    self.geometry = geometry
    self.info = info
    self.bytes = bytes
    self.changes = changes
  }
}
