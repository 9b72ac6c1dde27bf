import Testing

@testable import TUIKit

@Suite("Encoders")
struct EncoderTests {
  private func sample() -> Canvas {
    let canvas = Canvas(width: 8, height: 2)
    canvas.put("─ A ", x: 0, y: 0, style: .border)
    canvas.put("漢", x: 4, y: 0, style: Style(.drop, .bold))
    canvas.put("⣿<&", x: 0, y: 1, style: Style(.rx))
    canvas.select(Rect(x: 1, y: 1, width: 2, height: 1))
    return canvas
  }

  @Test("plain text keeps the glyphs a character set has")
  func text() {
    #expect(TextEncoder().encode(sample()) == "─ A 漢\n⣿<&")
    #expect(TextEncoder(charset: .block).encode(sample()) == "─ A 漢\n█<&")
    #expect(TextEncoder(charset: .ascii).encode(sample()) == "- A ??\n#<&")
  }

  @Test("ASCII output holds nothing but ASCII, whatever was drawn")
  func ascii() {
    let canvas = Canvas(width: 40, height: 1)
    canvas.put("é👨‍👩‍👧🇩🇪e\u{301}■⣀ü§\u{FFFD}한", x: 0, y: 0)
    let text = TextEncoder(charset: .ascii).encode(canvas)
    #expect(text.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    #expect(text.utf8.count == CharacterWidth.columns(of: "é👨‍👩‍👧🇩🇪e\u{301}■⣀ü§\u{FFFD}한"))
  }

  @Test("SGR sequences follow the depth")
  func ansi() {
    let canvas = Canvas(width: 3, height: 1)
    canvas.put("ab", x: 0, y: 0, style: Style(.drop, .bold))
    var theme = Theme(name: "t")
    theme[.drop].color = RGB(0xFF0000)
    func encoded(_ depth: ColorDepth) -> String {
      ANSIEncoder(theme: theme, depth: depth).encode(canvas)
        .replacingEscapes()
    }
    #expect(encoded(.truecolor) == "^[0;1;38;2;255;0;0mab^[0m ^[0m\n")
    #expect(encoded(.palette256) == "^[0;1;38;5;196mab^[0m ^[0m\n")
    #expect(encoded(.palette16) == "^[0;1;91mab^[0m ^[0m\n")
    #expect(encoded(.mono) == "^[0;1;4mab^[0m ^[0m\n")
  }

  @Test("a picture is the same every time and escapes its text")
  func svg() {
    let picture = SVGEncoder(title: "a<b").encode(sample())
    #expect(picture == SVGEncoder(title: "a<b").encode(sample()))
    #expect(
      picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"91.2\" height=\"60\"")
    )
    #expect(picture.contains("<title>a&lt;b</title>"))
    #expect(picture.contains(">&lt;&amp;</text>"))
    #expect(picture.contains("textLength=\"16.8\""))
    #expect(!picture.contains("⣿"))
    #expect(picture.hasSuffix("</svg>\n"))
  }

  @Test("a picture has no colour where the terminal has none, and the palette's where it has one")
  func svgDepth() {
    func fills(_ depth: ColorDepth) -> Set<Substring> {
      let picture = SVGEncoder(depth: depth).encode(sample())
      return Set(picture.matches(of: #/fill="(#[0-9a-f]{6})"/#).map(\.output.1))
    }
    for fill in fills(.mono) {
      let parts = Array(fill.dropFirst())
      #expect(parts[0..<2] == parts[2..<4] && parts[0..<2] == parts[4..<6], "\(fill) is a colour")
    }
    let palette = (0...255).map { Substring(RGB.palette($0).hex) }
    #expect(fills(.palette256).isSubset(of: palette))
    #expect(fills(.palette16).isSubset(of: palette.prefix(16)))
    #expect(fills(.palette16) != fills(.truecolor))
  }

  @Test("clipboard text is encoded by RFC 4648")
  func base64() {
    let cases = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg=="]
    for (text, encoded) in cases { #expect(Base64.encode(text.utf8) == encoded) }
  }

  @Test("the character set follows the locale and the terminal")
  func charset() {
    func charset(_ variables: [String: String]) -> Charset {
      .automatic { variables[$0] }
    }
    #expect(charset(["LANG": "en_US.UTF-8", "TERM": "xterm-256color"]) == .braille)
    #expect(charset(["LANG": "en_US.UTF-8", "LC_ALL": "C"]) == .ascii)
    #expect(charset(["LANG": "C.utf8", "TERM": "linux"]) == .block)
    #expect(charset(["LANG": "C.utf8", "TERM": "vt100"]) == .ascii)
    #expect(charset([:]) == .ascii)
    #expect(charset(["LC_ALL": "", "LANG": "de_DE.UTF-8"]) == .braille)
  }
}

extension String {
  fileprivate func replacingEscapes() -> String {
    reduce(into: "") { $0 += $1 == "\u{1B}" ? "^" : String($1) }
  }
}
