import TUIKit

/// A comparison as lines: places in hexadecimal and text, and below a line with differences what was there before.
struct ByteLines {
  /// From top to bottom.
  private(set) var lines: [StyledText] = []
  /// The line with the first highlighted byte; nil if there is none.
  private(set) var highlightedLine: Int?
  private let comparison: ByteComparison
  private let perRow: Int
  private let showsText: Bool
  private let highlight: Range<Int>?
  private let blame: ByteBlame?

  /// Lays out for a width.
  ///
  /// `highlight` counts from the data start. With `blame` the letters of the writers stand where the characters do, and
  /// below each row where there is no room for those.
  init(
    _ comparison: ByteComparison,
    width: Int,
    highlight: Range<Int>?,
    blame: ByteBlame? = nil
  ) {
    self.comparison = comparison
    self.highlight = highlight
    self.blame = blame
    if width >= 6 + 16 * 3 + 1 + 16 {
      (perRow, showsText) = (16, true)
    } else if width >= 6 + 16 * 3, blame == nil {
      (perRow, showsText) = (16, false)
    } else if width >= 6 + 8 * 3 + 8 {
      (perRow, showsText) = (8, true)
    } else {
      (perRow, showsText) = (8, false)
    }
    // Rows begin at multiples of their length, so that a shifted start moves no byte.
    let shift = ((comparison.firstOffset % perRow) + perRow) % perRow
    var start = -shift
    var unknown = 0
    while start < comparison.places.count {
      let row = max(0, start)..<min(start + perRow, comparison.places.count)
      if comparison.places[row].allSatisfy({ $0.kind == .unknown }) {
        unknown += row.count
      } else {
        addUnknown(&unknown)
        add(rowFrom: start)
      }
      start += perRow
    }
    unknown += comparison.unrecorded
    addUnknown(&unknown)
  }

  /// One line for any number of bytes that follow each other and were not recorded.
  private mutating func addUnknown(_ count: inout Int) {
    guard count > 0 else { return }
    let text = "      \(Quantity.grouped(UInt64(count))) bytes not recorded"
    lines.append(StyledText(text, .dim))
    count = 0
  }

  private func place(_ index: Int) -> ByteComparison.Place? {
    comparison.places.indices.contains(index) ? comparison.places[index] : nil
  }

  private mutating func add(rowFrom start: Int) {
    var line = StyledText(Self.offset(comparison.firstOffset + start) + "  ", .dim)
    var text = StyledText()
    var hasDifference = false
    for index in start..<(start + perRow) {
      guard let place = place(index), place.kind != .outside else {
        line.append("   ")
        text.append(" ")
        continue
      }
      let style = style(of: place, at: index)
      hasDifference =
        hasDifference || place.kind == .changed || place.kind == .gone || place.kind == .added
      line.append(Self.cell(place), style)
      let next = comparison.firstOffset + index + 1
      let joins = highlight.map { $0.contains(next - 1) && $0.contains(next) } ?? false
      line.append(" ", joins && index + 1 < start + perRow ? Style(.text, on: .selected) : .text)
      text.append(
        blame.map { letter(of: place, at: index, $0) } ?? Self.character(place),
        style
      )
    }
    if highlightedLine == nil, let highlight,
      highlight.overlaps(comparison.firstOffset + start..<comparison.firstOffset + start + perRow)
    {
      highlightedLine = lines.count
    }
    lines.append(showsText ? line + StyledText(" ") + text : line)
    if !showsText, let blame { addWriters(rowFrom: start, blame) }
    if hasDifference { addBefore(rowFrom: start) }
  }

  /// The letter of every byte's writer, under the byte.
  private mutating func addWriters(rowFrom start: Int, _ blame: ByteBlame) {
    var line = StyledText("  by  ", .dim)
    for index in start..<(start + perRow) {
      guard let place = place(index), place.kind != .outside else {
        line.append("   ")
        continue
      }
      let role = place.kind == .gone ? Role.drop : writer(at: index)?.role ?? .dim
      line.append(letter(of: place, at: index, blame), Style(role))
      line.append("  ")
    }
    lines.append(line)
  }

  private mutating func addBefore(rowFrom start: Int) {
    var line = StyledText(" was  ", .dim)
    var changed = 0
    var gone = 0
    var added = 0
    for index in start..<(start + perRow) {
      switch place(index)?.kind {
      case .changed?: changed += 1
      case .gone?: gone += 1
      case .added?: added += 1
      default:
        line.append("   ")
        continue
      }
      guard let place = place(index) else { continue }
      if place.kind == .added {
        line.append("++ ", Style(.ok))
      } else {
        let role: Role = place.kind == .gone ? .drop : .changed
        line.append(place.before.map(Self.hexadecimal) ?? Glyph.dot + Glyph.dot, Style(role))
        line.append(" ")
      }
    }
    if showsText {
      line.append(" ")
      if changed > 0 { line.append("\(Glyph.changed)\(changed)", Style(.changed)) }
      if gone > 0 { line.append((changed > 0 ? " " : "") + "\(Glyph.minus)\(gone)", Style(.drop)) }
      if added > 0 { line.append((changed + gone > 0 ? " " : "") + "+\(added)", Style(.ok)) }
    }
    lines.append(line)
  }

  private func style(of place: ByteComparison.Place, at index: Int) -> Style {
    var style: Style =
      switch place.kind {
      case .same: writer(at: index).map { Style($0.role) } ?? .text
      case .changed where blame != nil, .added where blame != nil:
        Style(writer(at: index)?.role ?? .changed, .bold)
      case .changed: Style(.changed, .bold)
      case .added: Style(.ok, .bold)
      case .gone: Style(.drop)
      case .unknown, .outside: .dim
      }
    if highlight?.contains(comparison.firstOffset + index) == true {
      style.background = .selected
      style.attributes.insert(.bold)
    }
    return style
  }

  private func writer(at index: Int) -> ByteBlame.Writer? {
    blame?.writer(at: comparison.firstOffset + index)
  }

  private func letter(of place: ByteComparison.Place, at index: Int, _ blame: ByteBlame) -> String {
    if place.kind == .gone { return "-" }
    return writer(at: index)?.letter ?? Glyph.dot
  }

  private static func cell(_ place: ByteComparison.Place) -> String {
    switch place.kind {
    case .gone: "--"
    case .unknown: Glyph.dot + Glyph.dot
    default: place.after.map(hexadecimal) ?? Glyph.dot + Glyph.dot
    }
  }

  private static func character(_ place: ByteComparison.Place) -> String {
    guard let byte = place.after, (0x20..<0x7F).contains(byte) else {
      return place.kind == .gone ? "-" : Glyph.dot
    }
    return String(Character(Unicode.Scalar(byte)))
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 16 ? "0" + digits : digits
  }

  private static func offset(_ value: Int) -> String {
    let digits = String(value.magnitude, radix: 16)
    let width = value < 0 ? 3 : 4
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (value < 0 ? Glyph.minus : "") + zeros + digits
  }
}
