import Inspection
import TUIKit
import Wire

extension ExplorerModel {
  /// Draws the Stack view.
  func drawStack(on canvas: Canvas, _ screen: ScreenLayout) {
    let layout = stackLayout
    if !layout.tree.isEmpty { drawTree(on: canvas, layout.tree) }
    if state.isZoomed, let packets = layout.packets {
      drawPackets(on: canvas, packets, isFocused: true)
      drawFilter(on: canvas.clipped(to: packets))
    }
    if let rect = layout.inspector { drawInspector(on: canvas, rect) }
    if let rect = layout.graph { drawGraph(on: canvas, rect) }
    if let path = layout.path, let changes = layout.changes, let packets = layout.packets {
      Pane.hairline(
        on: canvas,
        x: path.x - 1,
        from: screen.body.y,
        height: screen.body.height
      )
      drawPath(on: canvas, path)
      drawChanges(on: canvas, changes)
      drawPackets(on: canvas, packets, isFocused: state.stack.focus == .packets)
      drawFilter(on: canvas.clipped(to: packets))
      let left = [layout.inspector, layout.graph].compactMap { $0?.y }
      for y in left { canvas.put(Glyph.teeLeft, x: path.x - 1, y: y, style: .border) }
      for rect in [changes, packets] {
        let isAlso = left.contains(rect.y)
        canvas.put(isAlso ? Glyph.cross : Glyph.teeRight, x: path.x - 1, y: rect.y, style: .border)
      }
    }
  }

  /// Draws the tree.
  func drawTree(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure else { return }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Stack",
      trailing: treeRemark(structure),
      isFocused: state.view == .dashboard ? hasFocus(.tree) : state.stack.focus == .tree
    )
    if let field = state.stack.editing {
      drawField(field, on: canvas.clipped(to: rect), after: "Stack", before: treeRemark(structure))
    }
    if structure.adapters.isEmpty {
      Pane.remark(
        [
          StyledText("no adapters", .dim),
          StyledText("the stack file \(structure.name) names none, or all have halted", .dim),
        ],
        on: pane
      )
      return
    }
    if rows.rows.isEmpty {
      Pane.remark([StyledText("no module's name contains the filter", .dim)], on: pane)
      return
    }
    let table = StackColumns.table(width: rect.width, name: rows.nameWidth)
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    var viewport = state.stack.viewport
    viewport.fit(count: rows.rows.count, height: list.height)
    let places = table.layout(width: rect.width)
    let graphWidth = places.first { $0.column == StackColumns.graph }?.width ?? 0
    let nameWidth = places.first { $0.column == StackColumns.name }?.width ?? 0
    for y in 0..<max(0, min(list.height, rows.rows.count - viewport.offset)) {
      drawMark(.row(rows.rows[viewport.offset + y].id), on: list, y: y)
    }
    table.drawRows(on: list, viewport: viewport, count: rows.rows.count) { index in
      var cells = cells(of: rows.rows[index], structure, graphWidth: graphWidth)
      cells[StackColumns.name] = cells[StackColumns.name].shortened(to: nameWidth)
      return cells
    }
  }

  /// Draws a filter being typed over a pane's rule, between its title and its remark if both have room.
  func drawField(
    _ field: TextField,
    on area: Canvas,
    after title: String,
    before remark: StyledText = ""
  ) {
    let x = CharacterWidth.columns(of: title) + 4
    let whole = area.width - x - 6
    let room = remark.isEmpty || whole - remark.width < 24 ? whole : whole - remark.width - 2
    guard room > 4 else { return }
    area.fill(Rect(x: x - 1, y: 0, width: room + 4, height: 1))
    area.put("/ ", x: x, y: 0, style: .key)
    field.draw(on: area, x: x + 2, y: 0, width: room)
    guard let column = filterFailure?.column, field.characters.count < room else { return }
    let start = x + 2 + CharacterWidth.columns(of: String(field.characters.prefix(column - 1)))
    let end = x + 2 + CharacterWidth.columns(of: field.text)
    area.restyle(Rect(x: start, y: 0, width: max(1, end - start), height: 1)) {
      $0.foreground = .drop
      $0.attributes.insert(.underline)
    }
  }

  /// What is wrong with the display filter being typed.
  var filterFailure: DisplayFilterError? {
    state.trace.editing.flatMap { FilterText.failure(in: FilterText.trimmed($0.text)) }
  }

  private func treeRemark(_ structure: StackStructure) -> StyledText {
    let filter = state.stack.filter
    if !filter.isEmpty || state.stack.editing != nil {
      let typed = state.stack.editing == nil ? "/ \(filter)   " : ""
      return StyledText("\(typed)\(rows.matches) of \(rows.total) modules", .dim)
    }
    let adapters = structure.adapters.count
    return StyledText(
      "\(adapters) adapter\(adapters == 1 ? "" : "s") \(Glyph.dot) \(rows.total) modules",
      .dim
    )
  }

  // Rows.

  private func cells(of row: StackRow, _ structure: StackStructure, graphWidth: Int) -> [StyledText]
  {
    let adapter = structure.adapters[row.adapter]
    let party: PartyID
    let rates: PartyRates?
    var name: StyledText
    switch row.node {
    case .adapter:
      party = adapter.partyID
      rates = totals[adapter.id]
      let isUp = adapter.isConnected
      name = TreeRow(root: row.isOpen ? .open : .closed).prefix
      name += StyledText((isUp ? Glyph.up : Glyph.down) + " ", Style(isUp ? .ok : .dim))
      name += StyledText(adapter.name, .bold)
    case .binding(let index):
      party = adapter.bindings[index].partyID
      rates = history.rates(of: party)
      name = member(row, .protocol, adapter.bindings[index].protocolName)
    case .filter(let index):
      let filter = adapter.filters[index]
      party = filter.partyID
      rates = history.rates(of: party)
      name = member(row, filter.kind == .monitoring ? .monitoringFilter : .filter, filter.name)
    case .miniport:
      party = adapter.partyID
      rates = history.rates(of: party)
      name = TreeRow(isLast: row.isLast).prefix + InspectorText.miniportName(adapter)
    }
    let graph = Sparkline(
      history.graph(
        of: party,
        points: Sparkline.capacity(columns: graphWidth, charset: state.charset)
      ),
      style: Style(row.node == .adapter ? .rx : .dim)
    )
    let drops = rates?.dropped ?? 0
    return [
      name, StackColumns.state(row, adapter),
      Amount.rate(rates?.receive, Style(.rx)), Amount.rate(rates?.transmit, Style(.tx)),
      Amount.rate(rates?.dropped, Style(.drop)),
      graphWidth > 0 ? graph.text(columns: graphWidth, charset: state.charset) : "",
      mark(row, party, drops: drops),
    ]
  }

  /// What deserves a look: lists that are held too long before packets that are dropped.
  private func mark(_ row: StackRow, _ party: PartyID, drops: Double) -> StyledText {
    guard row.node != .adapter else { return "" }
    if let snapshot, HeldAlarm.isGiven(for: party, in: snapshot) {
      return StyledText(Glyph.held, Style(.held, .bold))
    }
    return drops > 0 ? StyledText(Glyph.drop, Style(.drop)) : ""
  }

  private func member(_ row: StackRow, _ role: PartyRole, _ name: String) -> StyledText {
    TreeRow(isLast: row.isLast).prefix + PartyMark(role).text + StyledText(" " + name)
  }
}
