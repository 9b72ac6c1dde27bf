import CLinux
import Glibc
public import Inspection
public import Kernel
import NDIS

/// An engine on a thread of its own, as everyone else sees it: commands in, snapshots out.
public final class LiveEngine: EngineConnection {
  private let mailbox: Mailbox<Message>
  private let newest = Guarded<Snapshot?>(nil)
  private let ended = Guarded<Bool>(false)
  private let input = Guarded<String?>(nil)
  private let result = Guarded<RunOutcome?>(nil)
  /// What was sent after a release, in one go with it.
  private let leftover = Guarded<[Message]>([])
  /// A descriptor that is readable while a snapshot waits that has not been acknowledged.
  public let descriptor: Int32

  /// A descriptor that is readable once the engine's thread is done.
  public let endDescriptor: Int32

  private enum Message: Sendable {
    case command(Command)
    case stop
    /// A fork has come farther.
    case fork
  }

  /// Starts the engine; `make` runs on the engine's thread and gives it birth there.
  ///
  /// - Parameters:
  ///   - samplesPerSecond: snapshots published without being asked for.
  ///   - duration: engine nanoseconds after which it stops by itself; nil goes on.
  ///   - files: what the run is written to while it goes on.
  ///   - isTimed: measures what the run costs the host.
  ///   - make: builds the engine; its error goes to `failed`.
  ///   - failed: called on the engine's thread, at most once.
  /// - Throws: `HostError` if the host gives no thread or descriptor.
  public init(
    samplesPerSecond: UInt64 = 4,
    for duration: UInt64? = nil,
    recordingTo files: RecordingFiles? = nil,
    isTimed: Bool = false,
    _ make: @escaping @Sendable () throws(EngineError) -> StackEngine,
    failed: @escaping @Sendable (EngineError) -> Void
  ) throws(HostError) {
    mailbox = try Mailbox<Message>()
    let event = nd_host_event_create()
    guard event >= 0 else { throw HostError(call: "eventfd", code: -event) }
    descriptor = event
    endDescriptor = nd_host_event_create()
    guard endDescriptor >= 0 else { throw HostError(call: "eventfd", code: -endDescriptor) }
    let period = 1_000_000_000 / max(1, samplesPerSecond)
    try HostThread.start(named: "engine") { [self] in
      do throws(EngineError) {
        let engine = try make()
        let recorder = files.map { EngineRecorder($0, engine) }
        if engine.options.historyBytes > 0 {
          engine.remember(bytes: engine.options.historyBytes)
        }
        engine.whenForkChanges = { [mailbox] in mailbox.send(.fork) }
        engine.start()
        run(engine, period: period, until: duration.map { engine.now &+ $0 }, recorder)
        let cost =
          isTimed ? HostCost(cpuNanoseconds: nd_host_thread_cpu(), batches: engine.batches) : nil
        finish(engine, recorder, cost)
      } catch {
        failed(error)
      }
      ended.withLock { $0 = true }
      _ = nd_host_event_signal(descriptor)
      _ = nd_host_event_signal(endDescriptor)
    }
  }

  deinit {
    close(descriptor)
    close(endDescriptor)
  }

  /// What the run came to; nil before its end, and if the engine could not be built.
  public var outcome: RunOutcome? { result.withLock { $0 } }

  /// The newest snapshot; nil before the first.
  public var snapshot: Snapshot? { newest.withLock { $0 } }

  /// Notes that the newest snapshot was seen; the descriptor is no longer readable.
  public func acknowledge() {
    _ = nd_host_event_clear(descriptor)
  }

  /// Queues a command for the engine's thread; the answer is in a later snapshot or event.
  public func send(_ command: Command) {
    mailbox.send(.command(command))
  }

  /// Asks the engine to stop its stacks and end.
  public func stop() {
    mailbox.send(.stop)
  }

  /// True once the engine's thread has nothing more to do.
  public var hasEnded: Bool { ended.withLock { $0 } }

  /// What kept the engine from reading its capture to the end.
  public var inputProblem: String? { input.withLock { $0 } }

  /// Waits until the engine's thread is done, at most five seconds.
  public func waitUntilEnded() {
    var rounds = 0
    while !hasEnded, rounds < 50 {
      _ = HostWait.readable([descriptor], timeout: Nanoseconds(100_000_000))
      acknowledge()
      rounds += 1
    }
  }

  // MARK: On the engine's thread

  private func run(
    _ engine: StackEngine,
    period: UInt64,
    until end: UInt64?,
    _ recorder: EngineRecorder?
  ) {
    var nextSample: UInt64 = 0
    var settled: UInt64? = nd_host_monotonic() + Self.startTime
    engine.serveRests { [self] resting in serve(resting, recorder) }
    publish(engine, recorder)
    while true {
      engine.advance()
      if engine.isQuitting { return }
      recorder?.follow(engine)
      engine.followHistory()
      if let end, engine.now >= end { return }
      var isAsked = false
      for message in takeMessages() {
        switch message {
        case .stop, .command(.anytime(.quit)):
          return
        case .command(let command):
          isAsked = true
          engine.performReporting(command)
          engine.finishBreaks()
        case .fork: isAsked = true
        }
        if engine.isQuitting { return }
      }
      if engine.hasMoreToExamine {
        engine.examineMore()
        isAsked = isAsked || !engine.hasMoreToExamine
      }
      let host = nd_host_monotonic()
      if isAsked || host >= nextSample {
        publish(engine, recorder)
        nextSample = host + period
      }
      if let time = settled, host >= time {
        settled = nil
        nd_host_forget_start()
      }
      wait(engine, until: nextSample, end, lateness: Nanoseconds(min(period, Self.longestLateness)))
    }
  }

  private func takeMessages() -> [Message] {
    leftover.withLock { left in
      let first = left
      left = []
      return first
    } + mailbox.takeAll()
  }

  /// The command loop inside a hop: everything waits but what may be asked at any time.
  private func serve(_ resting: RestingEngine, _ recorder: EngineRecorder?) {
    publish(resting.snapshot(hostTime: HostTime.sinceEpoch), recorder)
    while !resting.isReleased {
      let messages = mailbox.wait()
      for (index, message) in messages.enumerated() {
        if resting.isReleased {
          leftover.withLock { $0 += messages[index...] }
          break
        }
        switch message {
        case .stop: resting.perform(.quit)
        case .command(.anytime(let command)): resting.perform(command)
        case .command(.atRest(let command)): resting.wait(command)
        case .fork: break
        }
      }
      publish(resting.snapshot(hostTime: HostTime.sinceEpoch), recorder)
    }
  }

  /// Nanoseconds after which everything is built and drawn.
  private static let startTime: UInt64 = 2_000_000_000

  private func finish(_ engine: StackEngine, _ recorder: EngineRecorder?, _ cost: HostCost?) {
    engine.fork = nil
    engine.stop()
    let problems = recorder?.finish(engine) ?? []
    publish(engine, recorder)
    let outcome = RunOutcome(
      snapshot: engine.snapshot(hostTime: HostTime.sinceEpoch),
      findings: engine.findings(),
      problems: engine.problems(),
      recordingProblems: problems,
      cost: cost
    )
    result.withLock { $0 = outcome }
  }

  private func publish(_ engine: StackEngine, _ recorder: EngineRecorder?) {
    if let problem = engine.captureProblem() { input.withLock { $0 = problem } }
    publish(engine.snapshot(hostTime: HostTime.sinceEpoch), recorder)
  }

  private func publish(_ snapshot: Snapshot, _ recorder: EngineRecorder?) {
    var snapshot = snapshot
    snapshot.recording.unstoredRecords += recorder?.unstoredRecords ?? 0
    newest.withLock { $0 = snapshot }
    _ = nd_host_event_signal(descriptor)
  }

  /// Nanoseconds that timers wait for the next sample, where nobody outside waits for them: each still runs at its instant.
  private static let longestLateness: UInt64 = 500_000_000

  /// Sleeps until the next timer, frame of a live edge, sample or command, whichever is first.
  private func wait(
    _ engine: StackEngine,
    until sample: UInt64,
    _ end: UInt64?,
    lateness: Nanoseconds
  ) {
    if engine.hasMoreToRun || engine.hasMoreToExamine { return }
    var span = sample &- nd_host_monotonic()
    if span > 1 << 62 { span = 0 }
    if let end { span = min(span, end - min(end, engine.machine.clock.now.nanoseconds)) }
    guard span > 0 else { return }
    engine.waitForWork(
      beside: [mailbox.descriptor],
      atMost: Nanoseconds(span),
      lateness: lateness
    )
  }
}

/// Wall-clock time.
enum HostTime {
  /// Nanoseconds since 1970.
  static var sinceEpoch: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
