import Testing

@testable import TUIKit

@Suite("Themes")
struct ThemeTests {
  @Test("a btop theme colours the roles of like meaning")
  func btop() throws {
    let text = """
      #Theme: something
      theme[main_bg]=""
      theme[main_fg]="#cc"
      theme[title]='#EEEEEE'   # a remark
      theme[hi_fg]="255 0 128"
      theme[selected_bg]="#112233"
      theme[cpu_box]="#010203"
      theme[unknown_key]="#010203"
      """
    let theme = try ThemeFile(text, file: "t").theme(name: "t")
    #expect(theme.background == nil)
    #expect(theme[.text].color == RGB(0xCCCCCC))
    #expect(theme[.title].color == RGB(0xEEEEEE))
    #expect(theme[.key].color == RGB(255, 0, 128))
    #expect(theme[.selected].color == RGB(0x112233))
    #expect(theme[.miniport].color == RGB(0x010203))
    #expect(theme[.drop].color == Theme.midnight[.drop].color)
  }

  @Test("role keys go before btop's keys, attributes and the pair are read")
  func roles() throws {
    let text = """
      theme[cpu_box]="#010203"
      theme[miniport]="#0A0B0C"
      theme[miniport.attr]="bold, underline"
      theme[drop.attr]="none"
      pair="other"
      """
    let theme = try ThemeFile(text, file: "t").theme(name: "t")
    #expect(theme[.miniport].color == RGB(0x0A0B0C))
    #expect(theme[.miniport].attributes == [.bold, .underline])
    #expect(theme[.drop].attributes == [])
    #expect(theme.pair == "other")
  }

  @Test(
    "a bad line is refused with its number",
    arguments: [
      ("\ntheme[x", ThemeError.syntax(file: "f", line: 2)),
      ("theme[x]=\"#000000", ThemeError.syntax(file: "f", line: 1)),
      ("theme[x y]=\"\"", ThemeError.syntax(file: "f", line: 1)),
      ("theme[a]=\"\" b", ThemeError.syntax(file: "f", line: 1)),
      ("theme[a]=\"#12345\"", ThemeError.color(file: "f", line: 1, key: "a", value: "#12345")),
      ("theme[a]=\"256 0 0\"", ThemeError.color(file: "f", line: 1, key: "a", value: "256 0 0")),
      ("theme[a]=\"#+12345\"", ThemeError.color(file: "f", line: 1, key: "a", value: "#+12345")),
      (
        "theme[a.attr]=\"blink\"",
        ThemeError.attribute(file: "f", line: 1, key: "a.attr", value: "blink")
      ),
    ]
  )
  func errors(text: String, error: ThemeError) {
    #expect(throws: error) { try ThemeFile(text, file: "f").theme(name: "x") }
  }

  @Test(
    "colours step down to palettes the same way always",
    arguments: [
      (0x000000, 16, 0), (0xFFFFFF, 231, 15), (0xFF0000, 196, 9), (0x00CD00, 40, 10),
      (0x808080, 244, 8), (0x5FD7FF, 81, 14), (0x800000, 88, 1), (0x0E1420, 233, 0),
    ] as [(UInt32, UInt8, UInt8)]
  )
  func ladder(color: UInt32, index256: UInt8, index16: UInt8) {
    #expect(RGB(color).index256 == index256)
    #expect(RGB(color).index16 == index16)
  }

  @Test("every palette entry from 16 on is its own nearest colour")
  func paletteFixedPoints() {
    for index in UInt8(16)...255 {
      let color = RGB.palette(index)
      #expect(RGB.palette(color.index256) == color)
    }
  }

  @Test("text roles of the built in themes reach their contrast on the ground and on the bar")
  func contrast() throws {
    let notText: Set<Role> = [.border, .selected, .heat1, .heat2, .heat3, .heat4, .heat5]
    for theme in Theme.builtIn where theme.name != "mono" {
      let ground = try #require(theme.background)
      let bar = try #require(theme[.selected].color)
      for role in Role.allCases where !notText.contains(role) {
        let color = try #require(theme[role].color)
        #expect(contrastRatio(color, ground) >= 7, "\(theme.name) \(role)")
        let onBar = theme.resolve(Style(role, on: .selected), depth: .truecolor)
        let shown = try #require(onBar.foreground)
        #expect(contrastRatio(shown, bar) >= 4.5, "\(theme.name) \(role) on bar")
      }
    }
  }

  @Test("without colour the selection is reversed and a drop differs from text")
  func mono() {
    let theme = Theme.midnight
    let selected = theme.resolve(Style(.text, on: .selected), depth: .mono)
    #expect(selected.attributes.contains(.reverse))
    #expect(selected.foreground == nil && selected.background == nil)
    let drop = theme.resolve(Style(.drop), depth: .mono)
    #expect(drop.attributes != theme.resolve(.text, depth: .mono).attributes)
    #expect(theme.resolve(Style(.rx, on: .selected), depth: .palette16).attributes == .reverse)
  }

  @Test("NO_COLOR, the terminal and COLORTERM choose the depth")
  func depth() {
    func depth(_ variables: [String: String], _ colors: Int, _ direct: Bool) -> ColorDepth {
      .automatic(environment: { variables[$0] }, colors: colors, directColors: direct)
    }
    #expect(depth(["NO_COLOR": "1", "COLORTERM": "truecolor"], 256, true) == .mono)
    #expect(depth(["NO_COLOR": "", "COLORTERM": "truecolor"], 256, true) == .truecolor)
    #expect(depth(["COLORTERM": "truecolor"], 256, false) == .palette256)
    #expect(depth([:], 256, true) == .palette256)
    #expect(depth([:], 8, false) == .palette16)
    #expect(depth([:], -1, false) == .mono)
  }

  /// WCAG contrast of two colours, 1…21.
  private func contrastRatio(_ one: RGB, _ other: RGB) -> Double {
    let luminances = [one, other].map { color in
      let parts = [color.red, color.green, color.blue].map { part in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : power((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let high = max(luminances[0], luminances[1])
    let low = min(luminances[0], luminances[1])
    return (high + 0.05) / (low + 0.05)
  }
}
