/// The line above a pane: `─ Title ──────────── right text ────`.
public struct TitleRule: Sendable {
  /// Names the pane.
  public var title: StyledText
  /// What belongs to it, near the right edge.
  public var trailing: StyledText
  /// Whether the pane has the keyboard: its title is then drawn heavier.
  public var isFocused: Bool

  /// Makes a line; plain text becomes a title and a dim remark.
  public init(_ title: StyledText, trailing: StyledText = "", isFocused: Bool = false) {
    self.title = title
    self.trailing = trailing
    self.isFocused = isFocused
  }

  /// Draws it into a row.
  ///
  /// The remark goes before the title does.
  public func draw(on canvas: Canvas, y: Int = 0) {
    canvas.horizontalLine(y: y)
    let width = canvas.width
    let name = Self.restyled(title, isFocused ? .title : Style(.title)).truncated(to: width - 4)
    guard !name.isEmpty else { return }
    canvas.put(" ", x: 1, y: y)
    let used = canvas.put(name, x: 2, y: y)
    canvas.put(" ", x: 2 + used, y: y)
    let room = width - used - 4 - 7
    guard !trailing.isEmpty, room >= 1 else { return }
    let remark = Self.restyled(trailing, .dim).truncated(to: room)
    let right = width - 4
    canvas.put(" ", x: right - remark.width - 2, y: y)
    canvas.put(remark, right: right - 1, y: y)
    canvas.put(" ", x: right - 1, y: y)
  }

  private static func restyled(_ text: StyledText, _ style: Style) -> StyledText {
    StyledText(text.spans.map { $0.style == .text ? StyledText.Span($0.text, style) : $0 })
  }
}
