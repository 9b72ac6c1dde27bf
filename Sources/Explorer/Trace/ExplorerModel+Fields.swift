import Inspection
import TUIKit

extension ExplorerModel {
  /// The fields of the packet at the hop.
  func fieldRows() -> [FieldRow] {
    guard let hop else { return [] }
    let link = snapshot?.structure.adapter(of: hop.from)?.linkKind ?? .ethernet
    return FieldTree(hop, link, toggled: state.trace.toggledFields, changes: shownChanges).rows
  }

  /// Draws the fields.
  func drawFields(on canvas: Canvas, _ rect: Rect) {
    let rows = fieldRows()
    let isFocused = hasDetailFocus && showsFields
    let pane = Pane.draw(on: canvas, rect, title: "Fields", isFocused: isFocused)
    guard let hop else { return }
    guard !rows.isEmpty else {
      let word = hop.level < 2 ? "level 1: the way, not the packet" : "nothing recorded"
      pane.put(StyledText(word, .dim).truncated(to: max(0, pane.width - 2)), x: 1, y: 0)
      return
    }
    let table = Table(
      columns: [TableColumn("", width: 8, weight: 1), TableColumn("", width: 1)],
      spacing: 1,
      margin: isFocused ? 3 : 1,
      selectionBar: .columns(1)
    )
    var viewport = state.trace.fields
    viewport.fit(count: rows.count, height: pane.height)
    let shown = isFocused ? viewport : ListViewport(selection: rows.count, offset: viewport.offset)
    table.drawRows(on: pane, viewport: shown, count: rows.count) { index in
      let row = rows[index]
      return [
        text(of: row),
        row.isBad
          ? StyledText(Glyph.drop, Style(.drop))
          : row.isChanged ? StyledText(Glyph.changed, Style(.changed, .bold)) : "",
      ]
    }
  }

  private func text(of row: FieldRow) -> StyledText {
    let mark = row.isFoldable ? (row.isOpen ? Glyph.open : Glyph.closed) : " "
    var line = StyledText(String(repeating: "  ", count: row.depth) + mark + " ", Style(.key))
    let name: Style = row.depth == 0 ? .text : .dim
    let value: Style =
      row.isBad
      ? Style(.drop) : row.isChanged ? Style(.changed, .bold) : row.depth == 0 ? .dim : .text
    line.append(row.label, row.isChanged && row.depth == 0 ? Style(.changed, .bold) : name)
    if !row.text.isEmpty { line.append("  " + row.text, value) }
    return line
  }
}
