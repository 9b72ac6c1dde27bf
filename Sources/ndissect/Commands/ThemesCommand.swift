import ArgumentParser
import Inspection
import TUIKit

/// `ndissect themes`: what can be chosen, and how well each can be read.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "List the themes, with the contrast of each and how alike its colours look."
  )

  @OptionGroup var output: OutputOptions

  func run() throws {
    let themes = ScreenOptions.library.themes
    guard output.isJSON else {
      put("THEME               GROUND  CONTRAST  DIFFERENCE normal  deuteranopia  tritanopia")
      for theme in themes { put(Self.line(theme)) }
      put(
        "contrast: the least of any lettering on its ground (WCAG, 1 to 21; 4.5 is asked of text)"
      )
      put(
        "difference: of the two roles most alike to that vision (CIELAB, 2 can just be told apart)"
      )
      return
    }
    output.put(items: themes) { theme, json in
      json.object { json in
        json.member("name", theme.name)
        if let pair = theme.pair { json.member("pair", pair) }
        json.member("light", theme.isLight)
        if let least = theme.leastContrast {
          json.key("contrast")
          json.value(Self.cut(least.ratio))
        }
        json.object("difference") { json in
          for vision in ColorVision.allCases {
            guard let least = theme.leastDifference(seenBy: vision) else { continue }
            json.key(vision.rawValue)
            json.value(Self.cut(least.difference))
          }
        }
      }
    }
  }

  private static func line(_ theme: Theme) -> String {
    let ground = theme.background == nil ? "own" : theme.isLight ? "light" : "dark"
    let contrast = theme.leastContrast.map { tenths($0.ratio) } ?? "-"
    let differences = ColorVision.allCases.map { vision in
      theme.leastDifference(seenBy: vision).map { tenths($0.difference) } ?? "-"
    }
    return theme.name.padded(20) + ground.padded(8) + contrast.padded(10)
      + "".padded(11) + differences[0].padded(8) + differences[1].padded(14) + differences[2]
  }

  /// One digit behind the point, cut off: a limit is never reached by rounding.
  private static func cut(_ value: Double) -> Double { (value * 10).rounded(.down) / 10 }

  private static func tenths(_ value: Double) -> String { "\(cut(value))" }
}
