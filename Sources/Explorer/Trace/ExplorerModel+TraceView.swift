import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the Trace view.
  func drawTrace(on canvas: Canvas, _ screen: ScreenLayout) {
    guard state.trace.listing == .packets else { return drawSums(on: canvas) }
    let layout = traceLayout
    if !layout.path.isEmpty { drawPath(on: canvas, layout.path) }
    if let rect = layout.changes { drawChanges(on: canvas, rect) }
    if let rect = layout.fields { drawFields(on: canvas, rect) }
    if let rect = layout.bytes { drawBytes(on: canvas, rect) }
    if !layout.packets.isEmpty {
      drawPackets(on: canvas, layout.packets, isFocused: state.trace.focus == .packets)
    }
    if let rect = layout.bytes, rect.x > 0 {
      Pane.hairline(on: canvas, x: rect.x - 1, from: rect.y, height: rect.height)
      if let fields = layout.fields, fields.y > rect.y {
        canvas.put(Glyph.teeLeft, x: rect.x - 1, y: fields.y, style: .border)
      }
      let foot = layout.packets.y
      if canvas[rect.x - 1, foot]?.text == Glyph.horizontal {
        canvas.put(Glyph.teeUp, x: rect.x - 1, y: foot, style: .border)
      }
    }
    drawFilter(on: canvas.clipped(to: layout.packets))
  }

  /// The hop the panes show; nil without hops.
  var hop: Hop? {
    guard let journey, let index = hopIndex else { return nil }
    return journey.hops[index]
  }

  /// The hop it is compared with: the one kept for that, else the one before it; nil if there is none.
  var comparedHop: Hop? {
    guard let journey, let index = hopIndex else { return nil }
    if let base = state.trace.base { return base.hop }
    return index > 0 ? journey.hops[index - 1] : nil
  }

  /// Why no packet is shown; nil if one is.
  var absence: [StyledText]? {
    if let journey {
      if !journey.hops.isEmpty || journey.ending != nil { return nil }
      return [StyledText("#\(journey.id) has not left its first owner", .dim)]
    }
    if let answered, answered.journey == state.trace.opened, answered.value == nil {
      return [
        StyledText("nothing of #\(answered.journey) is left in the recording", .dim),
        StyledText("newer records have overwritten it", .dim),
      ]
    }
    if snapshot?.recording.level == 0 {
      return [
        StyledText("nothing is recorded at level 0", .dim),
        StyledText("counters run, packets leave no trace", .dim),
      ]
    }
    guard let packets else { return [StyledText("loading", .dim)] }
    if !packets.window.filterError.isEmpty { return [] }
    if packets.window.journeyCount == 0 { return [StyledText("no packet yet", .dim)] }
    if packets.window.rowCount == 0 { return [] }
    return [StyledText("loading", .dim)]
  }

  /// Draws the display filter being typed over the list's rule.
  func drawFilter(on area: Canvas) {
    if let field = state.trace.editing {
      drawField(field, on: area, after: "Packets", before: packetsRemark)
    }
  }

  // The packet list.

  /// Draws the packet list.
  func drawPackets(on canvas: Canvas, _ rect: Rect, isFocused: Bool) {
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Packets",
      trailing: packetsRemark,
      isFocused: isFocused
    )
    guard let packets = shownPackets else {
      let word = snapshot?.recording.level == 0 ? "nothing is recorded at level 0" : "loading"
      Pane.remark([StyledText(word, .dim)], on: pane)
      return
    }
    if packets.window.rows.isEmpty {
      Pane.remark(emptyList(packets.window), on: pane)
      return
    }
    let time = packets.window.rows.last?.time ?? 0
    // A hairline at the right does not touch the signs in the last column.
    let width = rect.right < size.width ? rect.width - 1 : rect.width
    let table = PacketColumns.table(width: width, time: time)
    let forms = PacketColumns.forms(table, width: width)
    let top = state.trace.top
    let selected = state.trace.selected
    let heading = PacketColumns.headingHeight(pane: pane.height)
    let list = pane.clipped(to: Rect(x: 0, y: 0, width: width, height: pane.height))
    if heading > 0 { table.drawHeader(on: list) }
    for y in heading..<max(heading, pane.height) {
      guard let entry = packets.entry(at: top + UInt64(y - heading)) else { continue }
      let row = list.clipped(to: Rect(x: 0, y: y, width: width, height: 1))
      let isSelected = entry.journey == selected && !(isListBeside && state.trace.follows)
      let viewport = ListViewport(selection: isSelected ? 0 : 1)
      drawMark(.journey(entry.journey), on: pane, y: y)
      let form =
        PacketColumns.needsRoom(entry, summaryWidth: forms.usual.summaryWidth)
        ? forms.yielding : forms.usual
      form.table.drawRows(on: row, viewport: viewport, count: 1) { _ in
        PacketColumns.cells(entry, form)
      }
    }
  }

  private func emptyList(_ window: PacketWindow) -> [StyledText] {
    if !window.filterError.isEmpty {
      return [StyledText(window.filterError, Style(.drop))]
    }
    if snapshot?.recording.level == 0 {
      return [StyledText("nothing is recorded at level 0", .dim)]
    }
    if window.journeyCount == 0 { return [StyledText("no packet yet", .dim)] }
    return [
      StyledText(
        "none of \(Quantity.grouped(window.journeyCount)) packets passes the filter",
        .dim
      )
    ]
  }

  private var packetsRemark: StyledText {
    guard let packets else { return shownPackets == nil ? "" : StyledText("filtering", .dim) }
    var words: [StyledText] = []
    let window = packets.window
    if !state.trace.filter.isEmpty, state.trace.editing == nil {
      words.append(StyledText("/ ", .key) + StyledText(state.trace.filter))
    }
    if let recording = snapshot?.recording, recording.overwrittenRecords > 0 {
      let start = window.entry(firstOf: 0).map { "knows from \(EngineTime.seconds($0.time)) s" }
      words.append(StyledText(start ?? "older ones overwritten", Style(.warn)))
    }
    var count = Quantity.grouped(window.rowCount)
    if let row = selectedPacketRow, !state.trace.follows {
      count = "\(Quantity.grouped(row + 1)) of " + count
    }
    if window.rowCount != window.journeyCount {
      count += " from \(Quantity.grouped(window.journeyCount))"
    }
    if !listsByBirth {
      words.append(
        Self.orderRemark("\(state.trace.order)", isReversed: state.trace.isReversed)
      )
    }
    words.append(StyledText(count, .dim))
    if state.trace.follows {
      words.append(StyledText("follow ", .dim) + StyledText(Glyph.up, Style(.ok)))
    }
    return words.dropFirst().reduce(words.first ?? "") { $0 + StyledText("   ", .dim) + $1 }
  }
}

extension PacketWindow {
  /// The entry of a row of the list, if it is in the window.
  fileprivate func entry(firstOf row: UInt64) -> JourneyRow? {
    firstRow == row ? rows.first : nil
  }
}
