import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws every adapter's last minute side by side, as many as have room, the selected one among them.
  func drawWall(on canvas: Canvas, _ rect: Rect) {
    guard let structure = snapshot?.structure else { return }
    let adapters = structure.adapters
    guard !adapters.isEmpty else {
      let pane = Pane.draw(on: canvas, rect, title: "Adapters")
      return Pane.remark([StyledText("no adapters", .dim)], on: pane)
    }
    let (columns, lines) = Self.wallGrid(adapters.count, height: rect.height)
    let shown = columns * lines
    let selected = adapters.firstIndex { $0.id == selectedAdapter?.id } ?? 0
    let first = selected / shown * shown
    let area = rect.rows([Rect.Share](repeating: .weight(1), count: lines))
    for (line, row) in area.enumerated() {
      let cells = Self.tiles(of: row, columns: columns)
      for column in 0..<columns {
        let index = first + line * columns + column
        let cell = cells[column]
        if adapters.indices.contains(index) {
          drawTile(adapters[index], isSelected: index == selected, on: canvas, cell)
        } else {
          Pane.draw(on: canvas, cell, title: "")
        }
        guard column > 0 else { continue }
        Pane.hairline(on: canvas, x: cell.x - 1, from: cell.y, height: cell.height)
        if line > 0 { canvas.put(Glyph.cross, x: cell.x - 1, y: cell.y, style: .border) }
      }
    }
  }

  /// Where the hairlines between tiles are.
  func wallColumns(_ rect: Rect) -> [Int] {
    let count = snapshot?.structure.adapters.count ?? 0
    guard count > 1 else { return [] }
    let columns = Self.wallGrid(count, height: rect.height).columns
    return Self.tiles(of: rect, columns: columns).dropFirst().map { $0.x - 1 }
  }

  /// Shares out a line of tiles.
  private static func tiles(of row: Rect, columns: Int) -> [Rect] {
    let shares: [Rect.Share] = (0..<(columns * 2 - 1)).map {
      $0 % 2 == 0 ? .weight(1) : .cells(1)
    }
    let parts = row.columns(shares)
    return (0..<columns).map { parts[$0 * 2] }
  }

  /// Columns and lines of tiles for a number of adapters; a tile has at least seven rows.
  private static func wallGrid(_ count: Int, height: Int) -> (columns: Int, lines: Int) {
    let columns = count <= 2 ? count : count <= 4 ? 2 : 3
    return (columns, max(1, min((count + columns - 1) / columns, height / 7)))
  }

  private func drawTile(
    _ adapter: AdapterNode,
    isSelected: Bool,
    on canvas: Canvas,
    _ rect: Rect
  ) {
    let isUp = adapter.isConnected
    let drops = totals[adapter.id]?.dropped ?? 0
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: StyledText((isUp ? Glyph.up : Glyph.down) + " ", Style(isUp ? .ok : .dim))
        + StyledText(adapter.name) + "  "
        + StackColumns.state(
          StackRow(
            id: .adapter(adapter.id),
            adapter: 0,
            node: .adapter,
            isLast: true,
            isOpen: false
          ),
          adapter
        ),
      trailing: StyledText(Glyph.drop + " ", Style(drops > 0 ? .drop : .dim))
        + Amount.rate(totals[adapter.id]?.dropped, Style(.drop, .bold)) + StyledText("/s", .dim),
      isFocused: isSelected && hasFocus(.wall)
    )
    if isSelected { canvas.put(Glyph.selection, x: rect.x, y: rect.y, style: .key) }
    drawGraphs(of: adapter.partyID, on: pane)
  }
}
