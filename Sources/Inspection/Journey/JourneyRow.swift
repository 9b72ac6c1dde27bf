/// One journey in a packet list.
public struct JourneyRow: Equatable, Sendable {
  /// Never reused.
  public var journey: UInt64
  /// The journey it came from; 0 for none.
  public var parent: UInt64
  /// Engine nanoseconds of its first record.
  public var time: UInt64
  /// Engine nanoseconds from its first to its last record.
  public var duration: UInt64
  /// Adapter of its first party.
  public var adapter: AdapterID?
  /// Way of its first hop.
  public var direction: Direction
  /// Bytes at birth; nil if not recorded.
  public var length: UInt32?
  /// Hand-offs.
  public var hopCount: UInt32
  /// How it ended.
  public var outcome: JourneyOutcome
  /// Symbol of the drop reason; empty unless dropped.
  public var reason: String
  /// The party where it ended; 0 while held.
  public var endParty: PartyID
  /// The beginning was overwritten, or recording began after the journey.
  public var isPartial: Bool
  /// The packet in a line.
  public var summary: PacketSummary

  /// Makes the value from its parts.
  public init(
    journey: UInt64,
    parent: UInt64,
    time: UInt64,
    duration: UInt64,
    adapter: AdapterID?,
    direction: Direction,
    length: UInt32?,
    hopCount: UInt32,
    outcome: JourneyOutcome,
    reason: String,
    endParty: PartyID,
    isPartial: Bool,
    summary: PacketSummary
  ) {
    self.journey = journey
    self.parent = parent
    self.time = time
    self.duration = duration
    self.adapter = adapter
    self.direction = direction
    self.length = length
    self.hopCount = hopCount
    self.outcome = outcome
    self.reason = reason
    self.endParty = endParty
    self.isPartial = isPartial
    self.summary = summary
  }
}
