import CLinux
import Kernel

/// Runs an engine on the calling thread, without a screen.
public struct HeadlessRun {
  /// The engine that is run.
  public let engine: StackEngine

  /// A run of an engine that has been built and not started.
  public init(_ engine: StackEngine) {
    self.engine = engine
  }

  /// Starts the stacks and runs for `duration` nanoseconds of engine time, or until every finite source is done.
  ///
  /// - Parameters:
  ///   - duration: nil runs until the sources are done; without a finite source that is two seconds.
  ///   - isInterrupted: asked now and then; true ends the run early.
  ///   - each: called at each quiet point, so that a caller can follow along.
  /// - Throws: `EngineError` if a stepped clock cannot go on.
  public func run(
    for duration: UInt64?,
    isInterrupted: () -> Bool = { false },
    each: (StackEngine) -> Void = { _ in }
  ) throws(EngineError) {
    engine.start()
    engine.settle()
    let begin = engine.now
    let limit = duration ?? (engine.hasFiniteSource ? .max : 2_000_000_000)
    while engine.now - begin < limit, !isInterrupted() {
      if duration == nil, engine.hasFiniteSource, engine.areSourcesFinished { break }
      try step(limit: limit == .max ? .max : begin + limit)
      each(engine)
    }
    engine.settle()
    each(engine)
  }

  private func step(limit: UInt64) throws(EngineError) {
    if engine.options.stepped {
      // From deadline to deadline, so that a gap in a capture costs nothing.
      let next = engine.machine.nextDeadline?.nanoseconds ?? limit
      try engine.run(until: min(limit, max(next, engine.now + 1_000_000)))
      return
    }
    engine.runDue()
    guard let next = engine.machine.nextDeadline else { return }
    let now = engine.machine.clock.now
    if next > now {
      _ = HostWait.readable([], timeout: min(next - now, Nanoseconds(50_000_000)))
    }
  }
}
