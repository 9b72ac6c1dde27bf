import Testing

@testable import TUIKit

@Suite("Rect")
struct RectTests {
  @Test("splits cover the rectangle exactly")
  func splits() {
    let rect = Rect(x: 2, y: 1, width: 10, height: 7)
    let rows = rect.rows([.cells(1), .weight(1), .weight(2), .cells(1)])
    #expect(rows.map(\.height) == [1, 1, 4, 1])
    #expect(rows.map(\.y) == [1, 2, 3, 7])
    let columns = rect.columns([.weight(1), .cells(1), .weight(1)])
    #expect(columns.map(\.width) == [4, 1, 5])
    #expect(columns.map(\.x) == [2, 6, 7])
    #expect(rect.rows([.cells(5), .cells(5), .weight(1)]).map(\.height) == [5, 2, 0])
    #expect(rect.splitBottom(3).bottom == Rect(x: 2, y: 5, width: 10, height: 3))
    #expect(rect.splitRight(20).right == rect)
    #expect(rect.splitLeft(-1).rest == rect)
  }

  @Test("sizes are read as people write them")
  func sizes() {
    #expect(Size("80x24") == Size(width: 80, height: 24))
    for text in ["80", "x24", "80x", "0x24", "1001x2", "80x24x1", "-1x2", "axb"] {
      #expect(Size(text) == nil, "\(text)")
    }
  }
}
