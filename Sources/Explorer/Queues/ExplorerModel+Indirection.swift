import Inspection
import TUIKit

extension ExplorerModel {
  /// Entries of the indirection table in a line.
  var entriesPerLine: Int {
    let width = queuesLayout.table?.width ?? size.width
    for count in [32, 16, 8] where 5 + count * entryWidth < width { return count }
    return 4
  }

  /// Columns of an entry: the sign of a change and the queue's number.
  private var entryWidth: Int {
    let most = selectedScaling?.table.map(\.queue).max() ?? 0
    return 1 + String(most).utf8.count
  }

  /// Draws which entry of the table leads to which queue, or what stands in its place.
  func drawIndirection(on canvas: Canvas, _ rect: Rect) {
    let isFocused = state.queues.focus == .table
    guard let scaling = selectedScaling, scaling.mode == .scaling, !scaling.table.isEmpty else {
      let pane = Pane.draw(on: canvas, rect, title: "Receive scaling", isFocused: isFocused)
      return drawNoScaling(on: pane)
    }
    let edited = editedEntries(scaling)
    let title = StyledText("Indirection table, \(scaling.table.count)")
    let remark = StyledText("\(Glyph.changed) \(edited.count)", Style(.changed))
    let whole = remark + StyledText(" changed", Style(.changed))
    // A narrow pane keeps the number, not half a word.
    let hasRoom = title.width + whole.width + 10 <= rect.width
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: title,
      trailing: edited.isEmpty ? "" : hasRoom ? whole : remark,
      isFocused: isFocused
    )
    if let field = state.queues.editing { drawTableField(field, on: canvas.clipped(to: rect)) }
    let perLine = entriesPerLine
    let selected = min(state.queues.entry, scaling.table.count - 1)
    let tableLines = (scaling.table.count + perLine - 1) / perLine
    let foot = min(3, max(min(1, pane.height - 1), pane.height - tableLines))
    let width = entryWidth
    let height = pane.height - foot
    let first = max(0, min(selected / perLine - height + 1, scaling.table.count))
    for y in 0..<max(0, height) {
      let start = (first + y) * perLine
      guard start < scaling.table.count else { break }
      pane.put(StyledText("\(start)", .dim).rightAligned(to: 4), x: 0, y: y)
      for index in start..<min(start + perLine, scaling.table.count) {
        let x = 5 + (index - start) * width
        let queue = scaling.table[index].queue
        let isOwn = queue == selectedQueue?.node.number
        let isEdited = edited.contains(index)
        let style: Style = isEdited ? Style(.changed, .bold) : isOwn ? .bold : .dim
        let sign = StyledText(isEdited ? Glyph.changed : " ", Style(.changed))
        pane.put(sign + StyledText("\(queue)", style).rightAligned(to: width - 1), x: x, y: y)
        if index == selected, isFocused { pane.select(Rect(x: x, y: y, width: width, height: 1)) }
      }
    }
    let lines =
      state.queues.editing.map(tableEditLines)
      ?? entryLines(scaling, selected, width: pane.width - 2)
    for (index, line) in lines.prefix(foot).enumerated() {
      pane.put(line.truncated(to: max(0, pane.width - 2)), x: 1, y: height + index)
    }
  }

  /// Entries that lead elsewhere than when the explorer first saw the table.
  private func editedEntries(_ scaling: ReceiveScalingNode) -> [Int] {
    guard let first = firstTables[scaling.adapter], first.count == scaling.table.count else {
      return []
    }
    return scaling.table.indices.filter { scaling.table[$0] != first[$0] }
  }

  private func entryLines(
    _ scaling: ReceiveScalingNode,
    _ index: Int,
    width: Int
  ) -> [StyledText] {
    let entry = scaling.table[index]
    var line = StyledText("entry \(index)", .bold) + StyledText(" \(Glyph.rightArrow) ", .dim)
    line += StyledText("queue \(entry.queue)") + StyledText(", cpu ", .dim)
    line += StyledText(entry.processor.text)
    let hits = snapshot?.counters.hits(ofAdapter: scaling.adapter) ?? []
    if hits.indices.contains(index) {
      // The number says most; its word goes where there is no room for it.
      line += StyledText("  \(Quantity.grouped(hits[index]))")
      if line.width + 7 <= width { line.append(" frames", .dim) }
    }
    var hash = StyledText(scaling.hashFunction ?? "no function")
    hash += StyledText("  " + scaling.hashTypes.joined(separator: " "), .dim)
    let setter =
      scaling.setBy.map { party in
        snapshot.map { PartyMark.named(party, in: $0.structure) } ?? ""
      } ?? StyledText("NDIS or a person", .dim)
    return [line, hash, StyledText("set by ", .dim) + setter]
  }

  private func drawNoScaling(on pane: Canvas) {
    guard let scaling = selectedScaling else {
      let word =
        (selectedAdapter?.queues.count ?? 0) > 1
        ? "the host at the other end chooses the queue" : "everything comes into one queue"
      return Pane.remark(
        [
          StyledText("this miniport does not scale", .dim), StyledText(word, .dim),
          StyledText("no hash, no table", .dim),
        ],
        on: pane
      )
    }
    let offers = scaling.capabilities
    let reason =
      scaling.mode == .hashOnly
      ? "frames are hashed and come into queue 0" : "receive scaling is off"
    Pane.remark(
      [
        StyledText(reason, .dim),
        StyledText(
          "the hardware offers \(offers.queues) queues, \(offers.messages) messages",
          .dim
        ),
        StyledText("OID_GEN_RECEIVE_SCALE_PARAMETERS turns it on", .dim),
      ],
      on: pane
    )
  }
}
