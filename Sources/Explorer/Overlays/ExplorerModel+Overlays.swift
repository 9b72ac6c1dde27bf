import TUIKit

extension ExplorerModel {
  /// Draws what is open over the view.
  func drawOverlay(on canvas: Canvas) {
    switch state.overlay {
    case .help(let search)?: drawHelp(search, on: canvas)
    case .palette(let search)?: drawPalette(search, on: canvas)
    case .confirmation(let confirmation)?: drawConfirmation(confirmation, on: canvas)
    case .choice(let choice)?: drawChoice(choice, on: canvas)
    case .keywords(let keywords)?: drawKeywords(keywords, on: canvas)
    case .saving(let saving)?: drawSaving(saving, on: canvas)
    case .inject(let inject)?: drawInject(inject, on: canvas)
    case .rest(let box)?: drawRest(box, on: canvas)
    case .breakpoints(let box)?: drawBreakpoints(box, on: canvas)
    case .whatIf(let box)?: drawWhatIf(box, on: canvas)
    case .time(let entry)?: drawTimeEntry(entry, on: canvas)
    case .deep(let deep)?: drawDeep(deep, on: canvas)
    case .marks(let list)?: drawMarks(list, on: canvas)
    case .themes(let list)?: drawThemes(list, on: canvas)
    case nil: return
    }
  }

  private func drawHelp(_ search: OverlayState.SearchState, on canvas: Canvas) {
    let rows = HelpList.rows(search.field.text, state.view, options.keys, hasProgram: hasProgram)
    let all = HelpList.rows("", state.view, options.keys, hasProgram: hasProgram).count
    let box = drawBox(
      search,
      title: "keys in \(state.view.name)",
      count: rows.count,
      all: all,
      hints: [("Esc", "close")],
      on: canvas
    )
    let table = Table(
      columns: [
        TableColumn("", width: state.charset == .ascii ? 16 : 9),
        TableColumn("", width: 10, weight: 1),
      ],
      selectionBar: .row
    )
    let legend = HelpLegend.height(list: box.height)
    HelpLegend.draw(on: box.clipped(to: box.bounds.inset(top: box.height - legend)))
    let list = box.clipped(to: box.bounds.inset(bottom: legend))
    table.drawRows(on: list, viewport: search.viewport, count: rows.count) { index in
      [StyledText(rows[index].allKeyLabels(state.charset), .key), StyledText(rows[index].sentence)]
    }
  }

  private func drawPalette(_ search: OverlayState.SearchState, on canvas: Canvas) {
    let rows = PaletteList.actions(search.field.text, options.keys, hasProgram: hasProgram)
    let box = drawBox(
      search,
      title: "commands",
      count: rows.count,
      all: PaletteList.actions("", hasProgram: hasProgram).count,
      hints: [
        (KeyLabel.text([KeyEvent(.enter)], state.charset), "run"),
        (KeyLabel.text([KeyEvent(.tab)], state.charset), "fill"),
      ],
      on: canvas
    )
    let table = Table(
      columns: [
        TableColumn("", width: 12, weight: 1), TableColumn("", width: 8, priority: 1),
        TableColumn("", width: state.charset == .ascii ? 9 : 7, alignment: .right),
      ],
      selectionBar: .row
    )
    table.drawRows(on: box, viewport: search.viewport, count: rows.count) { index in
      let action = rows[index]
      return [
        StyledText(action.name),
        StyledText(action.place == .anywhere ? "" : action.place.name, .dim),
        StyledText(action.keyLabel(state.charset), .key),
      ]
    }
  }

  /// The list stands at the side, so that most of the screen shows the theme.
  private func drawThemes(_ list: OverlayState.ThemeState, on canvas: Canvas) {
    let inner = Overlay(
      title: StyledText("themes", .title),
      status: StyledText("\(options.themes.count) themes", .dim),
      hints: StyledText(KeyLabel.text([KeyEvent(.enter)], state.charset), .key)
        + StyledText(" keep  ", .dim) + StyledText("Esc", .key) + StyledText(" as before", .dim)
    ).draw(on: canvas, at: OverlayPlace.themes(size, count: options.themes.count))
    let table = Table(
      columns: [TableColumn("", width: 8, weight: 1), TableColumn("", width: 5)],
      selectionBar: .row
    )
    var viewport = list.viewport
    viewport.fit(count: options.themes.count, height: inner.height)
    table.drawRows(on: inner, viewport: viewport, count: options.themes.count) { index in
      let theme = options.themes[index]
      let ground = theme.background == nil ? "" : theme.isLight ? "light" : "dark"
      return [StyledText(theme.name), StyledText(ground, .dim)]
    }
  }

  /// Draws frame and search field; gives the canvas of the list.
  func drawBox(
    _ search: OverlayState.SearchState,
    title: String,
    count: Int,
    all: Int,
    hints: [(String, String)],
    on canvas: Canvas
  ) -> Canvas {
    var keys = StyledText()
    for (key, word) in hints {
      if !keys.isEmpty { keys.append("  ") }
      keys += StyledText(key, .key) + StyledText(" " + word, .dim)
    }
    let inner = Overlay(
      title: StyledText(title, .title),
      status: StyledText((count == all ? "\(all)" : "\(count) of \(all)") + " actions", .dim),
      hints: keys
    ).draw(on: canvas, at: OverlayPlace.rect(size))
    inner.put("/ ", x: 1, y: 0, style: .key)
    search.field.draw(on: inner, x: 3, y: 0)
    if search.field.text.isEmpty { inner.put("type to search", x: 5, y: 0, style: .dim) }
    return inner.clipped(to: inner.bounds.inset(top: 1, right: 1))
  }
}
