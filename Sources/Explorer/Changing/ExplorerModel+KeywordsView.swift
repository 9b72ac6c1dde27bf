import Inspection
import TUIKit

/// The boxes in which values and a file's name are typed.
extension ExplorerModel {
  /// As large as the rows need and the screen allows.
  private func keywordRect(rows: Int) -> Rect {
    let height = min(28, max(6, rows) + 2 + Self.footHeight)
    return Overlay.centered(
      Size(width: min(100, size.width - 2), height: min(height, size.height - 2)),
      in: Rect(size)
    )
  }

  /// Lines under the list: what the value is, what it may be, the field, and two for the answer.
  private static let footHeight = 6

  /// Rows of the list that can be seen.
  func keywordListHeight(rows: Int) -> Int {
    max(1, keywordRect(rows: rows).height - 2 - Self.footHeight)
  }

  /// Draws the values, what the selected one may be, and the field it is typed into.
  func drawKeywords(_ keywords: KeywordState, on canvas: Canvas) {
    let rows = keywordRows(keywords)
    let place = min(keywords.viewport.selection + 1, rows?.count ?? 0)
    let inner = Overlay(
      title: StyledText(keywords.rulesOnly ? "rules of " : "keywords of ", .title)
        + StyledText(keywords.name, .title),
      status: StyledText(rows.map { "\(place) of \($0.count)" } ?? "", .dim),
      hints: keywordHints(keywords)
    ).draw(on: canvas, at: keywordRect(rows: rows?.count ?? 0))
    guard let rows else { return Pane.remark([StyledText("loading", .dim)], on: inner) }
    guard !rows.isEmpty else {
      let words = "\(keywords.name) has no value that can be changed here"
      return Pane.remark([StyledText(words, .dim)], on: inner)
    }
    let list = inner.clipped(
      to: inner.bounds.inset(right: 1, bottom: min(Self.footHeight, inner.height - 1))
    )
    drawRows(rows, keywords, on: list)
    guard inner.height > Self.footHeight else {
      return drawField(keywords, rows, on: inner, y: inner.height - 1)
    }
    var viewport = keywords.viewport
    viewport.fit(count: rows.count, height: list.height)
    drawFoot(rows[viewport.selection], keywords, rows, on: inner)
  }

  private func keywordHints(_ keywords: KeywordState) -> StyledText {
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let words: (String, String) =
      keywords.isAsking
      ? ("yes", "no") : keywords.field == nil ? ("change", "close") : ("set", "undo")
    return StyledText(enter, .key) + StyledText(" \(words.0)  ", .dim) + StyledText("Esc", .key)
      + StyledText(" \(words.1)", .dim)
  }

  private func drawRows(_ rows: [KeywordRow], _ keywords: KeywordState, on list: Canvas) {
    let names = rows.map { CharacterWidth.columns(of: $0.path) }.max() ?? 0
    let table = Table(
      columns: [
        TableColumn("", width: min(max(8, names), 26)), TableColumn("", width: 12, weight: 1),
        TableColumn("", width: min(30, max(8, list.width / 3)), priority: 1),
      ],
      selectionBar: .row
    )
    table.drawRows(on: list, viewport: keywords.viewport, count: rows.count) { index in
      let row = rows[index]
      let isDefault = row.source == "default"
      let value =
        row.source.isEmpty
        ? StyledText(row.path.hasSuffix("match") ? "one more" : "–", .dim)
        : StyledText(row.value, isDefault ? .dim : .bold)
      return [StyledText(row.path), value, StyledText(CauseText.withoutFolders(row.source), .dim)]
    }
  }

  private func drawFoot(
    _ row: KeywordRow,
    _ keywords: KeywordState,
    _ rows: [KeywordRow],
    on inner: Canvas
  ) {
    let width = inner.width - 2
    var y = inner.height - Self.footHeight + 1
    inner.put(StyledText(row.summary).truncated(to: width), x: 1, y: y)
    inner.put(StyledText(row.form, .dim).truncated(to: width), x: 1, y: y + 1)
    y += 2
    drawField(keywords, rows, on: inner, y: y)
    for (line, text) in answerLines(keywords, row, width).prefix(2).enumerated() {
      inner.put(text, x: 1, y: y + 1 + line)
    }
  }

  private func drawField(
    _ keywords: KeywordState,
    _ rows: [KeywordRow],
    on inner: Canvas,
    y: Int
  ) {
    guard let field = keywords.field, rows.indices.contains(keywords.viewport.selection) else {
      return
    }
    let label = "\(rows[keywords.viewport.selection].path) = "
    let columns = min(CharacterWidth.columns(of: label), max(0, inner.width / 2))
    inner.put(StyledText(label, Style(.key, .bold)).truncated(to: columns), x: 1, y: y)
    field.draw(
      on: inner,
      x: 1 + columns,
      y: y,
      width: inner.width - columns - 2,
      isFocused: !keywords.isAsking
    )
  }

  private func answerLines(
    _ keywords: KeywordState,
    _ row: KeywordRow,
    _ width: Int
  ) -> [StyledText] {
    if keywords.isAsking {
      let words =
        "\(keywords.name) is halted and initialised again: its modules and bindings begin anew, "
        + "and their counters end. Set it?"
      return StyledText(words, Style(.warn, .bold)).wrapped(to: width)
    }
    switch keywords.answer {
    case .awaited?: return [StyledText("waits for the engine", .dim)]
    case .done(let text)?:
      return (StyledText("\(Glyph.ok) ", Style(.ok)) + StyledText(text)).wrapped(to: width)
    case .refused(let text)?:
      return StyledText("\(Glyph.drop) \(text)", Style(.warn)).wrapped(to: width)
    case nil:
      guard keywords.field != nil, !row.absence.isEmpty else { return [] }
      return StyledText("an empty text \(row.absence)", .dim).wrapped(to: width)
    }
  }

  /// Draws the box for the name of a file.
  func drawSaving(_ saving: SavingState, on canvas: Canvas) {
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let width = min(72, size.width - 2)
    let problem = StyledText(saving.problem, Style(.warn)).wrapped(to: max(8, width - 4))
    let lines = saving.problem.isEmpty ? 1 : problem.count
    let box = Overlay(
      title: StyledText("save the running stack", .title),
      hints: StyledText(enter, .key) + StyledText(" write  ", .dim) + StyledText("Esc", .key)
        + StyledText(" close", .dim)
    ).draw(
      on: canvas,
      at: Overlay.centered(Size(width: width, height: min(size.height, lines + 4)), in: Rect(size))
    )
    box.put("file ", x: 1, y: 0, style: .key)
    saving.field.draw(on: box, x: 6, y: 0, width: box.width - 7, isFocused: true)
    guard !saving.problem.isEmpty else {
      let words =
        saving.isAwaited ? "waits for the engine" : "a stack file, with all that was changed"
      box.put(StyledText(words, .dim).truncated(to: box.width - 2), x: 1, y: 1)
      return
    }
    for (y, line) in problem.enumerated() { box.put(line, x: 1, y: y + 1) }
  }
}
