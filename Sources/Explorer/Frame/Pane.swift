import TUIKit

/// A part of the screen with a title rule above it.
enum Pane {
  /// Draws the rule and gives the canvas below it.
  @discardableResult
  static func draw(
    on canvas: Canvas,
    _ rect: Rect,
    title: StyledText,
    trailing: StyledText = "",
    isFocused: Bool = false
  ) -> Canvas {
    let area = canvas.clipped(to: rect)
    TitleRule(title, trailing: trailing, isFocused: isFocused).draw(on: area)
    return area.clipped(to: area.bounds.inset(top: 1))
  }

  /// Draws the hairline between two panes, joined to the rule above it.
  static func hairline(on canvas: Canvas, x: Int, from top: Int, height: Int) {
    guard height > 0 else { return }
    canvas.put(Glyph.teeDown, x: x, y: top, style: .border)
    canvas.verticalLine(x: x, y: top + 1, height: height - 1)
  }

  /// One remark in the middle of an empty pane.
  static func remark(_ lines: [StyledText], on canvas: Canvas) {
    let first = max(0, (canvas.height - lines.count) / 2)
    for (index, line) in lines.enumerated() where first + index < canvas.height {
      let fitted = line.truncated(to: max(0, canvas.width - 2))
      canvas.put(fitted, x: max(1, (canvas.width - fitted.width) / 2), y: first + index)
    }
  }
}
