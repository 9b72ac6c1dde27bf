import TUIKit
import Testing

/// Every theme that is shipped, by numbers.
@Suite("Legibility of themes")
struct ThemeLegibilityTests {
  static let library: ThemeLibrary = {
    let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    return ThemeLibrary(folders: [folder + "/themes"])
  }()
  static let names = library.names.filter { $0 != "mono" }

  @Test("there are themes for dark and light rooms, and for every vision")
  func kinds() {
    let themes = Self.library.themes
    #expect(themes.first?.name == "midnight")
    #expect(themes.count == Self.library.names.count)
    #expect(themes.count { $0.isLight == false } >= 4)
    #expect(themes.count { $0.isLight == true } >= 3)
    #expect(Set(["safe", "contrast", "mono"]).isSubset(of: Self.library.names))
  }

  @Test("letters reach 4.5:1 on the ground, and can be read on the selection bar", arguments: names)
  func contrast(_ name: String) throws {
    let theme = try Self.library.theme(named: name)
    let least = try #require(theme.leastContrast)
    #expect(least.ratio >= 4.5, "\(least.role)")
    let bar = try #require(theme[.selected].color)
    let ground = try #require(theme.background)
    #expect(bar.contrast(with: ground) >= 1.1)
    for role in Theme.lettering {
      let shown = theme.resolve(Style(role, on: .selected), depth: .truecolor)
      let color = try #require(shown.foreground)
      let plain: Set<Role> = [.text, .dim, .title, .key]
      #expect(color.contrast(with: bar) >= (plain.contains(role) ? 4.5 : 3), "\(role)")
    }
  }

  @Test(
    "roles that mean different things differ with any colour vision",
    arguments: names,
    ColorVision.allCases
  )
  func difference(_ name: String, _ vision: ColorVision) throws {
    let theme = try Self.library.theme(named: name)
    let least = try #require(theme.leastDifference(seenBy: vision))
    #expect(least.difference >= 10, "\(least.one) and \(least.other)")
  }

  @Test("the partner of a theme exists, is of the other brightness, and names it as its own")
  func pairs() throws {
    for theme in Self.library.themes {
      guard let name = theme.pair else { continue }
      let partner = try Self.library.theme(named: name)
      #expect(partner.pair == theme.name)
      #expect(partner.isLight != theme.isLight)
    }
  }

  @Test("contrast and difference are as others compute them")
  func known() {
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    #expect(abs(black.contrast(with: white) - 21) < 0.001)
    #expect(abs(RGB(0x777777).contrast(with: white) - 4.48) < 0.01)
    #expect(black.difference(from: black, seenBy: .tritanopia) == 0)
    #expect(abs(black.difference(from: white, seenBy: .normal) - 100) < 0.01)
    // Red and green of equal brightness: far apart, but not without the middle cones.
    let (red, green) = (RGB(0xC0392B), RGB(0x5E7D1E))
    #expect(red.difference(from: green, seenBy: .normal) > 75)
    #expect(red.difference(from: green, seenBy: .deuteranopia) < 25)
  }
}
