import Testing

@testable import TUIKit

@Suite("Widgets")
struct WidgetTests {
  @Test("a table leaves out columns of low rank when it is narrow and gives the rest its room")
  func tableLayout() {
    let table = Table(columns: [
      TableColumn("NAME", width: 6, weight: 1),
      TableColumn("RX", width: 5, alignment: .right),
      TableColumn("TX", width: 5, alignment: .right, priority: 1),
      TableColumn("LAST", width: 8, priority: 2),
    ])
    #expect(table.layout(width: 33).map(\.column) == [0, 1, 2, 3])
    #expect(table.layout(width: 32).map(\.column) == [0, 1, 2])
    #expect(table.layout(width: 32).map(\.width) == [15, 5, 5])
    #expect(table.layout(width: 20).map(\.column) == [0, 1])
    #expect(table.layout(width: 4).map(\.width) == [1, 0])
  }

  @Test("a table draws the visible rows, the selection and nothing else")
  func tableRows() {
    let table = Table(columns: [
      TableColumn("MODULE", width: 8), TableColumn("pps", width: 6, alignment: .right),
    ])
    let canvas = Canvas(width: 20, height: 4)
    table.drawHeader(on: canvas)
    var asked: [Int] = []
    var viewport = ListViewport(selection: 500_001)
    viewport.fit(count: 1_000_000, height: 3)
    table.drawRows(
      on: canvas.clipped(to: Rect(x: 0, y: 1, width: 20, height: 3)),
      viewport: viewport,
      count: 1_000_000
    ) { index in
      asked.append(index)
      return [StyledText("row \(index)"), Quantity.count(UInt64(index) % 2 * 1_200_000).styled()]
    }
    #expect(asked == [500_000, 500_001, 500_002])
    #expect(
      canvas.lines == [
        "   MODULE       pps",
        "   row 500…       0",
        " ▌ row 500…   1.20M",
        "   row 500…       0",
      ]
    )
    #expect(canvas.styleLayer[1] == "___..._...._______d")
    #expect(canvas.backgroundLayer[2] == "_sssssssssssssssssss")
    #expect(canvas.backgroundLayer[1] == "")
  }

  @Test("a steady rate stands at three quarters of the height, a burst at the top")
  func scale() {
    #expect(Sparkline.scale(of: [48, 48, 48]) == 64)
    #expect(Sparkline.scale(of: [1, 1, 10]) == 10)
    #expect(Sparkline.scale(of: [0, 0]) == 0)
    #expect(Sparkline.scale(of: [.nan, .infinity, -3]) == 0)
    let steady = Sparkline([48, 48, 48, 48]).text(columns: 2, charset: .braille).string
    #expect(steady == "⣶⣶")
    #expect(Sparkline([1, 1, 1, 10]).text(columns: 2, charset: .braille).string == "⣀⣸")
  }

  @Test("a long line is cut in the middle of its last piece")
  func middle() {
    let line = StyledText("├ ◆ ") + StyledText("answer-of-the-northern-building-3")
    #expect(line.shortened(to: 20).string == "├ ◆ answer-o…lding-3")
    #expect(line.shortened(to: 20).width == 20)
    #expect(line.shortened(to: 99) == line)
    #expect(line.shortened(to: 6).width <= 6)
    #expect(CharacterWidth.shortened("名名名名名名", columns: 7).isEmpty == false)
    #expect(CharacterWidth.columns(of: CharacterWidth.shortened("名名名名名名", columns: 7)) <= 7)
  }

  @Test("a selection bar of one column covers the mark and that column")
  func shortBar() {
    let table = Table(
      columns: [TableColumn("A", width: 3), TableColumn("B", width: 3)],
      selectionBar: .columns(1)
    )
    let canvas = Canvas(width: 12, height: 1)
    table.drawRows(on: canvas, viewport: ListViewport(), count: 1) { _ in ["abc", "def"] }
    #expect(canvas.backgroundLayer == ["_sssss"])
  }

  @Test("the selection stays in view and moves the list as little as possible")
  func viewport() {
    var view = ListViewport(margin: 1)
    view.fit(count: 100, height: 10)
    #expect(view.offset == 0)
    view.move(by: 8, count: 100, height: 10)
    #expect([view.offset, view.selection] == [0, 8])
    view.move(by: 1, count: 100, height: 10)
    #expect([view.offset, view.selection] == [1, 9])
    view.move(by: .max, count: 100, height: 10)
    #expect([view.offset, view.selection] == [90, 99])
    view.move(by: .min, count: 100, height: 10)
    #expect([view.offset, view.selection] == [0, 0])
    view.scroll(by: 5, count: 100, height: 10)
    #expect([view.offset, view.selection] == [5, 6])
    view.fit(count: 3, height: 10)
    #expect([view.offset, view.selection] == [0, 2])
    view.fit(count: 0, height: 0)
    #expect([view.offset, view.selection] == [0, 0])
    #expect(view.item(inRow: 0, count: 0) == nil)
  }

  @Test("tree rows draw their guides and folds")
  func tree() {
    #expect(TreeRow(root: .open).prefix.string == "▾ ")
    #expect(TreeRow(root: .closed).prefix.string == "▸ ")
    #expect(TreeRow(root: .leaf).prefix.string == "  ")
    #expect(TreeRow(isLast: false).prefix.string == "  ├ ")
    #expect(TreeRow(isLast: true).prefix.string == "  └ ")
    #expect(TreeRow(ancestorContinues: [true], isLast: true).prefix.string == "  │ └ ")
    #expect(TreeRow(ancestorContinues: [false], isLast: false).prefix.string == "    ├ ")
    #expect(TreeRow(isLast: false, fold: .closed).prefix.string == "  ├▸ ")
  }

  @Test("a graph shows two samples per braille cell, and a trace of the smallest")
  func sparkline() {
    let graph = Sparkline([0, 1, 25, 50, 75, 100], peak: 100)
    #expect(graph.text(columns: 3, charset: .braille).string == "⢀⣠⣾")
    #expect(graph.text(columns: 4, charset: .braille).string == " ⢀⣠⣾")
    #expect(graph.text(columns: 6, charset: .block).string == " ▁▂▄▆█")
    #expect(graph.text(columns: 6, charset: .ascii).string == " __-=#")
    #expect(Sparkline([.nan, -1, .infinity, 0]).text(columns: 2, charset: .braille).string == "  ")
    #expect(Sparkline([]).text(columns: 2, charset: .block).string == "  ")
  }

  @Test("a graph of several rows fills from the bottom")
  func tallSparkline() {
    let canvas = Canvas(width: 3, height: 2)
    Sparkline([4, 8, 16], peak: 16).draw(on: canvas, charset: .block)
    #expect(canvas.lines == ["  █", "▄██"])
  }

  @Test("a gauge shows eighths and a trace of the smallest share")
  func gauge() {
    #expect(Gauge(0.5).text(columns: 4, charset: .braille).string == "██  ")
    #expect(Gauge(0.3).text(columns: 4, charset: .block).string == "█▎  ")
    #expect(Gauge(0.0001).text(columns: 4, charset: .block).string == "▏   ")
    #expect(Gauge(1.5).text(columns: 4, charset: .ascii).string == "####")
    #expect(Gauge(.nan).text(columns: 4, charset: .ascii).string == "....")
  }

  @Test("bytes are shown with their text and marked where they changed")
  func hexView() {
    let view = HexView(
      [0x41, 0x00, 0x81, 0x00, 0x60, 0x64, 0x7F, 0x7A, 0x08],
      firstOffset: 8,
      bytesPerRow: 8,
      ranges: [.init(2..<6, .gone), .init(7..<8, .added), .init(100..<200, .changed)]
    )
    let canvas = Canvas(width: 48, height: view.lineCount)
    view.draw(on: canvas)
    #expect(
      canvas.lines == [
        "0008  41 00 81 00 60 64 7f 7a  A···`d·z",
        "            ▔▔ ▔▔ ▔▔ ▔▔    ▔▔  − 4 + 1",
        "0010  08                       ·",
      ]
    )
    #expect(canvas.styleLayer[0] == "dddd__.._.._!!_!!_!!_!!_.._OO__.d!!!!dO")
    #expect(HexView.bytesPerRow(width: 80) == 16)
    #expect(HexView.bytesPerRow(width: 40) == 8)
    #expect(HexView.bytesPerRow(width: 10) == 4)
  }

  @Test("a title rule carries the title left and a remark right, and drops the remark first")
  func titleRule() {
    let canvas = Canvas(width: 40, height: 2)
    TitleRule("Stack", trailing: "filter: none").draw(on: canvas, y: 0)
    TitleRule("A much longer title of a pane, really", trailing: "x").draw(on: canvas, y: 1)
    #expect(
      canvas.lines == [
        "─ Stack ────────────── filter: none ────",
        "─ A much longer title of a pane, real… ─",
      ]
    )
  }

  @Test("hints are drawn whole or not at all, and help always stays")
  func hintBar() {
    let bar = HintBar([.init("↵", "open"), .init("t", "trace here"), .init("w", "why-drop")])
    let canvas = Canvas(width: 40, height: 3)
    bar.draw(on: canvas, y: 0)
    bar.draw(on: canvas.clipped(to: Rect(x: 0, y: 1, width: 28, height: 1)))
    bar.draw(on: canvas.clipped(to: Rect(x: 0, y: 2, width: 5, height: 1)))
    #expect(
      canvas.lines == [" ↵ open  t trace here  w why-drop  ?", " ↵ open  t trace here  ?", " ?"]
    )
  }

  @Test("tabs shorten to their keys when the row is narrow")
  func tabBar() {
    let bar = TabBar(
      [.init("1", "Stack"), .init("2", "Adapter"), .init("3", "OIDs")],
      selected: 1,
      trailing: "^P commands"
    )
    let canvas = Canvas(width: 50, height: 2)
    bar.draw(on: canvas)
    bar.draw(on: canvas.clipped(to: Rect(x: 0, y: 1, width: 20, height: 1)))
    #expect(
      canvas.lines == [
        "  1 Stack [2 Adapter] 3 OIDs          ^P commands",
        "  1 [2 Adapter] 3",
      ]
    )
    #expect(bar.places(width: 50).map(\.x) == [1, 10, 21])
  }

  @Test("a path loses its middle first")
  func breadcrumb() {
    let path = Breadcrumb(["ndissect", "lab", "Ethernet0", "VLAN tagger"])
    #expect(path.text(columns: 60).string == "ndissect › lab › Ethernet0 › VLAN tagger")
    #expect(path.text(columns: 39).string == "ndissect › … › Ethernet0 › VLAN tagger")
    #expect(path.text(columns: 30).string == "ndissect › … › VLAN tagger")
    #expect(path.text(columns: 20).string == "… › VLAN tagger")
    #expect(path.text(columns: 6).string == "VLAN …")
  }

  @Test("a box clears what is under it and hands out its inside")
  func overlay() {
    let canvas = Canvas(width: 30, height: 5)
    canvas.fill(with: "x")
    let rect = Overlay.centered(Size(width: 24, height: 4), in: canvas.bounds)
    let inner = Overlay(title: ": rss", status: "5 of 142", hints: "↵ run").draw(
      on: canvas,
      at: rect
    )
    inner.put("Go to Queues", x: 1, y: 0)
    #expect(
      canvas.lines == [
        "xxx╭ : rss ───────────────╮xxx",
        "xxx│ Go to Queues         │xxx",
        "xxx│                      │xxx",
        "xxx╰ 5 of 142 ───── ↵ run ╯xxx",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ]
    )
  }
}
