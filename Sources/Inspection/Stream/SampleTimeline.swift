/// The points of a stream in the order of their times, and which of them tells of an instant.
///
/// A point is a sample of all counters. Every instant at which something happened has one, unless they follow each other
/// faster than the counters can be read; then the next one is not whole. Some are ticks, half a second apart.
struct SampleTimeline: Sendable {
  /// Where a sample is, and what it belongs to.
  struct Mark: Sendable {
    /// Engine nanoseconds.
    var time: UInt64
    /// Where its bytes are.
    var offset: Int
    /// Number of the last event told before it; 0 if there was none.
    var event: UInt64
    /// Generation of its structure.
    var generation: UInt64
    /// It has the whole counter page.
    var isKey: Bool
    /// One of those from which rates are made.
    var isTick: Bool
    /// Nothing changed between the mark before and its time.
    var isWhole: Bool
  }

  /// A point with the time that was asked for.
  struct Place: Equatable {
    /// Index among the marks.
    var mark: Int
    /// Engine nanoseconds.
    var time: UInt64
  }

  /// Ascending by time.
  private(set) var marks: [Mark] = []
  /// Every structure that a mark belongs to, in order.
  private(set) var structures: [StackStructure] = []

  mutating func add(_ structure: StackStructure) { structures.append(structure) }

  mutating func add(_ mark: Mark) { marks.append(mark) }

  /// Gives up the oldest marks, and structures that belong to none any more.
  mutating func forget(first count: Int) {
    marks.removeFirst(min(count, marks.count))
    guard let oldest = marks.first?.generation, let place = structurePlace(oldest) else { return }
    structures.removeFirst(place)
  }

  /// The structure of a mark; nil if the stream has none.
  func structure(of mark: Mark) -> StackStructure? {
    structurePlace(mark.generation).map { structures[$0] }
  }

  /// Where the structure of a generation is, of several the last; generations only grow.
  private func structurePlace(_ generation: UInt64) -> Int? {
    let place = Self.count(structures.count) { structures[$0].generation <= generation } - 1
    guard place >= 0, structures[place].generation == generation else { return nil }
    return place
  }

  /// The last mark at or before an engine time; nil if there is none.
  func place(at time: UInt64) -> Int? {
    let count = Self.count(marks.count) { marks[$0].time <= time }
    return count > 0 ? count - 1 : nil
  }

  /// The mark with the whole page that another one is told from.
  func key(of place: Int) -> Int {
    var key = place
    while key > 0, !marks[key].isKey { key -= 1 }
    return key
  }

  /// The point that tells of an instant, and its time; nil if there is none.
  ///
  /// `last`: engine nanoseconds up to which the past is known.
  func place(of request: InstantRequest, last: UInt64) -> Place? {
    guard let first = marks.first?.time else { return nil }
    switch request {
    case .first: return Place(mark: 0, time: first)
    case .time(let time):
      let within = min(max(time, first), max(first, last))
      return place(at: within).map { Place(mark: $0, time: within) }
    case .event(let number): return firstPlace(with: number)
    case .eventBefore(let time):
      guard time > 0, let before = place(at: time - 1) else { return nil }
      return firstPlace(with: marks[before].event)
    case .eventAfter(let time):
      return firstPlace(with: (place(at: time).map { marks[$0].event } ?? 0) &+ 1)
    }
  }

  /// Where an event had happened for the first time; nil if it is younger than all marks.
  private func firstPlace(with event: UInt64) -> Place? {
    let place = Self.count(marks.count) { marks[$0].event < event }
    guard marks.indices.contains(place) else { return nil }
    return Place(mark: place, time: marks[place].time)
  }

  /// The ticks before a point, oldest first, at most `count`.
  func ticks(before place: Int, count: Int) -> [Int] {
    var ticks: [Int] = []
    var mark = place - 1
    while mark >= 0, ticks.count < count {
      if marks[mark].isTick { ticks.append(mark) }
      mark -= 1
    }
    return ticks.reversed()
  }

  /// When the counters of a point were read that stand for the time asked for.
  func countingTime(of place: Place) -> UInt64 {
    let next = place.mark + 1
    if marks.indices.contains(next), marks[next].isWhole { return place.time }
    return marks[place.mark].time
  }

  /// How many of the first places are as asked, where all that are stand before all that are not.
  private static func count(_ count: Int, where isWanted: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isWanted(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
