import CLinux
import Glibc
public import Inspection
import Kernel

/// Runs an engine on the calling thread, without a screen.
public struct HeadlessRun {
  /// The engine that is run.
  public let engine: StackEngine

  /// A run of an engine that has been built.
  public init(_ engine: StackEngine) {
    self.engine = engine
  }

  /// Starts the stacks and runs for `duration` nanoseconds of engine time, or until every finite source and the scenario
  /// are done.
  ///
  /// - Parameters:
  ///   - duration: nil runs until sources and scenario are done; with neither that is two seconds.
  ///   - isTimed: measure what the run costs the host.
  ///   - isInterrupted: asked now and then; true ends the run early.
  ///   - started: called once when the stacks run; what it throws ends the run.
  ///   - each: called at each quiet point, so that a caller can follow along; its cost is not measured.
  /// - Returns: the cost if `isTimed`.
  /// - Throws: `EngineError` if the clock cannot go on.
  @discardableResult
  public func run(
    for duration: UInt64?,
    isTimed: Bool = false,
    isInterrupted: () -> Bool = { false },
    started: (StackEngine) throws(EngineError) -> Void = { _ in },
    each: (StackEngine) -> Void = { _ in }
  ) throws(EngineError) -> HostCost? {
    var spent: UInt64 = 0
    var steps: [HostCost.Step] = []
    engine.start()
    engine.settle()
    try started(engine)
    let begin = engine.now
    let hasScenario = !engine.configuration.scenario.isEmpty
    let limit = duration ?? (engine.hasFiniteSource || hasScenario ? .max : 2_000_000_000)
    // No time at all is an instant all the same: what is due at it runs.
    if limit == 0 { engine.runDue() }
    while engine.now - begin < limit, !isInterrupted() {
      if duration == nil, engine.hasFiniteSource || hasScenario, engine.areSourcesFinished,
        engine.isScenarioFinished, !engine.isInjecting
      {
        break
      }
      let before = isTimed ? Self.threadTime : 0
      try step(limit: limit == .max ? .max : begin + limit)
      if isTimed {
        let time = Self.threadTime - before
        spent += time
        steps.append(.init(end: engine.ring.position, nanoseconds: time))
      }
      each(engine)
    }
    engine.settle()
    engine.readHostLosses()
    each(engine)
    return isTimed
      ? HostCost(cpuNanoseconds: spent, batches: engine.batches, steps: steps) : nil
  }

  /// Processor nanoseconds of the calling thread.
  private static var threadTime: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  private func step(limit: UInt64) throws(EngineError) {
    if engine.options.stepped {
      // From deadline to deadline, so that a gap in a capture costs nothing.
      let next = engine.machine.nextDeadline?.nanoseconds ?? limit
      try engine.run(until: min(limit, max(next, engine.now + 1_000_000)))
      return
    }
    engine.runDue()
    // Short, so that an interruption is noticed, and never past the end.
    let left = limit == .max ? limit : limit - min(limit, engine.machine.clock.now.nanoseconds)
    engine.waitForWork(
      atMost: Nanoseconds(min(left, 50_000_000)),
      lateness: StackEngine.lateness
    )
  }
}
