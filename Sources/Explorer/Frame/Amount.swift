import TUIKit

/// Exact numbers where they fit, four significant digits where they do not.
enum Amount {
  /// With commas if they fit, without them if that fits, else with an SI suffix; zero is dim.
  static func text(_ value: UInt64, width: Int, _ style: Style = .text) -> StyledText {
    if value == 0 { return StyledText("0", .dim) }
    let grouped = Quantity.grouped(value)
    if grouped.utf8.count <= width { return StyledText(grouped, style) }
    let plain = String(value)
    if plain.utf8.count <= width { return StyledText(plain, style) }
    return Quantity.count(value).styled(style)
  }

  /// A rate; dim when zero or unknown.
  static func rate(_ value: Double?, _ style: Style = .text) -> StyledText {
    guard let value else { return StyledText(Glyph.none, .dim) }
    return Quantity.rate(value).styled(style)
  }
}

extension StyledText {
  /// The line with blanks before it, so that it ends at a column.
  func rightAligned(to columns: Int) -> StyledText {
    let missing = columns - width
    return missing > 0 ? StyledText(String(repeating: " ", count: missing)) + self : self
  }

  /// The line with blanks behind it.
  func leftAligned(to columns: Int) -> StyledText {
    let missing = columns - width
    return missing > 0 ? self + StyledText(String(repeating: " ", count: missing)) : self
  }

  /// The line with every piece in one style.
  func styled(_ style: Style) -> StyledText {
    StyledText(spans.map { Span($0.text, style) })
  }
}
