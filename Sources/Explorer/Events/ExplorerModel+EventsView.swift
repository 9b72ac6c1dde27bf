import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the Events view.
  func drawEvents(on canvas: Canvas, _ screen: ScreenLayout) {
    let layout = eventsLayout
    drawEventList(on: canvas, layout.list, isFocused: true)
    if let rect = layout.detail { drawEventDetail(on: canvas, rect, isAlone: layout.counts == nil) }
    guard let counts = layout.counts, let owners = layout.owners else { return }
    drawEventCounts(on: canvas, counts)
    drawEventOwners(on: canvas, owners)
    Pane.hairline(on: canvas, x: counts.x - 1, from: screen.body.y, height: screen.body.height)
    for y in [counts.y, owners.y] {
      canvas.put(Glyph.teeRight, x: counts.x - 1, y: y, style: .border)
    }
  }

  /// Draws the list of events.
  func drawEventList(on canvas: Canvas, _ rect: Rect, isFocused: Bool) {
    guard let structure = snapshot?.structure else { return }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Events",
      trailing: eventsRemark(room: rect.width - 18),
      isFocused: isFocused
    )
    if let field = state.events.editing {
      drawField(field, on: canvas.clipped(to: rect), after: "Events")
    }
    let rows = eventRows.sequences
    if rows.isEmpty {
      let word =
        eventRows.total == 0
        ? "nothing has happened yet"
        : "none of \(Quantity.grouped(UInt64(eventRows.total))) events passes level and filter"
      Pane.remark([StyledText(word, .dim)], on: pane)
      return
    }
    let table = EventColumns.table(width: rect.width)
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    var viewport = state.events.viewport
    viewport.fit(count: rows.count, height: list.height)
    let events = events
    if !isFocused { viewport = ListViewport(selection: Int.max, offset: viewport.offset) }
    for y in 0..<max(0, min(list.height, rows.count - viewport.offset)) {
      drawMark(.event(rows[viewport.offset + y]), on: list, y: y)
    }
    let width = table.layout(width: rect.width).first { $0.column == EventColumns.what }?.width ?? 0
    table.drawRows(on: list, viewport: viewport, count: rows.count) { row in
      guard let event = events.event(rows[row]) else { return [] }
      let before = row > 0 ? events.event(rows[row - 1]) : nil
      return EventColumns.cells(event, before: before, structure, width: width)
    }
  }

  /// What is listed, as far as there is room: where the list is first, then how much, then what else matters.
  private func eventsRemark(room: Int) -> StyledText {
    let words = eventsWords
    var kept: [StyledText] = []
    var width = 0
    for word in words.reversed() {
      width += word.width + 3
      guard width - 3 <= room || kept.isEmpty else { break }
      kept.insert(word, at: 0)
    }
    return kept.dropFirst().reduce(kept.first ?? "") { $0 + StyledText("   ", .dim) + $1 }
  }

  private var eventsWords: [StyledText] {
    var words: [StyledText] = []
    if !state.events.filter.isEmpty, state.events.editing == nil {
      words.append(StyledText("/ ", .key) + StyledText(state.events.filter))
    }
    if events.missingCount > 0 {
      words.append(
        StyledText("\(Quantity.grouped(events.missingCount)) not stored", Style(.warn))
      )
    }
    if events.forgottenCount > 0, let first = events.first {
      words.append(StyledText("knows from \(EngineTime.seconds(first.time)) s", Style(.warn)))
    }
    let level = state.events.minimum
    words.append(
      StyledText("level ", .dim) + StyledText(level.name + (level == .error ? "" : "+"), .text)
    )
    var count = Quantity.grouped(UInt64(eventRows.sequences.count))
    if !state.events.follows, !eventRows.sequences.isEmpty {
      count = Quantity.grouped(UInt64(state.events.viewport.selection + 1)) + " of " + count
    }
    if eventRows.sequences.count != eventRows.total {
      count += " from \(Quantity.grouped(UInt64(eventRows.total)))"
    }
    words.append(StyledText(count, .dim))
    words.append(
      state.events.follows
        ? StyledText("follow ", .dim) + StyledText(Glyph.up, Style(.ok))
        : StyledText("G follows", .dim)
    )
    return words
  }

  private func drawEventDetail(on canvas: Canvas, _ rect: Rect, isAlone: Bool) {
    guard let snapshot, let event = selectedEvent else {
      let pane = Pane.draw(on: canvas, rect, title: "Event")
      if isAlone { drawCountLine(on: pane) }
      return
    }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: EventColumns.who(event, snapshot.structure),
      trailing: EventColumns.mark(event)
        + StyledText(" \(event.severity.name) \(Glyph.dot) \(event.kind.label)", .dim)
    )
    let text = EventText(
      snapshot: snapshot,
      event: event,
      cause: cause(of: event),
      width: pane.width - 2,
      charset: state.charset
    )
    let foot = isAlone ? 1 : 0
    for (y, line) in text.lines.enumerated() where y < pane.height - foot {
      pane.put(line, x: 1, y: y)
    }
    if isAlone { drawCountLine(on: pane) }
  }

  /// One line of counts at the foot of a pane.
  private func drawCountLine(on pane: Canvas) {
    guard pane.height > 0 else { return }
    var line = StyledText("counts".padding(to: 9), .dim)
    for (index, count) in eventRows.kinds.enumerated() {
      if index > 0 { line.append("  ") }
      line += StyledText(count.subject.label + " ", .dim)
      line += StyledText(Quantity.grouped(UInt64(count.count)))
    }
    pane.put(line.truncated(to: max(0, pane.width - 2)), x: 1, y: pane.height - 1)
  }

  private func drawEventCounts(on canvas: Canvas, _ rect: Rect) {
    var severities = StyledText()
    for severity in EventSeverity.allCases.reversed() {
      let count = eventRows.severities[Int(severity.rawValue)]
      guard count > 0 else { continue }
      if !severities.isEmpty { severities.append("  ") }
      severities += EventColumns.mark(severity)
      severities += StyledText(" \(Quantity.grouped(UInt64(count)))", .dim)
    }
    let pane = Pane.draw(on: canvas, rect, title: "By kind", trailing: severities)
    drawCounts(eventRows.kinds, "KIND", on: pane) { StyledText($0.label) }
  }

  private func drawEventOwners(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure else { return }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "By owner",
      trailing: StyledText("\(eventRows.owners.count)", .dim)
    )
    drawCounts(eventRows.owners, "WHO", on: pane) { EventColumns.who($0, structure) }
  }

  private func drawCounts<Subject>(
    _ counts: [EventRows.Count<Subject>],
    _ heading: StyledText,
    on pane: Canvas,
    name: (Subject) -> StyledText
  ) {
    let table = Table(
      columns: [
        TableColumn(heading, width: 10, weight: 1),
        TableColumn("EVENTS", width: 9, alignment: .right),
        TableColumn("LAST", width: 12, alignment: .right),
      ],
      margin: 1
    )
    let area = pane.clipped(to: pane.bounds.inset(right: 1))
    table.drawHeader(on: area)
    let list = area.clipped(to: area.bounds.inset(top: 1))
    table.drawRows(on: list, viewport: ListViewport(selection: Int.max), count: counts.count) {
      row in
      [
        name(counts[row].subject), Amount.text(UInt64(counts[row].count), width: 9),
        StyledText(EngineTime.seconds(counts[row].last), .dim),
      ]
    }
  }
}
