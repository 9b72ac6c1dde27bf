import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the last minute of the inspected row, receive above transmit.
  func drawGraph(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure, let row = row(state.stack.inspected) else { return }
    let party: PartyID
    if case .party(let id) = row.id {
      party = id
    } else {
      party = structure.adapters[row.adapter].partyID
    }
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText("Packets per second  ") + InspectorText.title(row, structure),
      trailing: StyledText("last 60 s", .dim)
    )
    drawGraphs(of: party, on: pane)
  }

  /// Draws both ways of a party, receive above transmit.
  func drawGraphs(of party: PartyID, on pane: Canvas) {
    let halves = pane.bounds.rows([.weight(1), .weight(1)])
    for (direction, half) in zip([Direction.receive, .transmit], halves) {
      drawGraph(of: party, direction, on: pane.clipped(to: half))
    }
  }

  /// Draws one way: a scale, the graph, and beside it what it says in numbers.
  private func drawGraph(of party: PartyID, _ direction: Direction, on area: Canvas) {
    let margin = 8
    let words = 18
    // Numbers go before a wider graph.
    let beside = area.width - margin - 2 - words
    let columns = min(Self.graphColumns, beside >= 30 ? beside : area.width - margin - 2)
    let plot = area.clipped(to: Rect(x: margin + 1, y: 0, width: columns, height: area.height))
    let count = Sparkline.capacity(columns: columns, charset: state.charset)
    let points = history.graph(of: party, direction, points: min(count, RateHistory.capacity))
    let scale = Sparkline.scale(of: points)
    let role = DirectionMark.role(direction)
    area.put(DirectionMark.text(direction), x: 1, y: 0)
    area.put(Amount.rate(points.isEmpty ? nil : scale, .dim), right: margin - 1, y: 0)
    if area.height > 1 { area.put("0", right: margin - 1, y: area.height - 1, style: .dim) }
    area.verticalLine(x: margin)
    Sparkline(points, peak: scale, style: Style(role), fill: .dim).draw(
      on: plot,
      charset: state.charset
    )
    guard area.width - margin - 2 - columns >= words, !points.isEmpty else { return }
    // From the samples, not from the points drawn: the same numbers whatever they are drawn with.
    let minute = history.range(of: party, direction)
    let rates = history.rates(of: party)
    let now = direction == .receive ? rates?.receive : rates?.transmit
    let lines: [(String, Double?)] = [
      ("now", now), ("mean", minute?.mean), ("peak", minute?.peak),
    ]
    for (y, line) in lines.enumerated() where y < area.height {
      area.put(line.0, x: margin + 3 + columns, y: y, style: .dim)
      area.put(Amount.rate(line.1, Style(role)), right: margin + 3 + columns + 12, y: y)
      area.put("pps", x: margin + 4 + columns + 12, y: y, style: .dim)
    }
  }

  /// Columns in which a minute is drawn where there is room: one for each second.
  private static let graphColumns = 60
}
