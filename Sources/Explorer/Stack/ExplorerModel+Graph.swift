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
    let halves = pane.bounds.rows([.weight(1), .weight(1)])
    for (direction, half) in zip([Direction.receive, .transmit], halves) {
      drawGraph(of: party, direction, on: pane.clipped(to: half))
    }
  }

  private func drawGraph(of party: PartyID, _ direction: Direction, on area: Canvas) {
    let scale = 7
    let plot = area.clipped(to: area.bounds.inset(left: scale + 1, top: 0, right: 1))
    let points = history.graph(
      of: party,
      direction,
      points: Sparkline.capacity(columns: plot.width, charset: state.charset)
    )
    let peak = points.max() ?? 0
    let role = DirectionMark.role(direction)
    area.put(Amount.rate(points.isEmpty ? nil : peak, .dim), right: scale, y: 0)
    area.put(DirectionMark.text(direction), x: 1, y: 0)
    if area.height > 1 { area.put("0", right: scale, y: area.height - 1, style: .dim) }
    area.verticalLine(x: scale)
    Sparkline(points, peak: peak, style: Style(role)).draw(on: plot, charset: state.charset)
  }
}
