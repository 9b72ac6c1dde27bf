/// Bytes as offset, hexadecimal and text, with marks under what changed.
public struct HexView: Sendable {
  /// What a range of bytes is marked as.
  public enum Mark: Equatable, Sendable {
    /// Looked at; drawn in a style.
    case highlight(Style)
    /// No longer part of the packet.
    case gone
    /// New in the packet.
    case added
    /// Different from before.
    case changed
  }

  /// A marked range of byte indices.
  public struct Range: Equatable, Sendable {
    /// Byte indices; what lies outside the bytes is left out.
    public var bytes: Swift.Range<Int>
    /// What it is marked as.
    public var mark: Mark

    /// Marks a range.
    public init(_ bytes: Swift.Range<Int>, _ mark: Mark) {
      self.bytes = bytes
      self.mark = mark
    }
  }

  /// A line of the view.
  private enum Line: Sendable {
    case bytes(Int)
    case marks(Int)
  }

  /// The bytes.
  public let bytes: [UInt8]
  /// The offset shown for the first byte; may be negative for bytes before the packet's beginning.
  public let firstOffset: Int
  /// Bytes in a row.
  public let bytesPerRow: Int
  /// Whether the text column is drawn.
  public let showsText: Bool
  private let marks: [Mark?]
  private let lines: [Line]

  /// Lays out bytes; of overlapping ranges the later one wins.
  public init(
    _ bytes: [UInt8],
    firstOffset: Int = 0,
    bytesPerRow: Int = 16,
    showsText: Bool = true,
    ranges: [Range] = []
  ) {
    self.bytes = bytes
    self.firstOffset = firstOffset
    self.bytesPerRow = max(1, bytesPerRow)
    self.showsText = showsText
    var marks = [Mark?](repeating: nil, count: bytes.count)
    for range in ranges {
      for index in range.bytes.clamped(to: 0..<bytes.count) { marks[index] = range.mark }
    }
    self.marks = marks
    var lines: [Line] = []
    for start in stride(from: 0, to: bytes.count, by: self.bytesPerRow) {
      lines.append(.bytes(start))
      let row = marks[start..<min(start + self.bytesPerRow, bytes.count)]
      if row.contains(where: { Self.word($0) != nil }) { lines.append(.marks(start)) }
    }
    self.lines = lines
  }

  /// The most bytes per row, of 16, 8 and 4, that fit into a width.
  public static func bytesPerRow(width: Int, showsText: Bool = true) -> Int {
    [16, 8].first { 6 + $0 * 3 + (showsText ? $0 + 1 : 0) <= width } ?? 4
  }

  /// Lines it takes, those with marks included.
  public var lineCount: Int { lines.count }

  /// Draws as many lines as fit, beginning with one of them.
  public func draw(on canvas: Canvas, from first: Int = 0) {
    for y in 0..<canvas.height where first + y >= 0 && first + y < lines.count {
      canvas.put(line(first + y), x: 0, y: y)
    }
  }

  /// One line of the view.
  public func line(_ index: Int) -> StyledText {
    switch lines[index] {
    case .bytes(let start): byteLine(start)
    case .marks(let start): markLine(start)
    }
  }

  private func row(_ start: Int) -> Swift.Range<Int> {
    start..<min(start + bytesPerRow, bytes.count)
  }

  private func byteLine(_ start: Int) -> StyledText {
    let offset = firstOffset + start
    var line = StyledText(Self.hex(offset, digits: 4) + "  ", .dim)
    var text = StyledText()
    for index in row(start) {
      let style = Self.style(of: marks[index])
      line.append(Self.hex(Int(bytes[index]), digits: 2), style)
      line.append(" ")
      let isPrintable = (0x20..<0x7F).contains(bytes[index])
      let character = isPrintable ? CellGrid.ascii[Int(bytes[index])] : Glyph.dot
      text.append(character, isPrintable || marks[index] != nil ? style : .dim)
    }
    guard showsText else { return line }
    let missing = bytesPerRow - row(start).count
    line.append(String(repeating: "   ", count: missing) + " ")
    return line + text
  }

  /// Strokes under marked bytes, then what they mean and how many.
  private func markLine(_ start: Int) -> StyledText {
    var line = StyledText(String(repeating: " ", count: 6))
    var words: [(String, Style, Int)] = []
    for index in row(start) {
      guard let word = Self.word(marks[index]) else {
        line.append("   ")
        continue
      }
      let style = Self.style(of: marks[index])
      line.append(Glyph.overline + Glyph.overline + " ", style)
      if words.last?.0 == word {
        words[words.count - 1].2 += 1
      } else {
        words.append((word, style, 1))
      }
    }
    for (word, style, count) in words { line.append(" \(word) \(count)", style) }
    return line
  }

  private static func style(of mark: Mark?) -> Style {
    switch mark {
    case nil: .text
    case .highlight(let style): style
    case .gone: Style(.drop)
    case .added: Style(.ok, .bold)
    case .changed: Style(.changed, .bold)
    }
  }

  private static func word(_ mark: Mark?) -> String? {
    switch mark {
    case nil, .highlight: nil
    case .gone: Glyph.minus
    case .added: "+"
    case .changed: Glyph.changed
    }
  }

  private static func hex(_ value: Int, digits: Int) -> String {
    let text = String(value.magnitude, radix: 16)
    let missing = digits - text.utf8.count - (value < 0 ? 1 : 0)
    return (value < 0 ? "-" : "") + String(repeating: "0", count: max(0, missing)) + text
  }
}
