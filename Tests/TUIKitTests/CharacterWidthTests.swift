import Testing

@testable import TUIKit

@Suite("Character width")
struct CharacterWidthTests {
  @Test(
    "a cluster is as wide as its base",
    arguments: [
      ("a", 1), ("é", 1), ("e\u{301}", 1), ("漢", 2), ("ｱ", 1), ("Ａ", 2), ("─", 1), ("⣿", 1),
      ("■", 1), ("😀", 2), ("👨‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇩🇪", 2), ("❤\u{FE0F}", 1), ("한", 2),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{200B}", 0), ("µ", 1), ("±", 1), ("\u{3000}", 2),
    ] as [(Character, Int)]
  )
  func clusters(character: Character, columns: Int) {
    #expect(CharacterWidth.columns(of: character) == columns)
  }

  @Test("a text is as wide as its clusters together")
  func texts() {
    #expect(CharacterWidth.columns(of: "abc") == 3)
    #expect(CharacterWidth.columns(of: "a漢e\u{301}😀") == 6)
    #expect(CharacterWidth.prefix(of: "a漢字", columns: 4) == "a漢")
  }

  @Test("every glyph of the product takes one column and has an ASCII twin of one column")
  func glyphs() {
    for glyph in Glyph.all {
      #expect(CharacterWidth.columns(of: glyph) == 1, "\(glyph)")
      let scalar = glyph.unicodeScalars.first
      let twin = scalar.flatMap(Charset.asciiTwin(of:))
      #expect(twin?.utf8.count == 1, "\(glyph)")
      #expect(twin?.utf8.allSatisfy { (0x20..<0x7F).contains($0) } == true, "\(glyph)")
    }
  }
}
