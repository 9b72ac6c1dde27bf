import CLinux
import Glibc
public import Inspection
import Kernel

/// A stepped engine behind the connection of a live one: it runs until something rests or its time is up, and whoever
/// sends a command has the answer when `send` returns.
///
/// So a script of keys meets the same screens every time, breakpoints included.
public final class SteppedView: EngineConnection {
  private let mailbox: Mailbox<Command>
  private let newest = Guarded<Snapshot?>(nil)
  /// Commands sent, and those whose outcome is in the newest snapshot.
  private let sent = Guarded<Int>(0)
  private let answered = Guarded<Int>(0)
  private let failure = Guarded<EngineError?>(nil)
  private let ended = Guarded<Bool>(false)
  private let idle: Int32
  /// A descriptor that is readable while a snapshot waits that has not been acknowledged.
  public let descriptor: Int32

  /// Starts an engine on a thread of its own and waits until something rests or its time is up.
  ///
  /// - Parameters:
  ///   - duration: engine nanoseconds that it runs in all.
  ///   - breakpoints: texts of breakpoints that are set once the stacks run.
  ///   - make: builds the engine, stepped.
  /// - Throws: `EngineError` if it cannot be built or a breakpoint cannot be set.
  public init(
    for duration: UInt64,
    breakpoints: [String],
    _ make: @escaping @Sendable () throws(EngineError) -> StackEngine
  ) throws(EngineError) {
    do throws(HostError) {
      mailbox = try Mailbox<Command>()
      descriptor = nd_host_event_create()
      idle = nd_host_event_create()
      guard descriptor >= 0, idle >= 0 else {
        throw HostError(call: "eventfd", code: -min(descriptor, idle))
      }
      try HostThread.start(named: "engine") { [self] in
        do throws(EngineError) {
          let engine = try make()
          try run(engine, for: duration, breakpoints)
        } catch {
          failure.withLock { $0 = error }
        }
        ended.withLock { $0 = true }
        _ = nd_host_event_signal(idle)
      }
    } catch {
      throw .refused("\(error)")
    }
    wait { snapshot != nil }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  deinit {
    close(descriptor)
    close(idle)
  }

  /// The newest snapshot; nil before the first.
  public var snapshot: Snapshot? { newest.withLock { $0 } }

  /// Notes that the newest snapshot was seen; the descriptor is no longer readable.
  public func acknowledge() {
    _ = nd_host_event_clear(descriptor)
  }

  /// Sends a command and waits until the engine stands still again.
  public func send(_ command: Command) {
    let number = sent.withLock { count in
      count += 1
      return count
    }
    mailbox.send(command)
    wait { answered.withLock { $0 } >= number }
  }

  private func wait(_ isSo: () -> Bool) {
    while !isSo(), !ended.withLock({ $0 }) {
      _ = HostWait.readable([idle], timeout: Nanoseconds(100_000_000))
      _ = nd_host_event_clear(idle)
    }
  }

  // MARK: On the engine's thread

  private func run(
    _ engine: StackEngine,
    for duration: UInt64,
    _ breakpoints: [String]
  ) throws(EngineError) {
    var taken = 0
    engine.serveRests { [self] resting in
      stand(resting.snapshot(), taken)
      while !resting.isReleased {
        for command in mailbox.wait() {
          taken += 1
          switch command {
          case .anytime(let command): resting.perform(command)
          case .atRest(let command): resting.wait(command)
          }
        }
        if !resting.isReleased { stand(resting.snapshot(), taken) }
      }
    }
    engine.start()
    engine.settle()
    for text in breakpoints {
      engine.note(input: .addBreakpoint(text))
      try engine.perform(.addBreakpoint(text))
    }
    let end = engine.now + duration
    if !engine.isQuitting { try engine.run(until: end) }
    while !engine.isQuitting {
      stand(engine.snapshot(), taken)
      for command in mailbox.wait() {
        taken += 1
        engine.performReporting(command)
        engine.settle()
        engine.finishBreaks()
      }
    }
    engine.stop()
    stand(engine.snapshot(), .max)
  }

  private func stand(_ snapshot: Snapshot, _ taken: Int) {
    newest.withLock { $0 = snapshot }
    answered.withLock { $0 = taken }
    _ = nd_host_event_signal(descriptor)
    _ = nd_host_event_signal(idle)
  }
}
