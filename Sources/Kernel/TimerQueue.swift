/// Timers in the order of their deadlines; equal deadlines fire in the order they were scheduled.
///
/// A cancelled timer leaves the table at once, so its handler is released; its heap entry is
/// skipped when it surfaces, and the heap is rebuilt when most of it is stale.
public final class TimerQueue {
  struct Timer {
    let period: Nanoseconds?
    let processor: Processor
    /// Number of its use.
    ///
    /// Uses are referred to weakly, which makes every other reference to them dear.
    let use: Int?
    let handler: () -> Void
  }

  /// Where a timer is kept while it is set.
  private struct Place {
    var timer: Timer?
    /// How many timers have been here, this one included.
    var generation: UInt64
  }

  private var heap = TimerHeap()
  private var places: [Place] = []
  private var freePlaces: [UInt32] = []
  /// Entries of the heap whose timers are no longer set.
  private var staleCount = 0
  var uses: [UseRecord] = []
  var nextUse: UInt64 = 0
  private var lastOrder: UInt64 = 0

  /// Makes an empty queue.
  public init() {}

  /// Timers that are set.
  public var count: Int { places.count - freePlaces.count }

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
    let timer = Timer(
      period: period.map { max($0, Nanoseconds(1)) },
      processor: processor,
      use: use?.number,
      handler: handler
    )
    if let use { uses[use.number].set += 1 }
    let id: TimerID
    if let place = freePlaces.popLast() {
      places[Int(place)].generation += 1
      places[Int(place)].timer = timer
      id = TimerID(place: place, generation: places[Int(place)].generation)
    } else {
      id = TimerID(place: UInt32(places.count), generation: 1)
      places.append(Place(timer: timer, generation: 1))
    }
    push(id, at: deadline)
    return id
  }

  /// Unsets a timer; returns false if it has fired for the last time or was cancelled before.
  @discardableResult
  public func cancel(_ id: TimerID) -> Bool {
    guard remove(id) != nil else { return false }
    staleCount += 1
    if heap.count > 64 && heap.count > count * 2 {
      heap.remove { !isScheduled($0) }
      staleCount = 0
    }
    return true
  }

  /// Unsets every timer; what they would have run is released when nothing of the queue is in use any more.
  func cancelAll() {
    let waiting = heap.entries.compactMap { remove($0.id) }
    heap = TimerHeap()
    staleCount = 0
    withExtendedLifetime(waiting) {}
  }

  /// True while the timer is set.
  public func isScheduled(_ id: TimerID) -> Bool {
    let place = Int(id.place)
    return place < places.count && places[place].generation == id.generation
      && places[place].timer != nil
  }

  /// Unsets a timer and gives it; nil if it is not set.
  private func remove(_ id: TimerID) -> Timer? {
    guard isScheduled(id) else { return nil }
    let timer = places[Int(id.place)].timer.take()
    freePlaces.append(id.place)
    if let use = timer?.use { uses[use].set -= 1 }
    return timer
  }

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
    guard let first = heap.first, first.deadline <= now, first.order <= order else { return nil }
    heap.removeFirst()
    if let timer = places[Int(first.id.place)].timer, let period = timer.period {
      let missed = (now - first.deadline).count / period.count
      let next = first.deadline + period * missed + period
      if next == .distantFuture { _ = remove(first.id) } else { push(first.id, at: next) }
      if let use = timer.use { uses[use].fired &+= 1 }
      return timer
    }
    let timer = remove(first.id)
    if let use = timer?.use { uses[use].fired &+= 1 }
    return timer
  }

  /// Calls `body` for every timer that is set, in no order, with what it is for, when it fires, and its period.
  func forEachSet(_ body: (_ use: Int?, Instant, Nanoseconds?) -> Void) {
    for entry in heap.entries {
      guard isScheduled(entry.id), let timer = places[Int(entry.id.place)].timer else { continue }
      body(timer.use, entry.deadline, timer.period)
    }
  }

  private func push(_ id: TimerID, at deadline: Instant) {
    lastOrder += 1
    heap.push(TimerHeap.Entry(deadline: deadline, order: lastOrder, id: id))
  }

  private func dropStale() {
    // Nothing has to be looked up where nothing was cancelled.
    while staleCount > 0, let first = heap.first, !isScheduled(first.id) {
      heap.removeFirst()
      staleCount -= 1
    }
  }
}
