import Inspection
import TUIKit

extension ExplorerModel {
  /// Lines the bytes take at the present width.
  func byteLineCount() -> Int { byteLines()?.lines.count ?? 0 }

  private func byteLines() -> ByteLines? {
    guard let after = hop == nil ? journey?.bytesAtEnd : hop?.bytes else { return nil }
    let layout = traceLayout
    return ByteLines(
      ByteComparison(before: previousHop?.bytes, after: after),
      width: (layout.bytes?.width ?? size.width) - 2,
      highlight: highlightedBytes
    )
  }

  /// Draws the bytes, before and after.
  func drawBytes(on canvas: Canvas, _ rect: Rect) {
    let isFocused =
      state.view == .dashboard ? hasFocus(.bytes) : state.trace.focus == .bytes
    let isFirst = previousHop == nil
    let title = isFirst ? "Bytes" : "Bytes before \(Glyph.rightArrow) after"
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText(title),
      trailing: hop?.geometry.map {
        StyledText("\(Quantity.grouped(UInt64($0.totalLength))) B", .dim)
      } ?? "",
      isFocused: isFocused
    )
    guard let found = byteLines() else {
      guard let hop else { return }
      pane.put(
        StyledText("bytes are not recorded at level \(hop.level)", .dim)
          .truncated(to: max(0, pane.width - 2)),
        x: 1,
        y: 0
      )
      return
    }
    let lines = found.lines
    let first = firstByteLine(found)
    for y in 0..<max(0, min(pane.height, lines.count - first)) {
      pane.put(lines[first + y], x: 1, y: y)
    }
  }

  /// Where the person has scrolled to; if need be, where what is selected beside the bytes can be seen.
  private func firstByteLine(_ found: ByteLines) -> Int {
    let last = max(0, found.lines.count - bytesHeight)
    let first = min(state.trace.bytesOffset, last)
    guard let line = found.highlightedLine else { return first }
    return line >= first && line < first + bytesHeight ? first : min(max(0, line - 1), last)
  }
}
