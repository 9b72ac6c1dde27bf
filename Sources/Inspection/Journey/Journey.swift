/// One packet from birth to return: every hand-off with what changed, and the ending.
public struct Journey: Equatable, Sendable {
  /// Never reused.
  public var id: UInt64
  /// Where it came from; nil for a packet that was originated.
  public var parent: JourneyLink?
  /// What came from it, in the order of their making.
  public var children: [JourneyLink]
  /// Adapter of its first party.
  public var adapter: AdapterID?
  /// Way of its first hop.
  public var direction: Direction
  /// Engine nanoseconds of its first record.
  public var birth: UInt64
  /// Bytes at its first record; nil if not recorded.
  public var length: UInt32?
  /// The packet in a line.
  public var summary: PacketSummary
  /// In the order of time.
  public var hops: [Hop]
  /// Nil while somebody holds it.
  public var ending: JourneyEnding?
  /// The beginning was overwritten, or recording began after the journey.
  public var isPartial: Bool
  /// The packet as it ended, where nobody handed it off; nil if it has hops, or was not recorded.
  public var bytesAtEnd: RecordedBytes?

  /// Makes the value from its parts.
  public init(
    id: UInt64,
    parent: JourneyLink?,
    children: [JourneyLink],
    adapter: AdapterID?,
    direction: Direction,
    birth: UInt64,
    length: UInt32?,
    summary: PacketSummary,
    hops: [Hop],
    ending: JourneyEnding?,
    isPartial: Bool,
    bytesAtEnd: RecordedBytes? = nil
  ) {
    self.id = id
    self.parent = parent
    self.children = children
    self.adapter = adapter
    self.direction = direction
    self.birth = birth
    self.length = length
    self.summary = summary
    self.hops = hops
    self.ending = ending
    self.isPartial = isPartial
    self.bytesAtEnd = bytesAtEnd
  }

  /// How it ended; `held` while it has not.
  public var outcome: JourneyOutcome { ending?.outcome ?? .held }
}
