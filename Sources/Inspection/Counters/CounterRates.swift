/// What happened between two counter pages.
///
/// A party that the earlier page lacks counts from zero. A total that is lower than before (a new engine) gives 0.
public struct CounterRates: Sendable {
  /// The earlier page.
  public let before: CounterPage
  /// The later page.
  public let after: CounterPage
  /// Engine nanoseconds between them.
  public let interval: UInt64

  /// Pairs two pages taken `interval` engine nanoseconds apart.
  public init(from before: CounterPage, to after: CounterPage, interval: UInt64) {
    self.before = before
    self.after = after
    self.interval = interval
  }

  /// How much a counter of a party grew.
  public func growth(of party: PartyID, _ direction: Direction, _ column: CounterColumn) -> UInt64 {
    let old = before[party, direction, column]
    let new = after[party, direction, column]
    return new >= old ? new - old : 0
  }

  /// Growth of a counter per second; 0 for an empty interval.
  public func perSecond(
    of party: PartyID,
    _ direction: Direction,
    _ column: CounterColumn
  ) -> Double {
    Self.perSecond(growth(of: party, direction, column), over: interval)
  }

  /// How much an adapter's statistic grew.
  public func growth(ofAdapter adapter: AdapterID, _ column: StatisticsColumn) -> UInt64 {
    let old = before[adapter, column]
    let new = after[adapter, column]
    return new >= old ? new - old : 0
  }

  /// How much a counter of a receive queue grew.
  public func growth(ofQueue queue: UInt32, _ column: QueueColumn) -> UInt64 {
    let old = before[queue: queue, column]
    let new = after[queue: queue, column]
    return new >= old ? new - old : 0
  }

  /// Growth of a queue's counter per second; 0 for an empty interval.
  public func perSecond(ofQueue queue: UInt32, _ column: QueueColumn) -> Double {
    Self.perSecond(growth(ofQueue: queue, column), over: interval)
  }

  /// How often each entry of an adapter's indirection table was used, in its order; empty without a table.
  public func hitGrowth(ofAdapter adapter: AdapterID) -> [UInt64] {
    let old = before.hits(ofAdapter: adapter)
    return after.hits(ofAdapter: adapter).enumerated().map { place, new in
      let before = place < old.count ? old[place] : 0
      return new >= before ? new - before : 0
    }
  }

  /// A growth over engine nanoseconds as a number per second; 0 for an empty interval.
  public static func perSecond(_ growth: UInt64, over interval: UInt64) -> Double {
    interval == 0 ? 0 : Double(growth) * 1e9 / Double(interval)
  }
}
