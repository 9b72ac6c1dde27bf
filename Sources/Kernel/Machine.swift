public import CLinux

/// The modelled computer: clock, processors, timers, deferred calls, work items and randomness.
///
/// One thread owns a machine and everything that runs on it. Handlers run in a fixed order: once
/// per call of `runDue` the interrupts of live descriptors, in the order of their registration;
/// then the timers that are due, by deadline and then by age; the deferred calls, processor by
/// processor; then work items one at a time, each followed by the deferred calls it queued; and
/// again from the timers until nothing is due. The same calls in the same order give the same run.
public final class Machine {
  /// The clock; `hot.now` shows its value as of the current round.
  public let clock: any Clock
  /// Randomness of the whole machine; take a `child` stream for each use.
  public var random: SeededRandom
  /// Timers.
  public let timers = TimerQueue()
  /// Work at passive level.
  public let workItems = WorkItemQueue()
  /// Deferred calls, by flat processor index.
  public let deferredCalls: [DeferredCallQueue]
  /// Time, IRQL and processor for the data path; valid as long as the machine lives.
  public let hot: UnsafeMutablePointer<nd_machine_hot>
  /// Live descriptors whose readiness is an interrupt.
  public let watches = WatchSet()
  /// Handlers that one call of `runDue` runs at most before it gives the thread back.
  public var roundLimit = 1_000_000
  /// Told of a handler that returned at another IRQL than it was called at; the level is then put right.
  public var handlerChangedIRQL: ((_ expected: IRQL, _ actual: IRQL) -> Void)?
  /// Called when everything due at an instant has run and nothing else has begun; not if nothing was due.
  public var instantEnded: (() -> Void)?
  /// True if the last call of `runDue` left something of the past to the next one.
  public internal(set) var isBehind = false
  /// True while handlers run.
  public private(set) var isRunning = false

  /// Makes a machine at rest, at passive level on the first processor.
  ///
  /// `processors`: the processors in flat order; an empty list stands for one processor.
  public init(clock: any Clock, seed: UInt64 = 1, processors: [Processor] = [.first]) {
    self.clock = clock
    random = SeededRandom(seed: seed)
    let present = processors.isEmpty ? [.first] : processors
    deferredCalls = present.enumerated().map {
      DeferredCallQueue(processor: $0.element, index: $0.offset)
    }
    hot = .allocate(capacity: 1)
    hot.initialize(to: nd_machine_hot(now: clock.now.nanoseconds, irql: 0, processor: 0))
  }

  deinit {
    hot.deallocate()
  }

  /// Engine time as of the current round.
  @inlinable
  public var now: Instant { Instant(nanoseconds: hot.pointee.now) }

  /// Reads the clock and publishes it; outside a round, for code that enters the machine from the host.
  @discardableResult
  public func publishNow() -> Instant {
    if !isRunning { publish(clock.now) }
    return now
  }

  /// The IRQL that code runs at now.
  @inlinable
  public var currentIRQL: IRQL { MachineHot(hot).irql }

  /// The processors, in flat order.
  public var processors: [Processor] { deferredCalls.map(\.processor) }

  /// The processor that code runs on now.
  public var currentProcessor: Processor {
    let index = Int(hot.pointee.processor)
    return index < deferredCalls.count ? deferredCalls[index].processor : .first
  }

  /// Returns the flat index of a processor, nil if the machine does not have it.
  public func index(of processor: Processor) -> Int? {
    deferredCalls.firstIndex { $0.processor == processor }
  }

  /// Runs `body` at another IRQL and puts the present one back afterwards.
  public func withIRQL<Result, Failure: Error>(
    _ irql: IRQL,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = hot.pointee.irql
    hot.pointee.irql = UInt32(irql.rawValue)
    defer { hot.pointee.irql = before }
    return try body()
  }

  /// Sets the IRQL for code that raises and lowers it by itself; returns the level before.
  @discardableResult
  public func setIRQL(_ irql: IRQL) -> IRQL {
    let before = currentIRQL
    hot.pointee.irql = UInt32(irql.rawValue)
    return before
  }

  /// Runs `body` as if on another processor; an unknown processor leaves the present one.
  public func withProcessor<Result, Failure: Error>(
    _ processor: Processor,
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = hot.pointee.processor
    hot.pointee.processor = index(of: processor).map { UInt32($0) } ?? before
    defer { hot.pointee.processor = before }
    return try body()
  }

  /// Queues a deferred call on a processor; nil or an unknown one means the current processor.
  ///
  /// Returns false if the call waits already.
  @discardableResult
  public func queue(_ call: DeferredCall, on processor: Processor? = nil) -> Bool {
    let index = processor.flatMap(index(of:)) ?? Int(hot.pointee.processor)
    return deferredCalls[index].queue(call)
  }

  /// Lets go of all timers, deferred calls and work items without running them.
  ///
  /// For an owner that ends: what waits may hold the objects that hold the machine.
  public func discardWork() {
    timers.cancelAll()
    for queue in deferredCalls { queue.discardAll() }
    workItems.discardAll()
  }

  /// When there is something to do next: now if work waits, nil if nothing is set.
  public var nextDeadline: Instant? {
    hasQueuedWork || watches.hasMore ? now : timers.nextDeadline
  }

  /// True while deferred calls or work items wait.
  var hasQueuedWork: Bool { hasWaitingCalls || workItems.count > 0 }

  func publish(_ instant: Instant) {
    hot.pointee.now = max(hot.pointee.now, instant.nanoseconds)
  }

  var hasWaitingCalls: Bool { deferredCalls.contains { $0.count > 0 } }

  /// Marks the machine as running while `body` runs; nil if it runs already.
  func exclusively<Result>(_ body: () -> Result) -> Result? {
    guard !isRunning else { return nil }
    isRunning = true
    defer { isRunning = false }
    return body()
  }
}
