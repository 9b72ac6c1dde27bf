/// Timers in the order of their deadlines; equal deadlines fire in the order they were scheduled.
///
/// A cancelled timer leaves the table at once, so its handler is released; its heap entry is
/// skipped when it surfaces, and the heap is rebuilt when most of it is stale.
public final class TimerQueue {
  struct Timer {
    let period: Nanoseconds?
    let processor: Processor
    let use: TimerUse?
    let handler: () -> Void
  }

  private var heap = TimerHeap()
  private var timers: [TimerID: Timer] = [:]
  var uses: [WeakUse] = []
  private var lastID: UInt64 = 0
  private var lastOrder: UInt64 = 0

  /// Makes an empty queue.
  public init() {}

  /// Timers that are set.
  public var count: Int { timers.count }

  /// Entries the heap holds, stale ones included; at most twice `count` plus a constant.
  var heapCount: Int { heap.count }

  /// Sets a timer that runs `handler` at dispatch level on `processor`.
  ///
  /// `deadline`: when it fires first; a past deadline fires in the next round.
  /// `period`: the span between firings, at least 1 ns; nil fires once.
  /// `use`: what it is for, where a person may want to know.
  @discardableResult
  public func schedule(
    at deadline: Instant,
    every period: Nanoseconds? = nil,
    on processor: Processor = .first,
    for use: TimerUse? = nil,
    _ handler: @escaping () -> Void
  ) -> TimerID {
    lastID += 1
    let id = TimerID(rawValue: lastID)
    timers[id] = Timer(
      period: period.map { max($0, Nanoseconds(1)) },
      processor: processor,
      use: use,
      handler: handler
    )
    push(id, at: deadline)
    return id
  }

  /// Unsets a timer; returns false if it has fired for the last time or was cancelled before.
  @discardableResult
  public func cancel(_ id: TimerID) -> Bool {
    guard timers.removeValue(forKey: id) != nil else { return false }
    if heap.count > 64 && heap.count > timers.count * 2 {
      heap.remove { timers[$0] == nil }
    }
    return true
  }

  /// Unsets every timer; what they would have run is released when nothing of the queue is in use any more.
  func cancelAll() {
    let waiting = timers
    timers = [:]
    heap = TimerHeap()
    withExtendedLifetime(waiting) {}
  }

  /// True while the timer is set.
  public func isScheduled(_ id: TimerID) -> Bool { timers[id] != nil }

  /// When the next timer fires; nil if none is set.
  public var nextDeadline: Instant? {
    dropStale()
    return heap.first?.deadline
  }

  /// The order number of the most recent scheduling; later ones are larger.
  var newestOrder: UInt64 { lastOrder }

  /// Takes the first timer that is due and was scheduled no later than `order`.
  ///
  /// A periodic timer is set again before it is returned, at the first multiple of its period
  /// after `now`, so that a stall does not make it fire in a burst.
  func takeDue(now: Instant, upTo order: UInt64) -> Timer? {
    dropStale()
    guard let first = heap.first, first.deadline <= now, first.order <= order,
      let timer = timers[first.id]
    else { return nil }
    heap.removeFirst()
    if let period = timer.period {
      let missed = (now - first.deadline).count / period.count
      let next = first.deadline + period * missed + period
      if next == .distantFuture { timers[first.id] = nil } else { push(first.id, at: next) }
    } else {
      timers[first.id] = nil
    }
    timer.use?.fired &+= 1
    return timer
  }

  /// Calls `body` for every timer that is set, in no order, with what it is for, when it fires, and its period.
  func forEachSet(_ body: (TimerUse?, Instant, Nanoseconds?) -> Void) {
    for entry in heap.entries {
      guard let timer = timers[entry.id] else { continue }
      body(timer.use, entry.deadline, timer.period)
    }
  }

  private func push(_ id: TimerID, at deadline: Instant) {
    lastOrder += 1
    heap.push(TimerHeap.Entry(deadline: deadline, order: lastOrder, id: id))
  }

  private func dropStale() {
    // Every timer has one entry: without more entries than timers none is stale, and nothing has to be looked up.
    guard heap.count > timers.count else { return }
    while let first = heap.first, timers[first.id] == nil { heap.removeFirst() }
  }
}
