/// The ways that recorded journeys took, with how many took each.
public struct PathShares: Equatable, Sendable {
  /// One way through a stack: the hand-offs down and up, without the way back, and the ending.
  public struct Path: Equatable, Sendable {
    /// Never reused within one recording.
    public var id: UInt32
    /// Who had the packet, in the order of the hand-offs.
    public var parties: [PartyID]
    /// Way of its first hand-off.
    public var direction: Direction
    /// How it ended; `held` while it goes on.
    public var outcome: JourneyOutcome
    /// Number of the drop reason; nil unless dropped.
    public var reason: UInt16?
    /// Journeys that took it.
    public var count: Int
    /// The one that took it last.
    public var newest: UInt64
    /// Its hand-offs, in order.
    public var steps: [Step]
    /// Engine nanoseconds at which the first journey came to its end.
    public var since: UInt64
    /// Engine nanoseconds from the first to the last record of its journeys, the way back included; nil unless asked for.
    public var took: Percentiles?
    /// Processor nanoseconds of the host its journeys cost; nil unless measured.
    public var cost: Percentiles?

    /// Makes the value from its parts.
    public init(
      id: UInt32,
      parties: [PartyID],
      direction: Direction,
      outcome: JourneyOutcome,
      reason: UInt16?,
      count: Int,
      newest: UInt64,
      steps: [Step] = [],
      since: UInt64 = 0,
      took: Percentiles? = nil,
      cost: Percentiles? = nil
    ) {
      self.id = id
      self.parties = parties
      self.direction = direction
      self.outcome = outcome
      self.reason = reason
      self.count = count
      self.newest = newest
      self.steps = steps
      self.since = since
      self.took = took
      self.cost = cost
    }
  }

  /// One hand-off of a way.
  public struct Step: Equatable, Sendable {
    /// Who gave.
    public var from: PartyID
    /// Who took.
    public var to: PartyID
    /// Which hand-off.
    public var edge: HopEdge
    /// Journeys that came so far on the same way, those that went on otherwise included.
    public var flow: Int

    /// Makes the value from its parts.
    public init(from: PartyID, to: PartyID, edge: HopEdge, flow: Int) {
      self.from = from
      self.to = to
      self.edge = edge
      self.flow = flow
    }
  }

  /// The most frequent ways, as many as were asked for; the most frequent first.
  public var paths: [Path]
  /// Ways there are.
  public var pathCount: Int
  /// Journeys in the recording.
  public var journeyCount: Int
  /// Those whose way is not known as a whole; they are in no path.
  public var unknownCount: Int

  /// Engine nanoseconds of the first journey; 0 without any.
  public var start: UInt64

  /// Engine nanoseconds from the first journey on in which the ways are learnt: none of them is called new.
  public static let learning: UInt64 = 5_000_000_000
  /// Engine nanoseconds for which a way is called new.
  public static let newness: UInt64 = 60_000_000_000

  /// Whether a way came up lately, long after the others.
  public func isNew(_ path: Path, at now: UInt64) -> Bool {
    path.outcome != .held && path.since > start &+ Self.learning
      && now &- min(now, path.since) <= Self.newness
  }

  /// Makes the value from its parts.
  public init(
    paths: [Path] = [],
    pathCount: Int = 0,
    journeyCount: Int = 0,
    unknownCount: Int = 0,
    start: UInt64 = 0
  ) {
    self.start = start
    self.paths = paths
    self.pathCount = pathCount
    self.journeyCount = journeyCount
    self.unknownCount = unknownCount
  }
}
