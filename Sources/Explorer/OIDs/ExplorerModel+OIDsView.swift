import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the OIDs view.
  func drawOIDs(on canvas: Canvas, _ screen: ScreenLayout) {
    let layout = oidsLayout
    if !layout.list.isEmpty { drawOIDList(on: canvas, layout.list) }
    if let rect = layout.flight { drawFlight(on: canvas, rect) }
    if let rect = layout.value { drawFlightValue(on: canvas, rect, hasBytes: layout.bytes != nil) }
    if let rect = layout.bytes { drawFlightBytes(on: canvas, rect) }
    guard let value = layout.value, let flight = layout.flight else { return }
    if layout.bytes == nil {
      Pane.hairline(on: canvas, x: value.x - 1, from: value.y, height: value.height)
    } else {
      Pane.hairline(on: canvas, x: flight.x - 1, from: screen.body.y, height: screen.body.height)
      for y in [value.y, layout.bytes?.y ?? value.y] {
        canvas.put(Glyph.teeRight, x: flight.x - 1, y: y, style: .border)
      }
    }
  }

  private func drawOIDList(on canvas: Canvas, _ rect: Rect) {
    guard let snapshot else { return }
    let rows = oidRows
    let title = state.oids.list == .supported ? "OIDs" : "Requests"
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText(title),
      trailing: oidRemark(rows),
      isFocused: state.oids.focus == .list
    )
    if let field = state.oids.editing {
      drawField(field, on: canvas.clipped(to: rect), after: title)
    }
    if let field = state.oids.setting, let row = selectedOID {
      drawSetting(field, of: row, on: canvas.clipped(to: rect))
    }
    guard !rows.isEmpty else { return Pane.remark([StyledText(emptyOIDs, .dim)], on: pane) }
    let isSupported = state.oids.list == .supported
    let table =
      isSupported
      ? OIDColumns.supported(width: rect.width) : OIDColumns.requests(width: rect.width)
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    var viewport = state.oids.viewport
    viewport.select(oidPlace(rows), count: rows.count, height: list.height)
    table.drawRows(on: list, viewport: viewport, count: rows.count) { index in
      guard !isSupported, let flight = rows[index].flight else {
        return OIDColumns.cells(rows[index], at: snapshot.time)
      }
      return OIDColumns.cells(flight, at: snapshot.time, snapshot.structure)
    }
  }

  private var emptyOIDs: String {
    guard let detail = adapterDetail else {
      return selectedAdapter == nil ? "no adapters" : "loading"
    }
    if !state.oids.filter.isEmpty || state.oids.editing != nil { return "none has it in its name" }
    if state.oids.list == .requests { return "no request yet" }
    return detail.facts.identifiers.isEmpty ? "the adapter supports none" : ""
  }

  private func oidRemark(_ rows: [OIDRow]) -> StyledText {
    guard let detail = adapterDetail else { return "" }
    var words: [StyledText] = []
    if !state.oids.filter.isEmpty, state.oids.editing == nil {
      words.append(StyledText("/ ", .key) + StyledText(state.oids.filter))
    }
    let pending = detail.flights.count(where: \.isPending)
    if pending > 0 { words.append(StyledText("\(pending) \(Glyph.held)", Style(.held, .bold))) }
    let failed = detail.flights.count { !$0.isPending && !$0.hasSucceeded }
    if failed > 0 { words.append(StyledText("\(failed) failed", Style(.warn))) }
    let all =
      state.oids.list == .supported ? detail.facts.identifiers.count : detail.flights.count
    let place = rows.isEmpty ? 0 : oidPlace(rows) + 1
    words.append(
      StyledText("\(place) of \(rows.count)" + (rows.count == all ? "" : " from \(all)"), .dim)
    )
    if state.oids.list == .requests, state.oids.follows {
      words.append(StyledText("follow ", .dim) + StyledText(Glyph.up, Style(.ok)))
    }
    return words.dropFirst().reduce(words.first ?? "") { $0 + StyledText("   ", .dim) + $1 }
  }

  /// Draws the value being typed over the list's rule.
  private func drawSetting(_ field: TextField, of row: OIDRow, on area: Canvas) {
    area.fill(Rect(x: 1, y: 0, width: area.width - 2, height: 1))
    let label = StyledText("set ", .key) + StyledText(row.name) + StyledText(" = ", .key)
    let used = area.put(label.truncated(to: max(4, area.width * 3 / 5)), x: 2, y: 0)
    field.draw(on: area, x: 2 + used, y: 0, width: max(1, area.width - used - 4))
  }

  // The request.

  private func drawFlight(on canvas: Canvas, _ rect: Rect) {
    guard let snapshot else { return }
    guard let flight = shownFlight else {
      let pane = Pane.draw(on: canvas, rect, title: "Request")
      let lines = [
        StyledText("not requested yet", .dim),
        StyledText(KeyLabel.text([KeyEvent(.enter)], state.charset), .key)
          + StyledText(" asks for it now", .dim),
      ]
      return Pane.remark(selectedOID == nil ? [] : lines, on: pane)
    }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("Request \(flight.id)"),
      trailing: OIDColumns.status(flight) + StyledText("  ")
        + OIDColumns.took(flight, at: snapshot.time)
    )
    let text = FlightText(flight: flight, structure: snapshot.structure, now: snapshot.time)
    let lines = text.lines(width: pane.width - 2, height: pane.height)
    for (y, line) in lines.enumerated() where y < pane.height { pane.put(line, x: 1, y: y) }
  }

  /// The bytes a pane shows: of the answer, or what is set.
  var flightBytes: [UInt8] {
    guard let flight = shownFlight else { return [] }
    return flight.output.isEmpty ? flight.input : flight.output
  }

  private func hexView(width: Int) -> HexView {
    let fields = shownFlight?.fields ?? []
    let lines = flightValueLines
    var ranges: [HexView.Range] = []
    let selected = state.oids.value.selection
    if state.oids.focus == .value, !state.oids.showsBytes, lines.indices.contains(selected) {
      let field = fields[lines[selected].field]
      let end = Int(field.start) + Int(field.count)
      ranges.append(.init(Int(field.start)..<end, .highlight(Style(.key, .bold))))
    }
    let showsText = HexView.bytesPerRow(width: width - 2) >= 8
    return HexView(
      flightBytes,
      bytesPerRow: HexView.bytesPerRow(width: width - 2, showsText: showsText),
      showsText: showsText,
      ranges: ranges
    )
  }

  /// Columns of the pane with the value.
  private var valueWidth: Int {
    OIDsLayout(screenLayout, .value, isZoomed: state.isZoomed).value?.width ?? size.width
  }

  /// Lines the bytes take where they have the place of the fields.
  var flightByteLines: Int {
    let width = valueWidth
    return hexView(width: width).lineCount
  }

  private func drawFlightValue(on canvas: Canvas, _ rect: Rect, hasBytes: Bool) {
    let showsBytes = state.oids.showsBytes && !hasBytes
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: valueTitle(showsBytes ? "Bytes" : "Value"),
      trailing: valueRemark(hasBytes: hasBytes, room: rect.width - 17),
      isFocused: state.oids.focus == .value
    )
    guard let flight = shownFlight else { return }
    if let absence = absence(of: flight) { return Pane.remark([absence], on: pane) }
    if showsBytes {
      let view = hexView(width: rect.width)
      return view.draw(
        on: pane.clipped(to: pane.bounds.inset(left: 1)),
        from: min(state.oids.value.offset, max(0, view.lineCount - pane.height))
      )
    }
    drawFields(on: pane)
  }

  private func valueTitle(_ word: String) -> StyledText {
    guard screenLayout.kind == .narrow, let row = selectedOID else { return StyledText(word) }
    return StyledText(row.name)
  }

  /// A line of the value, and which field it belongs to.
  struct ValueLine: Equatable {
    var field: Int
    var text: StyledText
  }

  /// The fields as lines: name and value side by side where they fit, else one below the other.
  var flightValueLines: [ValueLine] {
    let width = valueWidth
    guard let fields = shownFlight?.fields else { return [] }
    let room = max(8, width - 3)
    let widest = fields.map { CharacterWidth.columns(of: $0.name) }.max() ?? 0
    let names = min(widest, room / 2)
    return fields.enumerated().flatMap { index, field in
      let style: Style = field.isDerived ? .dim : .text
      let value = CharacterWidth.columns(of: field.value)
      if CharacterWidth.columns(of: field.name) <= names, names + 2 + value <= room {
        let line =
          StyledText(field.name, .dim).leftAligned(to: names) + "  "
          + StyledText(field.value, style)
        return [ValueLine(field: index, text: line)]
      }
      return [ValueLine(field: index, text: StyledText(field.name, .dim))]
        + StyledText(field.value, style).wrapped(to: room - 2).map {
          ValueLine(field: index, text: StyledText("  ") + $0)
        }
    }
  }

  private func drawFields(on pane: Canvas) {
    let lines = flightValueLines
    let table = Table(
      columns: [TableColumn("", width: 8, weight: 1)],
      margin: 2,
      selectionBar: .row
    )
    var viewport = state.oids.value
    viewport.fit(count: lines.count, height: pane.height)
    if state.oids.focus != .value { viewport = ListViewport(selection: Int.max) }
    table.drawRows(on: pane, viewport: viewport, count: lines.count) { [lines[$0].text] }
  }

  /// Form and length of the value, as far as there is room.
  private func valueRemark(hasBytes: Bool, room: Int) -> StyledText {
    guard !flightBytes.isEmpty else { return "" }
    let length = StyledText("\(flightBytes.count) B", .dim)
    let form = selectedOID?.identifier?.form ?? ""
    let key =
      hasBytes
      ? StyledText()
      : StyledText("   x ", .key)
        + StyledText(state.oids.showsBytes ? "fields" : "bytes", .dim)
    let whole = form.isEmpty ? length : StyledText(form + "   ", .dim) + length
    return [whole + key, whole, length].first { $0.width <= room } ?? length
  }

  private func absence(of flight: RequestFlight) -> StyledText? {
    if !flightBytes.isEmpty { return nil }
    if flight.isPending { return StyledText("not answered yet", .dim) }
    if flight.bytesNeeded > 0 {
      return StyledText(
        "the buffer was too short: \(flight.bytesNeeded) bytes needed",
        Style(.warn)
      )
    }
    return StyledText(flight.hasSucceeded ? "no bytes" : "no value: the request failed", .dim)
  }

  private func drawFlightBytes(on canvas: Canvas, _ rect: Rect) {
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Bytes",
      trailing: flightBytes.isEmpty ? "" : StyledText("\(flightBytes.count) B", .dim)
    )
    guard !flightBytes.isEmpty else { return }
    hexView(width: rect.width).draw(on: pane.clipped(to: pane.bounds.inset(left: 1)))
  }
}
