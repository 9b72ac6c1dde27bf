import Inspection
import Kernel
import NDIS

/// What a running engine remembers of its past beside its hops: samples of every instant, and what was known of adapters.
///
/// On the engine's thread. Hops stay in the engine's ring, whose older part lies in a file.
final class EngineHistory {
  private var sampler = InstantSampler()
  private var store: SampleStore
  private var facts: [(time: UInt64, facts: AdapterFacts)] = []
  private var factsShape: UInt64?
  private var unloaded: UInt64 = 0
  /// The last answer: while a person looks at an instant it is asked for again and again.
  private var answered: (request: InstantRequest, past: PastInstant?)?

  /// Begins to remember an engine that has been built.
  ///
  /// `budget`: bytes of samples.
  init(_ engine: StackEngine, budget: Int) {
    store = SampleStore(budget: budget)
    if engine.ring.capacity < engine.options.ringBytes {
      engine.tell(
        .warning,
        .warning,
        "the past is kept in memory, \(engine.ring.capacity >> 20) MiB of packets",
        note: "no room for a file of \(engine.options.ringBytes >> 20) MiB in "
          + engine.options.ringFolders.joined(separator: ", ")
      )
    }
    engine.whenQuiet { [weak self] engine in self?.take(engine, mayTick: false) }
  }

  /// Takes in what happened since last time; at a quiet point.
  func follow(_ engine: StackEngine) {
    take(engine, mayTick: true)
    unload(engine.ring)
  }

  private func take(_ engine: StackEngine, mayTick: Bool) {
    guard let taken = sampler.take(engine, mayTick: mayTick) else { return }
    store.add(
      taken.sample,
      engine.currentStructure(),
      event: engine.events.newest,
      isKey: taken.isKey,
      taken.difference
    )
    if taken.sample.isTick { takeFacts(engine) }
  }

  private func takeFacts(_ engine: StackEngine) {
    guard engine.stack.shapeGeneration != factsShape else { return }
    factsShape = engine.stack.shapeGeneration
    for adapter in engine.stack.adapters {
      let new = engine.facts(of: adapter)
      guard facts.last(where: { $0.facts.adapter == new.adapter })?.facts != new else { continue }
      facts.append((engine.now, new))
    }
    if facts.count > Self.factLimit { facts.removeFirst(facts.count - Self.factLimit) }
  }

  /// What was known of adapters, over all of them.
  private static let factLimit = 1_024

  /// Lets what has not been written lately leave memory; it comes back from the file when somebody looks.
  private func unload(_ ring: RecordingRing) {
    guard ring.position > unloaded + Self.residentBytes else { return }
    unloaded = ring.position - Self.residentBytes / 2
    ring.unload(before: unloaded)
  }

  /// Bytes of the newest hops that stay in memory at most.
  private static let residentBytes: UInt64 = 1 << 20

  /// The stack at an instant; nil if nothing is known of it.
  func instant(_ request: InstantRequest, _ engine: StackEngine) -> PastInstant? {
    if let answered, answered.request == request { return answered.past }
    take(engine, mayTick: false)
    let past = store.instant(request, now: engine.now, events: engine.events.history)
    answered = (request, past)
    return past
  }

  /// What was known of an adapter at an engine time; nil if that was nothing.
  func facts(of adapter: AdapterID, at time: UInt64) -> AdapterFacts? {
    facts.last { $0.facts.adapter == adapter && $0.time <= time }?.facts
      ?? facts.first { $0.facts.adapter == adapter }?.facts
  }

  /// From when to when the past is known, in so many parts; nil before the first sample.
  func span(_ engine: StackEngine, parts: Int) -> KnownSpan? {
    guard let first = store.firstTime else { return nil }
    var span = KnownSpan(
      first: first,
      last: engine.now,
      firstPacket: engine.list.index.firstTime ?? .max,
      hasForgotten: store.forgottenCount > 0 || engine.list.index.forgottenCount > 0
    )
    span.count(parts, events: engine.events.history, index: engine.list.index)
    return span
  }
}
