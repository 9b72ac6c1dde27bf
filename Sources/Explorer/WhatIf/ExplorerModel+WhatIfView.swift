import Inspection
import TUIKit

/// The boxes of a fork.
extension ExplorerModel {
  /// Draws what can be otherwise, how far the fork is, or both journeys.
  func drawWhatIf(_ box: WhatIfState, on canvas: Canvas) {
    if box.isChoosing { return drawWhatIfChoices(box, on: canvas) }
    switch box.report {
    case .done(let outcome)?: drawOutcome(outcome, box, on: canvas)
    case .failed(let why)?: drawFailure(why, box, on: canvas)
    case .running(let percent)?: drawRunning(percent, box, on: canvas)
    case nil: drawRunning(0, box, on: canvas)
    }
  }

  // MARK: Choosing

  /// Rows of the list of choices.
  var whatIfChoiceHeight: Int { max(1, OverlayPlace.rect(size).height - 2 - 2) }

  private func drawWhatIfChoices(_ box: WhatIfState, on canvas: Canvas) {
    let found = whatIfChoices(box)
    let all = allWhatIfChoices(box).count
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let isTyping = box.field != nil
    let inner = Overlay(
      title: StyledText(whatIfTitle(box), .title),
      status: StyledText(found.count == all ? "\(all)" : "\(found.count) of \(all)", .dim),
      hints: keyHints([(enter, "run"), ("Esc", isTyping ? "undo" : "close")])
    ).draw(on: canvas, at: OverlayPlace.rect(size))
    guard inner.height > 2 else { return }
    if let choice = box.typed, let field = box.field {
      drawWhatIfField(choice, field, on: inner)
    } else {
      inner.put("/ ", x: 1, y: 0, style: .key)
      box.search.field.draw(on: inner, x: 3, y: 0)
      if box.search.field.text.isEmpty { inner.put("type to search", x: 5, y: 0, style: .dim) }
    }
    let list = inner.clipped(to: inner.bounds.inset(top: 1, right: 1, bottom: 1))
    if found.isEmpty {
      let words = all == 0 ? "nothing of this adapter can be otherwise" : "nothing is called so"
      Pane.remark([StyledText(words, .dim)], on: list)
    }
    let table = Table(
      columns: [
        TableColumn("", width: 16, weight: 1), TableColumn("", width: 18, priority: 1),
      ],
      selectionBar: .row
    )
    var viewport = box.search.viewport
    viewport.fit(count: found.count, height: list.height)
    table.drawRows(on: list, viewport: viewport, count: found.count) { index in
      [StyledText(found[index].text), StyledText(found[index].value, .dim)]
    }
    let about =
      box.journey.map { "packet #\($0), and every other: " } ?? "every packet: "
    let words = StyledText(about, .dim) + StyledText("the stack that runs stays as it is", .dim)
    inner.put(words.truncated(to: inner.width - 2), x: 1, y: inner.height - 1)
  }

  private func drawWhatIfField(
    _ choice: WhatIfState.Choice,
    _ field: TextField,
    on inner: Canvas
  ) {
    var label = "entries "
    var form = "8-15 = 2   all = 0, 1, 0:3 in turn"
    if case .keyword(_, let path, let words) = choice.kind {
      label = "\(path) = "
      form = words
    }
    let columns = min(CharacterWidth.columns(of: label), max(0, inner.width / 2))
    inner.put(StyledText(label, Style(.key, .bold)).truncated(to: columns), x: 1, y: 0)
    field.draw(on: inner, x: 1 + columns, y: 0, width: inner.width - columns - 2)
    let used = 2 + columns + CharacterWidth.columns(of: field.text) + 2
    if used < inner.width - 12 {
      inner.put(StyledText(form, .dim).shortened(to: inner.width - used - 1), x: used, y: 0)
    }
  }

  private func whatIfTitle(_ box: WhatIfState) -> String {
    let changes = box.changes.map(\.text).joined(separator: ", ")
    return changes.isEmpty ? "what if" : "what if: \(changes)"
  }

  private func keyHints(_ hints: [(String, String)]) -> StyledText {
    var text = StyledText()
    for (key, word) in hints {
      if !text.isEmpty { text.append("  ") }
      text += StyledText(key, .key) + StyledText(" " + word, .dim)
    }
    return text
  }

  // MARK: Running and failing

  private func drawRunning(_ percent: Int, _ box: WhatIfState, on canvas: Canvas) {
    let inner = smallBox(box, lines: 2, hints: [("Esc", "end it")], on: canvas)
    inner.put("a second engine runs both stacks", x: 1, y: 0)
    let width = max(4, inner.width - 9)
    let done = min(width, width * percent / 100)
    inner.put(
      StyledText(String(repeating: "█", count: done), Style(.key))
        + StyledText(String(repeating: "░", count: width - done), .dim)
        + StyledText(" \(percent) %"),
      x: 1,
      y: 1
    )
  }

  private func drawFailure(_ why: String, _ box: WhatIfState, on canvas: Canvas) {
    let width = min(72, size.width - 2)
    let lines = StyledText("\(Glyph.drop) \(why)", Style(.warn)).wrapped(to: max(8, width - 4))
    let inner = smallBox(box, lines: lines.count, hints: [("Esc", "another")], on: canvas)
    for (y, line) in lines.enumerated() { inner.put(line, x: 1, y: y) }
  }

  private func smallBox(
    _ box: WhatIfState,
    lines: Int,
    hints: [(String, String)],
    on canvas: Canvas
  ) -> Canvas {
    Overlay(title: StyledText(whatIfTitle(box), .title), hints: keyHints(hints)).draw(
      on: canvas,
      at: Overlay.centered(
        Size(width: min(72, size.width - 2), height: min(size.height, lines + 2)),
        in: Rect(size)
      )
    )
  }

  // MARK: Both journeys

  /// Whether there is room for two journeys side by side.
  private var isSplit: Bool { size.width >= 70 }

  /// As high as the journeys are long.
  private func outcomeRect(_ outcome: WhatIfOutcome) -> Rect {
    let lines = whatIfLines(outcome).count
    let rows = lines == 0 ? 4 : lines + 2 + whatIfFoot(outcome).count + (isSplit ? 1 : 0)
    return Overlay.centered(
      Size(width: min(140, size.width - 2), height: min(rows + 2, size.height - 2)),
      in: Rect(size)
    )
  }

  /// The lines of both journeys.
  func whatIfLines(_ outcome: WhatIfOutcome) -> [WhatIfLine] {
    outcome.comparison.map { WhatIfLine.lines($0, isSplit: isSplit) } ?? []
  }

  /// Lines that are seen at once.
  func whatIfListHeight(_ outcome: WhatIfOutcome) -> Int {
    max(1, outcomeRect(outcome).height - 2 - 2 - whatIfFoot(outcome).count)
  }

  private func drawOutcome(_ outcome: WhatIfOutcome, _ box: WhatIfState, on canvas: Canvas) {
    let counts = outcome.counts
    let parted = counts.all - counts.same
    let words =
      size.width < 60
      ? "\(parted) of \(counts.all) differ"
      : "\(parted) of \(counts.all) packets differ"
    let hints =
      size.width < 60
      ? [("Esc", "close")]
      : [("+", "one more"), ("-", "take back"), ("Esc", "close")]
    let inner = Overlay(
      title: StyledText(whatIfTitle(box), .title),
      status: StyledText(words, parted == 0 ? .dim : Style(.changed, .bold)),
      hints: keyHints(hints)
    ).draw(on: canvas, at: outcomeRect(outcome))
    guard let comparison = outcome.comparison else {
      return Pane.remark(
        [StyledText("\(Glyph.ok) nothing differs", Style(.ok))] + remarks(outcome),
        on: inner
      )
    }
    drawHead(comparison, on: inner)
    let foot = whatIfFoot(outcome)
    let list = inner.clipped(
      to: inner.bounds.inset(top: 2, bottom: min(foot.count, max(0, inner.height - 3)))
    )
    drawLines(whatIfLines(outcome), box.viewport, on: list)
    for (index, line) in foot.enumerated() {
      let y = inner.height - foot.count + index
      guard y > 2 else { continue }
      draw(line, on: inner, y: y)
    }
  }

  private func drawHead(_ comparison: JourneyComparison, on inner: Canvas) {
    let summary = PacketColumns.summary(comparison.summary)
    let name = StyledText(comparison.summary.protocolName + " ", .bold)
    let packet = comparison.summary.protocolName.isEmpty ? summary : name + summary
    inner.put(packet.truncated(to: inner.width - 2), x: 1, y: 0)
    func number(_ journey: UInt64?) -> String { journey.map { " #\($0)" } ?? " \(Glyph.none)" }
    let left =
      StyledText("A", Style(.key, .bold)) + StyledText(" as it is", .bold)
      + StyledText(number(comparison.first), .dim)
    let right =
      StyledText("B", Style(.key, .bold)) + StyledText(" what if", .bold)
      + StyledText(number(comparison.second), .dim)
    draw(WhatIfLine(left: left, right: right, differs: false), on: inner, y: 1)
  }

  private func drawLines(_ lines: [WhatIfLine], _ viewport: ListViewport, on list: Canvas) {
    var viewport = viewport
    viewport.fit(count: lines.count, height: list.height)
    for y in 0..<list.height {
      guard let index = viewport.item(inRow: y, count: lines.count) else { break }
      draw(lines[index], on: list, y: y)
      if index == viewport.selection {
        list.select(Rect(x: 0, y: y, width: list.width, height: 1))
      }
    }
  }

  /// A line of both journeys; the sign before it says that they part, another one that they do for the first time.
  private func draw(_ line: WhatIfLine, on area: Canvas, y: Int) {
    if line.isFirst {
      area.put(Glyph.arrowHead, x: 0, y: y, style: Style(.warn, .bold))
    }
    if line.differs { area.put(Glyph.changed, x: 1, y: y, style: Style(.changed, .bold)) }
    guard isSplit else {
      let side = line.side == .both ? "  " : line.side == .first ? "A " : "B "
      if let both = line.left, let other = line.right, line.side == .both, both != other {
        let joined = both + "  " + other
        area.put(joined.truncated(to: area.width - 3), x: 3, y: y)
        return
      }
      let text = line.left ?? line.right ?? ""
      let whole = StyledText(side, Style(.key, .bold)) + text
      area.put(whole.truncated(to: area.width - 3), x: 3, y: y)
      return
    }
    let middle = area.width / 2
    area.put(Glyph.vertical, x: middle, y: y, style: .border)
    let none = StyledText(line.differs ? Glyph.none : "", .dim)
    area.put((line.left ?? none).truncated(to: middle - 4), x: 3, y: y)
    area.put((line.right ?? none).truncated(to: area.width - middle - 3), x: middle + 2, y: y)
  }

  /// What stands below the hand-offs: how both ended and why, what the packet has that it had not, and how far that goes.
  private func whatIfFoot(_ outcome: WhatIfOutcome) -> [WhatIfLine] {
    guard let comparison = outcome.comparison else { return [] }
    let differs =
      comparison.endsDiffer || comparison.first == nil || comparison.second == nil
    let isFirst = differs && comparison.firstDifference == nil
    var lines: [WhatIfLine] = []
    let ends = (
      WhatIfLine.ending(comparison.firstEnding), WhatIfLine.ending(comparison.secondEnding)
    )
    let causes = (
      WhatIfLine.cause(comparison.firstEnding), WhatIfLine.cause(comparison.secondEnding)
    )
    if isSplit {
      lines.append(
        WhatIfLine(left: ends.0, right: ends.1, differs: differs, isFirst: isFirst)
      )
      if !causes.0.isEmpty || !causes.1.isEmpty {
        lines.append(WhatIfLine(left: causes.0, right: causes.1, differs: false))
      }
    } else {
      lines.append(
        WhatIfLine(left: ends.0, side: .first, differs: differs, isFirst: isFirst)
      )
      lines.append(WhatIfLine(left: ends.1, side: .second, differs: differs))
    }
    guard size.height >= 20 else { return lines }
    let contents = comparison.items.filter { $0.kind != .path && $0.kind != .outcome }
    if isSplit, let place = contents.first?.place, !place.isEmpty {
      let words = contents.map { item in
        let values = [item.first, item.second].map { $0.isEmpty ? Glyph.none : $0 }
        return "\(item.name) \(values[0]) \(Glyph.rightArrow) \(values[1])"
      }
      lines.append(
        WhatIfLine(
          left: StyledText("at \(place)", .dim),
          right: StyledText(words.joined(separator: ", "), Style(.changed)),
          differs: false
        )
      )
    }
    let remarks = remarks(outcome)
    if isSplit, let first = remarks.first {
      lines.append(
        WhatIfLine(left: first, right: remarks.dropFirst().first ?? "", differs: false)
      )
    }
    return lines
  }

  private func remarks(_ outcome: WhatIfOutcome) -> [StyledText] {
    let fresh = outcome.isFresh ? ["dynamic state fresh: both began anew"] : []
    return (fresh + outcome.remarks).map { StyledText($0, Style(.warn)) }
  }
}
