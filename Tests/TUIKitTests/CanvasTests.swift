import Testing

@testable import TUIKit

@Suite("Canvas")
struct CanvasTests {
  @Test("text is cut at the right edge and rows lose their trailing blanks")
  func clipping() {
    let canvas = Canvas(width: 6, height: 2)
    canvas.put("hello world", x: 2, y: 0)
    canvas.put("ab", x: 0, y: 1)
    canvas.put("out", x: 0, y: 2)
    canvas.put("out", x: 0, y: -1)
    #expect(canvas.lines == ["  hell", "ab"])
  }

  @Test("a wide character that does not fit is not drawn in half")
  func wideAtEdge() {
    let canvas = Canvas(width: 5, height: 1)
    let used = canvas.put("ab漢字", x: 0, y: 0)
    #expect(used == 4)
    #expect(canvas.text == "ab漢")
    #expect(canvas[2, 0]?.width == 2)
    #expect(canvas[3, 0]?.width == 0)
  }

  @Test("writing over one half of a wide character blanks the other")
  func overwritingHalves() {
    let canvas = Canvas(width: 4, height: 1)
    canvas.put("漢字", x: 0, y: 0)
    canvas.put("x", x: 1, y: 0)
    #expect(canvas.text == " x字")
    canvas.put("y", x: 2, y: 0)
    #expect(canvas.text == " xy")
  }

  @Test("a clipped canvas has its own origin and cannot draw outside")
  func subCanvas() {
    let canvas = Canvas(width: 8, height: 3)
    let inner = canvas.clipped(to: Rect(x: 2, y: 1, width: 4, height: 1))
    inner.put("abcdefgh", x: -1, y: 0)
    inner.put("zz", x: 0, y: 1)
    #expect(canvas.lines == ["", "  bcde", ""])
    let deeper = inner.clipped(to: Rect(x: 3, y: 0, width: 9, height: 9))
    deeper.fill(with: "#")
    #expect(canvas.lines == ["", "  bcd#", ""])
  }

  @Test("a wide character half outside a clipped canvas leaves a blank inside")
  func wideAtClip() {
    let canvas = Canvas(width: 6, height: 1)
    canvas.fill(with: ".")
    canvas.clipped(to: Rect(x: 2, y: 0, width: 3, height: 1)).put("漢漢", x: -1, y: 0)
    #expect(canvas.text == ".. 漢.")
  }

  @Test("controls and direction marks never reach a cell")
  func unsafeText() {
    let canvas = Canvas(width: 12, height: 1)
    canvas.put("a\u{1B}[2Jb\u{202E}c\u{9B}", x: 0, y: 0)
    for x in 0..<12 {
      let scalars = canvas[x, 0]?.text.unicodeScalars.map(\.value) ?? []
      #expect(scalars.allSatisfy { $0 >= 0x20 && $0 != 0x7F && !(0x80...0x9F).contains($0) })
      #expect(!scalars.contains(0x202E))
    }
    #expect(canvas.text == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}")
  }

  @Test("right aligned text ends before its column and is cut with an ellipsis")
  func rightAligned() {
    let canvas = Canvas(width: 10, height: 2)
    canvas.put("123", right: 10, y: 0)
    canvas.put("abcdefghijkl", right: 8, y: 1)
    #expect(canvas.lines == ["       123", "abcdefg…"])
  }

  @Test("the style layer shows one role letter per cell, in upper case when bold")
  func styleLayer() {
    let canvas = Canvas(width: 8, height: 1)
    canvas.put("ab", x: 0, y: 0, style: Style(.rx))
    canvas.put("c", x: 2, y: 0, style: Style(.drop, .bold))
    canvas.put("d", x: 3, y: 0, style: .bold)
    canvas.put("e", x: 4, y: 0, style: Style(.filter, .bold))
    canvas.select(Rect(x: 1, y: 0, width: 2, height: 1))
    #expect(canvas.styleLayer == ["rr!.F"])
    #expect(canvas.backgroundLayer == ["_ss"])
  }

  @Test("lines and frames of any size never fail", arguments: [0, 1, 2, 3])
  func tiny(size: Int) {
    let canvas = Canvas(width: size, height: size)
    canvas.horizontalLine(y: 0)
    canvas.verticalLine(x: 5)
    canvas.put("漢字", x: 0, y: 0)
    canvas.put("abc", right: 1, y: 0)
    Overlay(title: "title", status: "1 of 2", hints: "esc").draw(
      on: canvas,
      at: Rect(x: 0, y: 0, width: size, height: size)
    )
    TitleRule("Title", trailing: "right").draw(on: canvas)
    HintBar([.init("x", "y")]).draw(on: canvas)
    TabBar([.init("1", "Stack")], selected: 0, trailing: "^P").draw(on: canvas)
    Sparkline([1, 2, 3]).draw(on: canvas, charset: .braille)
    TextField("abc").draw(on: canvas)
    HexView([1, 2, 3]).draw(on: canvas)
    #expect(canvas.lines.count == size)
  }
}
