/// What changed in a counter page since the sample before it, in the form a stream has it.
///
/// It is written while the counters are read, so that nobody has to compare two pages for it. The memory is used again.
public struct CounterDifference: Sendable {
  private var stream = StreamWriter()
  private var lastLine = -1

  /// Nothing has changed.
  public init() {}

  /// No word has changed.
  public var isEmpty: Bool { lastLine < 0 }

  /// Begins anew.
  mutating func begin() {
    stream.clear()
    lastLine = -1
  }

  /// Tells a line, which stands behind all that were told before; `mask` has a bit per changed word.
  mutating func add(
    line: Int,
    mask: UInt32,
    _ new: UnsafePointer<UInt64>,
    _ old: UnsafePointer<UInt64>
  ) {
    stream.number(UInt64(line - lastLine))
    lastLine = line
    stream.fixed32(mask)
    var rest = mask
    while rest != 0 {
      let word = rest.trailingZeroBitCount
      stream.signed(Int64(bitPattern: new[word] &- old[word]))
      rest &= rest &- 1
    }
  }

  /// Ends the lines; `drops`: those of the page, if they are others than before.
  mutating func end(drops: [DropCount]?) {
    stream.number(0)
    (drops != nil).write(to: &stream)
    drops?.write(to: &stream)
  }

  func write(to stream: inout StreamWriter) { stream.append(self.stream) }
}
