import Inspection
import TUIKit

extension ExplorerModel {
  /// Draws the Adapter view.
  func drawAdapter(on canvas: Canvas, _ screen: ScreenLayout) {
    guard selectedAdapter != nil else {
      let pane = Pane.draw(on: canvas, screen.body, title: "Adapter")
      return Pane.remark([StyledText("no adapters", .dim)], on: pane)
    }
    let layout = adapterLayout
    if let rect = layout.facets {
      drawFacets(on: canvas, rect)
      Pane.hairline(on: canvas, x: rect.right, from: rect.y, height: rect.height)
      for page in layout.pages.dropFirst() {
        canvas.put(Glyph.teeRight, x: rect.right, y: page.rect.y, style: .border)
      }
    }
    for page in layout.pages { drawPage(page, on: canvas, screen) }
    guard screen.kind == .dashboard else { return }
    let columns = Set(layout.pages.map(\.rect.x)).sorted().dropFirst()
    for x in columns {
      Pane.hairline(on: canvas, x: x - 1, from: screen.body.y, height: screen.body.height)
      for y in (screen.body.y + 1)..<screen.body.bottom {
        let left = layout.pages.contains { $0.rect.right == x - 1 && $0.rect.y == y }
        let right = layout.pages.contains { $0.rect.x == x && $0.rect.y == y }
        guard left || right else { continue }
        let glyph = left && right ? Glyph.cross : left ? Glyph.teeLeft : Glyph.teeRight
        canvas.put(glyph, x: x - 1, y: y, style: .border)
      }
    }
  }

  private func drawFacets(on canvas: Canvas, _ rect: Rect) {
    let pane = Pane.draw(
      on: canvas,
      rect,
      title: "Adapter",
      isFocused: state.adapterPages.focus == .facets
    )
    guard let text = adapterText(width: 0) else { return }
    let facets = text.facets
    let table = Table(
      columns: [
        TableColumn("", width: 10, weight: 1), TableColumn("", width: 3, alignment: .right),
      ],
      spacing: 1,
      margin: 2,
      selectionBar: .row
    )
    var viewport = ListViewport()
    viewport.select(
      facets.firstIndex(of: state.adapterPages.facet) ?? 0,
      count: facets.count,
      height: pane.height
    )
    table.drawRows(on: pane, viewport: viewport, count: facets.count) { index in
      let remark = text.remark(facets[index])
      return [StyledText(facets[index].name), remark.width <= 3 ? remark : ""]
    }
  }

  private func drawPage(_ page: AdapterLayout.Page, on canvas: Canvas, _ screen: ScreenLayout) {
    guard let text = adapterText(width: page.rect.width - 2), let adapter = selectedAdapter else {
      return
    }
    let isSelected = page.facet == state.adapterPages.facet
    let lines = text.lines(page.facet)
    let height = max(0, page.rect.height - 1)
    let first = isSelected ? min(state.adapterPages.offset, max(0, lines.count - height)) : 0
    var remark = text.remark(page.facet)
    if lines.count > height {
      let end = min(lines.count, first + height)
      remark = StyledText("\(first + 1)–\(end) of \(lines.count)   ", .dim) + remark
    }
    let name = StyledText(page.facet.name)
    let isFocused =
      screen.kind == .dashboard ? isSelected : state.adapterPages.focus == .page
    let pane = Pane.draw(
      on: canvas,
      page.rect,
      title: screen.kind != .normal || !isSelected
        ? name : adapterMark(adapter) + StyledText("  ") + name,
      trailing: remark,
      isFocused: isFocused || screen.kind == .narrow
    )
    for y in 0..<min(height, max(0, lines.count - first)) {
      pane.put(lines[first + y].truncated(to: max(0, pane.width - 2)), x: 1, y: y)
    }
    if isSelected, screen.kind == .dashboard {
      canvas.put(Glyph.selection, x: page.rect.x, y: page.rect.y, style: .key)
    }
  }

  private func adapterMark(_ adapter: AdapterNode) -> StyledText {
    StyledText(
      adapter.isConnected ? Glyph.up : Glyph.down,
      Style(adapter.isConnected ? .ok : .dim)
    ) + StyledText(" " + adapter.name)
  }
}
