import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the list of ways or of conversations, and above it the selected one.
  func drawSums(on canvas: Canvas) {
    let layout = traceLayout
    switch state.trace.listing {
    case .packets: break
    case .paths:
      if !layout.path.isEmpty { drawPathDiagram(on: canvas, layout.path) }
      drawPathList(on: canvas, layout.packets)
    case .conversations:
      if !layout.path.isEmpty { drawConversation(on: canvas, layout.path) }
      drawConversationList(on: canvas, layout.packets)
    }
  }

  /// By what a list is in order, for the right of its title.
  static func orderRemark(_ order: String, isReversed: Bool) -> StyledText {
    StyledText("by ", .dim) + StyledText(order)
      + StyledText(" " + (isReversed ? Glyph.upArrow : Glyph.downArrow), .key)
  }

  private func drawPathList(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure else { return }
    let remark = Self.orderRemark(
      state.trace.paths.order.rawValue,
      isReversed: state.trace.paths.isReversed
    )
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Paths",
      trailing: pathShares.map { remark + StyledText("   ", .dim) + Self.remark($0) } ?? remark,
      isFocused: true
    )
    guard let shares = pathShares else {
      return Pane.remark([StyledText("loading", .dim)], on: pane)
    }
    let rows = pathRows
    guard !rows.isEmpty else {
      let word =
        snapshot?.recording.level == 0 ? "nothing is recorded at level 0" : "no packet yet"
      return Pane.remark([StyledText(word, .dim)], on: pane)
    }
    let table = Self.pathTable(width: rect.width)
    table.drawHeader(on: pane)
    let list = pane.clipped(to: pane.bounds.inset(top: 1))
    var viewport = state.trace.paths.viewport
    let place = rows.firstIndex { $0.id == selectedPath?.id } ?? 0
    viewport.select(place, count: rows.count, height: list.height)
    let columns = table.layout(width: rect.width)
    let width = columns.first { $0.column == Self.wayColumn }?.width ?? 0
    let now = snapshot?.time ?? 0
    table.drawRows(on: list, viewport: viewport, count: rows.count) { index in
      let path = rows[index]
      let isNew = shares.isNew(path, at: now)
      return [
        isNew ? StyledText(Glyph.transmit, Style(.warn, .bold)) : "",
        Amount.text(UInt64(path.count), width: 9),
        StyledText(Self.share(path.count, of: shares.journeyCount)),
        Self.span(path.took?.p50), Self.span(path.took?.p99),
        DirectionMark.text(path.direction),
        PathText.line(path, structure, width: width),
      ]
    }
  }

  /// Index of the column with the way itself.
  private static let wayColumn = 6

  private static func pathTable(width: Int) -> Table {
    Table(
      columns: [
        TableColumn("", width: 1),
        TableColumn("COUNT", width: width >= 70 ? 9 : 6, alignment: .right),
        TableColumn("SHARE", width: 6, alignment: .right, priority: 1),
        TableColumn("p50", width: 7, alignment: .right, priority: 3),
        TableColumn("p99", width: 7, alignment: .right, priority: 2),
        TableColumn("", width: 1),
        TableColumn("PATH", width: 20, weight: 1),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .columns(2)
    )
  }

  static func span(_ nanoseconds: UInt64?) -> StyledText {
    nanoseconds.map { Quantity.duration(nanoseconds: $0).styled() }
      ?? StyledText(Glyph.none, .dim)
  }

  // The way as a diagram.

  private func drawPathDiagram(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure, let shares = pathShares, let path = selectedPath
    else {
      Pane.draw(on: canvas, rect, title: "Path")
      return
    }
    let isNew = shares.isNew(path, at: snapshot?.time ?? 0)
    let seen =
      isNew
      ? StyledText(
        "\(Glyph.transmit) new since \(EngineTime.seconds(path.since)) s",
        Style(.warn, .bold)
      )
      : StyledText("first seen at \(EngineTime.seconds(path.since)) s", .dim)
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("Path \(path.id)"),
      trailing: seen
    )
    let width = max(0, rect.width - 2)
    var facts = [pathFacts(path, shares)]
    if let reason = path.reason.flatMap({ structure.reasons[$0] }) {
      let sentence = StyledText(reason.sentence)
      facts.append(sentence + InspectorText.reference(reason.page, beside: sentence, width))
    }
    let room = max(1, pane.height - facts.count)
    var y = 0
    for line in Self.diagram(path, shares, structure, width: width).prefix(room) {
      pane.put(line, x: 1, y: y)
      y += 1
    }
    // What is said of it stands at the bottom, apart from the diagram where there is room.
    y = max(y, min(y + 1, pane.height - facts.count))
    for fact in facts where y < pane.height {
      pane.put(fact.truncated(to: width), x: 1, y: y)
      y += 1
    }
  }

  private func pathFacts(_ path: PathShares.Path, _ shares: PathShares) -> StyledText {
    func part(_ label: String, _ value: StyledText) -> StyledText {
      StyledText("   \(label) ", .dim) + value
    }
    return StyledText(Quantity.grouped(UInt64(path.count)), .bold)
      + StyledText(" of \(Quantity.grouped(UInt64(shares.journeyCount))) packets, ", .dim)
      + StyledText(Self.share(path.count, of: shares.journeyCount))
      + part("p50", Self.span(path.took?.p50)) + part("p99", Self.span(path.took?.p99))
      + part("newest", StyledText("#\(path.newest)"))
  }

  /// Stations with, on each edge between them, the share of all packets that came so far; broken where the width ends.
  static func diagram(
    _ path: PathShares.Path,
    _ shares: PathShares,
    _ structure: StackStructure,
    width: Int
  ) -> [StyledText] {
    var pieces: [StyledText] = []
    if let first = path.steps.first {
      pieces.append(PartyMark.named(first.from, in: structure))
    } else if let only = path.parties.first {
      pieces.append(PartyMark.named(only, in: structure))
    }
    var edge: HopEdge?
    for step in path.steps {
      // Where the kind changes it is named: a packet sent on by who received it.
      let word = step.edge == edge ? "" : step.edge.name + " "
      edge = step.edge
      let flow = Self.share(step.flow, of: shares.journeyCount)
      let stroke = Glyph.horizontal
      pieces.append(
        StyledText(" \(stroke)\(stroke) \(word)", .border) + StyledText(flow, .bold)
          + StyledText(" \(stroke)\(stroke)\(Glyph.arrowHead) ", .border)
          + PartyMark.named(step.to, in: structure)
      )
    }
    var end = StyledText("  ") + OutcomeMark.text(path.outcome)
    if let reason = path.reason {
      end.append(" " + structure.reasons.symbol(of: reason), Style(.drop, .bold))
    } else {
      end.append(" " + path.outcome.name, .dim)
    }
    pieces.append(end)
    var lines: [StyledText] = []
    var line = StyledText()
    for piece in pieces {
      if !line.isEmpty, line.width + piece.width > width {
        lines.append(line)
        line = StyledText("  ")
      }
      line += piece
    }
    lines.append(line)
    return lines.map { $0.truncated(to: width) }
  }
}
