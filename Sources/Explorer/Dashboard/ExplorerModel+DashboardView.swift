import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the dashboard.
  func drawDashboard(on canvas: Canvas) {
    let layout = dashboardLayout
    for place in layout.places { draw(place, on: canvas) }
    joinRules(of: layout, on: canvas)
    guard let wall = layout[.wall], wall.bottom < screenLayout.body.bottom else { return }
    for x in wallColumns(wall) where canvas[x, wall.bottom]?.text == Glyph.horizontal {
      canvas.put(Glyph.teeUp, x: x, y: wall.bottom, style: .border)
    }
  }

  private func draw(_ place: DashboardLayout.Place, on canvas: Canvas) {
    let rect = place.rect
    switch place.pane {
    case .tree: drawTree(on: canvas, rect)
    case .graph: drawGraph(on: canvas, rect)
    case .paths: drawPaths(on: canvas, rect)
    case .packets:
      drawPackets(on: canvas, rect, isFocused: hasFocus(.packets))
      drawFilter(on: canvas.clipped(to: rect))
    case .path: drawPath(on: canvas, rect, hasFacts: false)
    case .outcome: drawOutcome(on: canvas, rect)
    case .detail:
      if showsFields { drawFields(on: canvas, rect) } else { drawChanges(on: canvas, rect) }
    case .bytes: drawBytes(on: canvas, rect)
    case .queues: drawQueueList(on: canvas, rect, isFocused: hasFocus(.queues))
    case .flights: drawFlightList(on: canvas, rect)
    case .events: drawEventList(on: canvas, rect, isFocused: hasFocus(.events))
    case .wall: drawWall(on: canvas, rect)
    }
  }

  /// Draws the hairlines between panes side by side, joined to the rules that meet them.
  private func joinRules(of layout: DashboardLayout, on canvas: Canvas) {
    let body = screenLayout.body
    let rects = layout.places.map(\.rect)
    for x in Set(rects.map(\.x)).sorted() where x > body.x {
      for y in body.y..<body.bottom {
        let isRight = rects.contains { $0.x == x && y >= $0.y && y < $0.bottom }
        guard isRight else { continue }
        let startsRight = rects.contains { $0.x == x && $0.y == y }
        let startsLeft = rects.contains { $0.right == x - 1 && $0.y == y }
        let isFirst = !rects.contains { $0.x == x && y > 0 && y - 1 >= $0.y && y - 1 < $0.bottom }
        let glyph =
          switch (startsLeft, startsRight) {
          case (true, true) where isFirst: Glyph.teeDown
          case (true, true): Glyph.cross
          case (true, false): Glyph.teeLeft
          case (false, true): isFirst ? Glyph.teeDown : Glyph.teeRight
          case (false, false): Glyph.vertical
          }
        canvas.put(glyph, x: x - 1, y: y, style: .border)
      }
      // Where the panes at the right end, the rule below closes the line.
      let ends = rects.filter { $0.x == x }.map(\.bottom)
      for y in ends where y < body.bottom {
        let goesOn = rects.contains { $0.x == x && $0.y == y }
        if !goesOn { canvas.put(Glyph.teeUp, x: x - 1, y: y, style: .border) }
      }
    }
  }
}
