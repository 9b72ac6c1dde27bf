import Inspection
import TUIKit

/// The box of the breakpoints.
extension ExplorerModel {
  private var breakpointsRect: Rect {
    let rows = max(3, latest?.breakpoints.count ?? 0)
    return Overlay.centered(
      Size(
        width: min(100, size.width - 2),
        height: min(rows + 2 + Self.breakpointFoot, 24, size.height - 2)
      ),
      in: Rect(size)
    )
  }

  /// Lines under the list: the text, what is wrong with it, and how it is written.
  private static let breakpointFoot = 4

  /// Rows of the list that can be seen.
  var breakpointListHeight: Int {
    max(1, breakpointsRect.height - 2 - Self.breakpointFoot)
  }

  /// Draws the list, and the text of a new breakpoint.
  func drawBreakpoints(_ box: BreakpointsState, on canvas: Canvas) {
    let all = latest?.breakpoints ?? []
    let inner = Overlay(
      title: StyledText("breakpoints", .title),
      status: StyledText(all.isEmpty ? "none" : "\(all.count)", .dim),
      hints: breakpointHints(box, hasAny: !all.isEmpty)
    ).draw(on: canvas, at: breakpointsRect)
    let foot = min(Self.breakpointFoot, max(0, inner.height - 1))
    let list = inner.clipped(to: inner.bounds.inset(right: 1, bottom: foot))
    if all.isEmpty {
      Pane.remark([StyledText("nothing stops: set one", .dim)], on: list)
    } else {
      drawRows(all, box, on: list)
    }
    let area = inner.clipped(
      to: inner.bounds.inset(left: 1, top: inner.height - foot, right: 1)
    )
    drawFoot(box, on: area)
  }

  private func drawRows(_ all: [Breakpoint], _ box: BreakpointsState, on list: Canvas) {
    var viewport = box.viewport
    viewport.fit(count: all.count, height: list.height)
    let table = Table(
      columns: [
        TableColumn("", width: 5), TableColumn("", width: 12, weight: 1),
        TableColumn("", width: 16, alignment: .right, priority: 1),
      ],
      selectionBar: .row
    )
    let stopped = rest?.breakpoint
    table.drawRows(on: list, viewport: viewport, count: all.count) { index in
      let point = all[index]
      let mark =
        point.isEnabled ? StyledText(Glyph.up, Style(.key)) : StyledText(Glyph.down, .dim)
      var text = StyledText(point.condition.text, point.isEnabled ? .text : .dim)
      if !point.problem.isEmpty { text.append("  \(point.problem)", Style(.warn)) }
      var hits = StyledText(point.hits == 0 ? "" : Quantity.count(point.hits).text, .bold)
      hits.append(point.hits == 0 ? "no hit" : point.hits == 1 ? " hit" : " hits", .dim)
      if point.ignored > 0 { hits.append("  passes \(point.ignored)", Style(.warn)) }
      if stopped == point.id { hits.append(" \(Glyph.frozen)", Style(.held, .bold)) }
      return [mark + StyledText(" \(point.id)", .dim), text, hits]
    }
  }

  private func breakpointHints(_ box: BreakpointsState, hasAny: Bool) -> StyledText {
    let enter = KeyLabel.text([KeyEvent(.enter)], state.charset)
    let space = KeyLabel.text([KeyEvent(" ")], state.charset)
    var hints: [(String, String)] =
      box.field != nil
      ? [(enter, "set"), ("Esc", "undo")]
      : hasAny
        ? [("a", "add"), (space, "on, off"), ("d", "delete"), ("+-", "passes"), ("Esc", "close")]
        : [("a", "add"), ("Esc", "close")]
    while hints.reduce(4, { $0 + $1.0.count + $1.1.count + 3 }) > breakpointsRect.width {
      hints.removeLast()
    }
    var text = StyledText()
    for (key, word) in hints {
      if !text.isEmpty { text.append("  ") }
      text += StyledText(key, .key) + StyledText(" " + word, .dim)
    }
    return text
  }

  private func drawFoot(_ box: BreakpointsState, on area: Canvas) {
    guard area.height > 0 else { return }
    guard let field = box.field else {
      if !box.refusal.isEmpty {
        let lines = StyledText("\(Glyph.drop) \(box.refusal)", Style(.warn)).wrapped(to: area.width)
        for (y, line) in lines.enumerated() where y < area.height { area.put(line, x: 0, y: y) }
      }
      return
    }
    area.put("stop at ", x: 0, y: 0, style: Style(.key, .bold))
    field.draw(on: area, x: 8, y: 0, width: area.width - 8)
    var lines: [StyledText] = []
    let word = field.text.split(separator: " ").first.map(String.init) ?? ""
    do throws(BreakpointError) {
      _ = try BreakpointCondition(parsing: field.text)
      lines.append(StyledText(Glyph.ok, Style(.ok)))
    } catch {
      lines =
        field.text.allSatisfy(\.isWhitespace)
        ? [StyledText()]
        : StyledText("\(Glyph.drop) \(error)", Style(.drop)).wrapped(to: max(8, area.width))
    }
    if let kind = BreakpointKind(rawValue: word) {
      lines += [StyledText(kind.form, .key), StyledText(kind.sentence, .dim)]
    } else {
      let kinds = BreakpointKind.allCases.map(\.rawValue).joined(separator: ", ")
      lines.append(StyledText("begin with \(kinds)", .dim))
    }
    for (y, line) in lines.enumerated() where y + 1 < area.height {
      area.put(line.truncated(to: area.width), x: 0, y: y + 1)
    }
  }
}
