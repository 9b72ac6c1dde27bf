import TUIKit

extension ExplorerModel {
  /// Draws the list of marks.
  func drawMarks(_ list: ListViewport, on canvas: Canvas) {
    let keys = [
      (KeyLabel.text([KeyEvent(.enter)], state.charset), "go"), ("d", "unmark"), ("Esc", "close"),
    ]
    var hints = StyledText()
    for (key, word) in keys {
      if !hints.isEmpty { hints.append("  ") }
      hints += StyledText(key, .key) + StyledText(" " + word, .dim)
    }
    let count = state.marks.count
    let inner = Overlay(
      title: StyledText("marks", .title),
      status: StyledText("\(count) mark\(count == 1 ? "" : "s")", .dim),
      hints: hints
    ).draw(on: canvas, at: OverlayPlace.marks(size, count: count))
    let table = Table(
      columns: [
        TableColumn("", width: 2, alignment: .right), TableColumn("", width: 7, priority: 1),
        TableColumn("", width: 12, weight: 1),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .row
    )
    var viewport = list
    viewport.fit(count: count, height: inner.height)
    table.drawRows(on: inner, viewport: viewport, count: count) { index in
      let mark = state.marks[index]
      return [StyledText("\(index + 1)", .key), StyledText(mark.kind, .dim), mark.label]
    }
  }
}
