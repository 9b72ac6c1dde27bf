/// When timers fire, the first at the root: a binary heap that knows nothing of what they run.
///
/// A value, so that each use of it is one access of whoever keeps it.
struct TimerHeap {
  /// One timer's next firing.
  struct Entry {
    let deadline: Instant
    let order: UInt64
    let id: TimerID

    func precedes(_ other: Entry) -> Bool {
      deadline == other.deadline ? order < other.order : deadline < other.deadline
    }
  }

  private(set) var entries: [Entry] = []

  /// The entry that fires next; nil without one.
  var first: Entry? { entries.first }
  /// Entries, stale ones included.
  var count: Int { entries.count }

  mutating func push(_ entry: Entry) {
    entries.append(entry)
    siftUp(entries.count - 1)
  }

  /// Takes out the entry that fires next; there is one.
  mutating func removeFirst() {
    entries.swapAt(0, entries.count - 1)
    entries.removeLast()
    siftDown(0)
  }

  /// Takes out all entries that are stale.
  mutating func remove(where isStale: (TimerID) -> Bool) {
    entries.removeAll { isStale($0.id) }
    for index in stride(from: entries.count / 2 - 1, through: 0, by: -1) { siftDown(index) }
  }

  private mutating func siftUp(_ start: Int) {
    var index = start
    while index > 0 {
      let parent = (index - 1) / 2
      guard entries[index].precedes(entries[parent]) else { return }
      entries.swapAt(index, parent)
      index = parent
    }
  }

  private mutating func siftDown(_ start: Int) {
    var index = start
    while true {
      var smallest = index
      for child in index * 2 + 1..<index * 2 + 3
      where child < entries.count && entries[child].precedes(entries[smallest]) {
        smallest = child
      }
      guard smallest != index else { return }
      entries.swapAt(index, smallest)
      index = smallest
    }
  }
}
