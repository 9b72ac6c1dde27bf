import CLinux

extension Machine {
  /// What one call of `runDue` did.
  public struct Round: Equatable, Sendable {
    /// Handlers that ran.
    public var handlers: Int
    /// True if nothing was due any more at the end.
    public var isQuiet: Bool
  }

  /// Runs what is due by the machine's clock.
  ///
  /// On the host's clock each timer runs at the instant it was set for, so that engine time does not depend on when the
  /// host came round to it. What is left after a slice of host time waits for the next call (`isBehind`); only behind a
  /// stall longer than a second timers run late.
  @discardableResult
  public func runDue() -> Round {
    guard !isRunning else { return nested }
    let end = clock.now
    guard isLive else { return runDue(now: end) }
    let before = catchUp(to: end)
    guard before.isQuiet else {
      // What comes from outside does not wait until all of the past is made up for.
      return Round(handlers: before.handlers + serveInterrupts(), isQuiet: false)
    }
    let last = runDue(now: end)
    return Round(handlers: before.handlers + last.handlers, isQuiet: last.isQuiet)
  }

  /// Host time that one call spends on the past, so that commands are never kept waiting.
  private static let slice = Nanoseconds.milliseconds(20)
  /// A process that was stopped, or has more to do than it can, does not make up for more than this.
  private static let longestLag = Nanoseconds.seconds(1)

  /// Runs the timers set for instants before `end`, each at its own.
  private func catchUp(to end: Instant) -> Round {
    var handlers = 0
    isBehind = false
    while let deadline = hasQueuedWork ? now : timers.nextDeadline,
      deadline < end, end - deadline < Self.longestLag
    {
      let round = runDue(now: deadline, withInterrupts: false)
      handlers += round.handlers
      isBehind = clock.now - end > Self.slice
      if isBehind || !round.isQuiet || handlers >= roundLimit {
        return Round(handlers: handlers, isQuiet: false)
      }
    }
    return Round(handlers: handlers, isQuiet: true)
  }

  /// Lets every live descriptor that is ready be taken in once, at the present instant of the machine.
  private func serveInterrupts() -> Int {
    exclusively {
      var budget = roundLimit
      runInterrupts(&budget)
      return roundLimit - budget
    } ?? 0
  }

  /// Runs the timers due at `now`, deferred calls and work items until nothing is due.
  ///
  /// Called from a handler it does nothing and returns a round that is not quiet: a handler runs
  /// to its end before another begins.
  @discardableResult
  public func runDue(now instant: Instant) -> Round {
    runDue(now: instant, withInterrupts: true)
  }

  private func runDue(now instant: Instant, withInterrupts: Bool) -> Round {
    let round = exclusively { () -> Round in
      publish(instant)
      var budget = roundLimit
      if withInterrupts { runInterrupts(&budget) }
      while budget > 0 {
        let before = budget
        runTimers(&budget)
        runDeferredCalls(&budget)
        runWorkItems(&budget)
        if budget == before { return Round(handlers: roundLimit - budget, isQuiet: true) }
      }
      return Round(handlers: roundLimit, isQuiet: false)
    }
    guard let round else { return nested }
    if round.isQuiet, round.handlers > 0 { instantEnded?() }
    return round
  }

  /// Moves the virtual clock from deadline to deadline, running what is due at each, up to `end`.
  ///
  /// `end`: where the clock stands afterwards; deadlines at `end` itself are run.
  /// Gives the number of handlers that ran.
  @discardableResult
  public func run(until end: Instant) throws(MachineError) -> Int {
    guard !isRunning else { throw .nestedRun }
    guard let clock = clock as? VirtualClock else { throw .clockIsNotVirtual }
    var handlers = 0
    while let deadline = nextDeadline, deadline <= end {
      clock.advance(to: deadline)
      let round = runDue(now: clock.now)
      handlers += round.handlers
      guard round.isQuiet else { throw .timeStandsStill(at: clock.now) }
    }
    clock.advance(to: end)
    publish(clock.now)
    return handlers
  }

  private var nested: Round { Round(handlers: 0, isQuiet: false) }

  private func runInterrupts(_ budget: inout Int) {
    // Once per call: under a flood of frames the thread still comes back to its commands.
    for watch in watches.takeReady() where budget > 0 && watch.isEnabled {
      budget -= 1
      run(at: .dispatch, on: index(of: watch.processor) ?? 0) {
        if watch.handler() { watches.askAgain(watch) }
      }
    }
  }

  private func runTimers(_ budget: inout Int) {
    // Timers set by these handlers wait for the next pass, behind the deferred calls.
    let newest = timers.newestOrder
    while budget > 0, let timer = timers.takeDue(now: now, upTo: newest) {
      budget -= 1
      let index = index(of: timer.processor) ?? 0
      run(at: .dispatch, on: index, timer.handler)
    }
  }

  private func runDeferredCalls(_ budget: inout Int) {
    while budget > 0 && hasWaitingCalls {
      for queue in deferredCalls {
        while budget > 0, let call = queue.takeFirst() {
          budget -= 1
          run(at: .dispatch, on: queue.index, call.handler)
        }
      }
    }
  }

  private func runWorkItems(_ budget: inout Int) {
    while budget > 0, let work = workItems.takeFirst() {
      budget -= 1
      run(at: .passive, on: 0, work)
      runDeferredCalls(&budget)
    }
  }

  private func run(at irql: IRQL, on processor: Int, _ handler: () -> Void) {
    let before = hot.pointee
    hot.pointee.irql = UInt32(irql.rawValue)
    hot.pointee.processor = UInt32(processor)
    handler()
    if currentIRQL != irql { handlerChangedIRQL?(irql, currentIRQL) }
    hot.pointee.irql = before.irql
    hot.pointee.processor = before.processor
  }
}
