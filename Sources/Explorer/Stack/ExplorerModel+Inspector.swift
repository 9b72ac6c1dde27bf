import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws what is known of the inspected row.
  func drawInspector(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure, let row = row(state.stack.inspected) else {
      Pane.draw(on: canvas, rect, title: "")
      return
    }
    let lines = inspectorLines()
    let height = max(0, rect.height - 1)
    let first = min(state.stack.inspectorOffset, max(0, lines.count - height))
    let below = lines.count - first - height
    var remark = InspectorText.remark(row, structure)
    if first > 0 || below > 0 {
      let end = min(lines.count, first + height)
      remark = StyledText("lines \(first + 1)–\(end) of \(lines.count)   ", .dim) + remark
    }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: InspectorText.title(row, structure),
      trailing: remark,
      isFocused: state.stack.focus == .inspector
    )
    for y in 0..<min(height, lines.count - first) {
      pane.put(lines[first + y].truncated(to: max(0, pane.width - 2)), x: 1, y: y)
    }
  }

  /// All lines of the inspector, also those that do not fit.
  func inspectorLines() -> [StyledText] {
    guard let snapshot, let row = row(state.stack.inspected) else { return [] }
    let width = (stackLayout.inspector?.width ?? size.width) - 2
    return InspectorText(snapshot: snapshot, history: history, width: width, charset: state.charset)
      .lines(row)
  }
}
