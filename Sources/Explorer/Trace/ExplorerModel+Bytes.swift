import Inspection
import TUIKit

extension ExplorerModel {
  /// Lines the bytes take at the present width.
  func byteLineCount() -> Int { byteLines()?.lines.count ?? 0 }

  private func byteLines() -> ByteLines? {
    guard let after = hop == nil ? journey?.bytesAtEnd : hop?.bytes else { return nil }
    let layout = traceLayout
    return ByteLines(
      ByteComparison(before: comparedBytes(to: after), after: after),
      width: (layout.bytes?.width ?? size.width) - 2,
      highlight: highlightedBytes,
      blame: blame
    )
  }

  /// The bytes of the hop that is compared with; those of another packet are laid start to start.
  private func comparedBytes(to after: RecordedBytes) -> RecordedBytes? {
    guard var bytes = comparedHop?.bytes else { return nil }
    if !comparesSamePacket { bytes.origin = after.origin }
    return bytes
  }

  /// Who wrote the bytes; nil unless it is shown.
  private var blame: ByteBlame? {
    guard state.trace.showsBlame, let structure = snapshot?.structure else { return nil }
    return hop?.bytes.map { ByteBlame($0, structure.parties) }
  }

  /// Draws the bytes, before and after.
  func drawBytes(on canvas: Canvas, _ rect: Rect) {
    let isFocused =
      state.view == .dashboard ? hasFocus(.bytes) : state.trace.focus == .bytes
    let isFirst = comparedHop == nil
    let title =
      state.trace.showsBlame
      ? "Bytes, who wrote them" : isFirst ? "Bytes" : "Bytes before \(Glyph.rightArrow) after"
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
    var top = 0
    if let blame, let structure = snapshot?.structure {
      pane.put(blame.legend(structure, width: pane.width - 2), x: 1, y: 0)
      top = 1
    }
    for y in 0..<max(0, min(pane.height - top, lines.count - first)) {
      pane.put(lines[first + y], x: 1, y: top + y)
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
