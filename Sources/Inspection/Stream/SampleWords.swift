/// Tells the words of a sample from those of an earlier one that changed the same counters: what a stack does, it does
/// again and again.
///
/// Both sides keep the last shapes since the last whole page, and the words last told in each. A shape they know is told
/// by its number, and its words as runs: as many as last time, then as many like the word told last, or a new one.
///
///     number   0: a new shape (lines, masks, words as they are)   n: the n-th known one, then runs until all words are told
///     run      high 4 bits: words as last time    low 4 bits: 0…14 words like the one told last, 15: a new one follows
struct SampleWords: Sendable {
  private struct Known: Sendable {
    var shape: CounterDifference.Shape
    var words: [UInt64]
  }

  private var known: [Known] = []
  /// Which one the next new shape takes the place of.
  private var oldest = 0
  /// Shapes that are kept.
  private static let kept = 16
  /// Words of a shape that is kept at most.
  private static let largest = 4_096

  /// Forgets all shapes.
  mutating func clear() {
    known.removeAll(keepingCapacity: true)
    oldest = 0
  }

  /// Writes the words of a sample: `head`, then the changes of a difference.
  mutating func write(
    _ head: [UInt64],
    _ difference: CounterDifference,
    to stream: inout StreamWriter
  ) {
    let words = head + difference.changes
    guard let place = known.firstIndex(where: { $0.shape == difference.shape }),
      known[place].words.count == words.count
    else {
      stream.number(0)
      Self.write(difference.shape, to: &stream)
      for word in words { stream.number(word) }
      keep(difference.shape, words)
      return
    }
    stream.number(UInt64(place + 1))
    let last = known[place].words
    known[place].words = words
    var told: UInt64 = 0
    var index = 0
    while index < words.count {
      var run: UInt8 = 0
      while run < 15, index < words.count, words[index] == last[index] {
        run += 1
        index += 1
      }
      var like: UInt8 = 0
      while like < 14, index < words.count, words[index] == told, words[index] != last[index] {
        like += 1
        index += 1
      }
      let isNew = like == 0 && run < 15 && index < words.count
      stream.byte(run << 4 | (isNew ? 15 : like))
      if isNew {
        told = words[index]
        stream.number(told)
        index += 1
      }
    }
  }

  /// Reads what `write` wrote.
  ///
  /// - Parameters:
  ///   - count: words of the head.
  ///   - stream: at the number of the shape.
  ///   - isPossible: whether a page has such a line with such words.
  /// - Returns: the head, and what changed.
  /// - Throws: `SessionError` with the place of what is wrong; the shapes are good for nothing then.
  mutating func read(
    head count: Int,
    from stream: inout StreamReader,
    _ isPossible: (_ line: UInt32, _ mask: UInt32) -> Bool
  ) throws(SessionError) -> (shape: CounterDifference.Shape, words: [UInt64]) {
    let start = stream.offset
    let number = try stream.number()
    guard number > 0 else {
      let shape = try Self.readShape(from: &stream, isPossible)
      let changed = shape.masks.reduce(0) { $0 + $1.nonzeroBitCount }
      var words: [UInt64] = []
      for _ in 0..<count + changed { words.append(try stream.number()) }
      keep(shape, words)
      return (shape, words)
    }
    guard number <= UInt64(known.count) else { throw SessionError(.badValue, at: start) }
    let place = Int(number) - 1
    // The lines of a page stay the same up to the next whole one.
    var words = known[place].words
    var told: UInt64 = 0
    var index = 0
    while index < words.count {
      let start = stream.offset
      let run = try stream.byte()
      index += Int(run >> 4)
      let like = Int(run & 15)
      guard run != 0, index + (like == 15 ? 1 : like) <= words.count else {
        throw SessionError(.badValue, at: start)
      }
      if like == 15 {
        told = try stream.number()
        words[index] = told
        index += 1
      } else {
        for _ in 0..<like {
          words[index] = told
          index += 1
        }
      }
    }
    known[place].words = words
    return (known[place].shape, words)
  }

  private mutating func keep(_ shape: CounterDifference.Shape, _ words: [UInt64]) {
    guard words.count <= Self.largest else { return }
    if known.count < Self.kept {
      known.append(Known(shape: shape, words: words))
    } else {
      known[oldest] = Known(shape: shape, words: words)
      oldest = (oldest + 1) % Self.kept
    }
  }

  /// Per line its distance from the line before and a bit per changed word; then a zero.
  private static func write(_ shape: CounterDifference.Shape, to stream: inout StreamWriter) {
    var next: UInt32 = 0
    for (line, mask) in zip(shape.lines, shape.masks) {
      stream.number(UInt64(line - next) + 1)
      stream.number(UInt64(mask))
      next = line + 1
    }
    stream.number(0)
  }

  private static func readShape(
    from stream: inout StreamReader,
    _ isPossible: (_ line: UInt32, _ mask: UInt32) -> Bool
  ) throws(SessionError) -> CounterDifference.Shape {
    var shape = CounterDifference.Shape()
    var next: UInt64 = 0
    while true {
      let start = stream.offset
      let distance = try stream.number()
      if distance == 0 { return shape }
      let (line, hasOverflowed) = next.addingReportingOverflow(distance - 1)
      let mask = try UInt32(from: &stream)
      guard !hasOverflowed, let known = UInt32(exactly: line), mask != 0, isPossible(known, mask)
      else { throw SessionError(.badValue, at: start) }
      shape.add(known, mask)
      next = line + 1
    }
  }
}
