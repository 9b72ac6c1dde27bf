extension Machine {
  /// Calls `handler` at dispatch level on `processor` whenever a live descriptor has something to take in.
  ///
  /// The handler is the interrupt's: it takes in at most a budget of frames and returns true if more wait; then it is
  /// called again in the next round. While the machine does not run, what comes waits in the host.
  ///
  /// - Throws: `MachineError.watchNeedsHostClock` on a machine with a virtual clock, `.watch` if the host refuses.
  public func watch(
    _ descriptor: Int32,
    on processor: Processor = .first,
    _ handler: @escaping () -> Bool
  ) throws(MachineError) -> Watch {
    guard isLive else { throw .watchNeedsHostClock }
    do {
      return try watches.add(descriptor, on: processor, handler)
    } catch {
      throw .watch(error)
    }
  }

  /// True if its time is that of the world, so that it can have live edges.
  public var isLive: Bool { !(clock is VirtualClock) }

  /// Waits until a watched descriptor or one of `others` is ready, or until the next deadline; at most `limit`.
  ///
  /// `lateness`: how long a timer may wait for others while no live edge is watched. Nobody outside can tell, and `runDue`
  /// still runs each at the instant it was set for; one wake for many costs a small part of one for each.
  public func waitForWork(
    beside others: [Int32] = [],
    atMost limit: Nanoseconds,
    lateness: Nanoseconds = Nanoseconds(0)
  ) {
    if isBehind || hasQueuedWork || watches.hasMore { return }
    var span = limit
    if let deadline = timers.nextDeadline {
      let next = watches.count == 0 ? deadline + lateness : deadline
      let now = clock.now
      guard next > now else { return }
      span = min(span, next - now)
    }
    _ = HostWait.readable(others + (watches.descriptor.map { [$0] } ?? []), timeout: span)
  }
}
