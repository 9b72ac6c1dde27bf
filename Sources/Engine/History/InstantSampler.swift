import Inspection
import NDIS

/// Reads an engine's counters whenever something has changed them, so that every instant can be shown again.
///
/// Where instants follow each other faster than is worth reading, the next sample says that it is not whole. The gap
/// grows with the number of counters, so that the cost stays in proportion to the time that goes by.
struct InstantSampler {
  /// Engine nanoseconds from one tick to the next.
  static let period: UInt64 = 500_000_000
  /// Pages up to so many words are small: read at every event, and whole at every tick.
  private static let smallPage = 4_096

  private var page: CounterPage?
  private var reader: CounterReader?
  private var difference = CounterDifference()
  private var generation: UInt64 = 0
  private var event: UInt64 = 0
  private var lastTime: UInt64 = 0
  private var nextTick: UInt64 = 0
  private var hasPassedOver = false
  private var count: UInt64 = 0

  /// A sample, and whether it should have the whole counter page.
  struct Taken {
    var sample: SessionSample
    var isKey: Bool
    /// What changed since the sample before; nil if the page has other lines than that one's.
    var difference: CounterDifference?
  }

  /// Looks at the engine at a quiet point.
  ///
  /// - Parameters:
  ///   - engine: between two batches.
  ///   - mayTick: a sample is also taken if it is time for one.
  ///   - mustTick: it is taken in any case.
  /// - Returns: a sample; nil if nothing has changed, or too little time has gone by.
  mutating func take(
    _ engine: StackEngine,
    mayTick: Bool,
    mustTick: Bool = false
  ) -> Taken? {
    let now = engine.now
    let words = UInt64(page?.values.count ?? 0)
    let isSmall = words <= Self.smallPage
    let isTick = mustTick || (mayTick && now >= nextTick)
    let newest = engine.events.newest
    let hasEvents = newest != event || engine.stack.generation != generation
    if !isTick, !(hasEvents && isSmall), now < lastTime &+ words / 4 {
      hasPassedOver = true
      return nil
    }
    let (result, isDifference) = recount(engine)
    let hasChanged = result.hasChanged
    defer { hasPassedOver = false }
    guard isTick || hasEvents || hasChanged, let page else { return nil }
    count += 1
    if isTick { nextTick = now + Self.period }
    event = newest
    lastTime = now
    var sample = SessionSample(
      sequence: count,
      time: now,
      hostTime: engine.options.stepped ? nil : HostTime.sinceEpoch,
      mode: engine.mode,
      generation: engine.stack.generation,
      recording: engine.recordingStatus(),
      heldLists: result.heldLists,
      held: result.heldLists > 0 ? engine.heldLists() : [],
      findingCount: engine.stack.verifier?.total ?? 0,
      counters: page
    )
    sample.isTick = isTick
    sample.isWhole = !(hasPassedOver && (hasChanged || hasEvents))
    return Taken(
      sample: sample,
      isKey: isTick && isSmall,
      difference: isDifference ? difference : nil
    )
  }

  /// Reads the counters, and says whether `difference` tells what changed since last time.
  private mutating func recount(
    _ engine: StackEngine
  ) -> (result: CounterReader.Result, isDifference: Bool) {
    generation = engine.stack.generation
    if let reader, reader.isFor(engine), var known = page {
      // Nobody else has the page now, so it is written in place.
      page = nil
      let result = reader.read(engine, into: &known, telling: &difference)
      page = known
      return (result, true)
    }
    let made = engine.counters()
    let result = CounterReader.Result(
      hasChanged: made != page,
      heldLists: made.sum(of: .held)
    )
    reader = CounterReader(engine, made)
    page = made
    return (result, false)
  }
}
