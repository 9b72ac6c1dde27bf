/// The lines of a counter page while they are read anew; good for the length of a call.
public struct CounterUpdate {
  private let words: UnsafeMutableBufferPointer<UInt64>
  private let difference: UnsafeMutablePointer<CounterDifference>

  fileprivate init(
    _ words: UnsafeMutableBufferPointer<UInt64>,
    _ difference: UnsafeMutablePointer<CounterDifference>
  ) {
    self.words = words
    self.difference = difference
  }

  /// Gives a line the words it has now.
  ///
  /// - Parameters:
  ///   - line: its number in the page; lines come in ascending order.
  ///   - start: place of its first word in the page.
  ///   - new: its words, 32 at most.
  /// - Returns: a bit per word that is another than before.
  @discardableResult
  public func line(_ line: Int, at start: Int, _ new: UnsafeBufferPointer<UInt64>) -> UInt32 {
    let count = new.count
    guard let fresh = new.baseAddress, let base = words.baseAddress, count <= 32, start >= 0,
      start + count <= words.count
    else { return 0 }
    let old = base + start
    // Most lines are as they were; this loop has no branch.
    var bits: UInt64 = 0
    for word in 0..<count { bits |= fresh[word] ^ old[word] }
    guard bits != 0 else { return 0 }
    var mask: UInt32 = 0
    for word in 0..<count where fresh[word] != old[word] { mask |= 1 << UInt32(word) }
    difference.pointee.add(line: line, mask: mask, fresh, old)
    old.update(from: fresh, count: count)
    return mask
  }
}

extension CounterPage {
  /// Reads lines anew in place, and tells what changed by it.
  ///
  /// - Parameters:
  ///   - difference: becomes what changed.
  ///   - lines: gives lines their words.
  ///   - drops: asked when the lines are read: the drops there are now; nil if they are those from before.
  public mutating func update(
    _ difference: inout CounterDifference,
    lines: (CounterUpdate) -> Void,
    drops: () -> [DropCount]?
  ) {
    difference.begin()
    values.withUnsafeMutableBufferPointer { words in
      withUnsafeMutablePointer(to: &difference) { lines(CounterUpdate(words, $0)) }
    }
    let before = self.drops
    if let now = drops() { setDrops(now) }
    difference.end(drops: self.drops == before ? nil : self.drops)
  }
}
