/// What changed in a counter page since the sample before it: lines, a bit per changed word, and by how much.
///
/// It is made while the counters are read, so that nobody has to compare two pages for it. The memory is used again.
public struct CounterDifference: Sendable {
  /// Which words changed.
  private(set) var shape = Shape()
  /// By how much, word by word; small whether the counter grew or fell.
  private(set) var changes: [UInt64] = []
  /// Those of the page, if they are others than before.
  private(set) var drops: [DropCount]?

  /// The places of changed words.
  struct Shape: Equatable, Sendable {
    /// Lines in ascending order.
    private(set) var lines: [UInt32] = []
    /// Of each line a bit per changed word.
    private(set) var masks: [UInt32] = []
    /// Tells most other shapes at once.
    private(set) var signature: UInt64 = 0

    mutating func clear() {
      lines.removeAll(keepingCapacity: true)
      masks.removeAll(keepingCapacity: true)
      signature = 0
    }

    mutating func add(_ line: UInt32, _ mask: UInt32) {
      lines.append(line)
      masks.append(mask)
      signature = (signature ^ (UInt64(line) << 32 | UInt64(mask))) &* 0x9E37_79B9_7F4A_7C15
      signature ^= signature >> 29
    }

    static func == (left: Shape, right: Shape) -> Bool {
      left.signature == right.signature && left.lines == right.lines && left.masks == right.masks
    }
  }

  /// Nothing has changed.
  public init() {}

  /// What a page of the same lines is more than another.
  init(from old: CounterPage, to new: CounterPage) {
    new.compare(with: old, into: &self)
    drops = new.drops == old.drops ? nil : new.drops
  }

  /// No word has changed.
  public var isEmpty: Bool { shape.lines.isEmpty }

  /// Begins anew.
  mutating func begin() {
    shape.clear()
    changes.removeAll(keepingCapacity: true)
    drops = nil
  }

  /// Tells a line, which stands behind all that were told before; `mask` has a bit per changed word.
  mutating func add(
    line: Int,
    mask: UInt32,
    _ new: UnsafePointer<UInt64>,
    _ old: UnsafePointer<UInt64>
  ) {
    shape.add(UInt32(truncatingIfNeeded: line), mask)
    var rest = mask
    while rest != 0 {
      let word = rest.trailingZeroBitCount
      changes.append((new[word] &- old[word]).folded)
      rest &= rest &- 1
    }
  }

  /// Ends the lines; `drops`: those of the page, if they are others than before.
  mutating func end(drops: [DropCount]?) { self.drops = drops }
}

extension UInt64 {
  /// A difference as a number that is small whether it is above or below zero.
  var folded: UInt64 { (self << 1) ^ UInt64(bitPattern: Int64(bitPattern: self) >> 63) }
  /// The difference that `folded` gave.
  var unfolded: UInt64 { (self >> 1) ^ (0 &- (self & 1)) }
}
