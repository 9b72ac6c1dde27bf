import Inspection
import TUIKit

extension ExplorerModel {
  /// What the hop changed, in the order the engine found it; or what it has that the hop kept for comparison has not.
  func changeRows() -> [ChangeRow] {
    guard let hop else { return [] }
    return shownChanges.flatMap { ChangeRow.rows(of: $0, hop, comparedHop) }
  }

  /// Draws what the hop changed.
  func drawChanges(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure, let hop else {
      Pane.draw(on: canvas, rect, title: "What it changed")
      return
    }
    let rows = changeRows()
    var title = comparisonTitle(structure)
    if title.width == 0 {
      title = StyledText("What ") + PartyMark.named(hop.from, in: structure, Style(.title))
      title.append(" changed")
    }
    let isFocused = hasDetailFocus && !showsFields
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: title,
      trailing: rows.isEmpty
        ? "" : StyledText("\(rows.count)", .bold) + countedWord(rows.count),
      isFocused: isFocused
    )
    guard !rows.isEmpty else {
      let lines = noChange(hop)
      for (y, line) in lines.enumerated() where y < pane.height {
        pane.put(line.truncated(to: max(0, pane.width - 3)), x: 3, y: y)
      }
      drawHeaders(of: hop, on: pane, below: lines.count)
      return
    }
    drawHeaders(of: hop, on: pane, below: rows.count)
    let room = max(12, rect.width - 6)
    let longest = rows.map { $0.name(columns: room / 2).width }.max() ?? 0
    let values = min(rows.map(\.value.width).max() ?? 0, room / 2)
    let nameWidth = min(longest, room - values)
    let table = Table(
      columns: [
        TableColumn("", width: 1), TableColumn("", width: nameWidth),
        TableColumn("", width: 4, weight: 1),
      ],
      spacing: 1,
      margin: isFocused ? 3 : 1,
      selectionBar: .columns(2)
    )
    var viewport = state.trace.changes
    viewport.fit(count: rows.count, height: pane.height)
    let shown = isFocused ? viewport : ListViewport(selection: rows.count, offset: viewport.offset)
    let width = table.layout(width: pane.width).first { $0.column == 2 }?.width ?? 0
    table.drawRows(on: pane, viewport: shown, count: rows.count) { index in
      [rows[index].mark, rows[index].name(columns: nameWidth), rows[index].value(columns: width)]
    }
  }

  /// Draws the packet's headers into the room below, where no pane of its own shows them.
  private func drawHeaders(of hop: Hop, on pane: Canvas, below count: Int) {
    guard state.view == .stack || traceLayout.fields == nil else { return }
    let link = snapshot?.structure.adapter(of: hop.from)?.linkKind ?? .ethernet
    let layers = FieldTree(hop, link, toggled: [], changes: []).rows.filter { $0.range != nil }
      .dropFirst()
    for (place, layer) in layers.enumerated() where count + 1 + place < pane.height {
      var line = StyledText(layer.label, .dim)
      if !layer.text.isEmpty { line.append("  " + layer.text, .dim) }
      pane.put(line.truncated(to: max(0, pane.width - 4)), x: 3, y: count + 1 + place)
    }
  }

  private func countedWord(_ count: Int) -> StyledText {
    let word = state.trace.base == nil ? "change" : "difference"
    return StyledText(" \(word)" + (count == 1 ? "" : "s"))
  }

  private func noChange(_ hop: Hop) -> [StyledText] {
    if state.trace.base != nil {
      return [
        StyledText(
          isAtBase ? "this is the hop that others are compared with" : "nothing differs",
          .dim
        )
      ]
    }
    if hopIndex == 0 {
      let length = journey?.length.map { ", \(Quantity.grouped(UInt64($0))) bytes" } ?? ""
      return [StyledText("the first hand-off\(length)", .dim)]
    }
    switch hop.level {
    case ..<2: return [StyledText("level 1: the way, not the packet", .dim)]
    case 2: return [StyledText("nothing; level 2 records no bytes", .dim)]
    default: return [StyledText("nothing", .dim)]
    }
  }

  /// Whether the pane beside the bytes has the focus.
  var hasDetailFocus: Bool {
    hasFocus(.detail) || (state.view == .trace && state.trace.focus == .detail)
  }

  /// Bytes of the packet that the selected change or field is about; nil if none.
  var highlightedBytes: Range<Int>? {
    guard hasDetailFocus else { return nil }
    if showsFields {
      let rows = fieldRows()
      guard rows.indices.contains(state.trace.fields.selection) else { return nil }
      return rows[state.trace.fields.selection].range
    }
    let rows = changeRows()
    guard rows.indices.contains(state.trace.changes.selection),
      let offset = rows[state.trace.changes.selection].change.offset
    else { return nil }
    let length = Int(rows[state.trace.changes.selection].change.length)
    return length > 0 ? Int(offset)..<(Int(offset) + length) : nil
  }
}
