import ArgumentParser
import Explorer
import Glibc
import TUIKit

/// Options of everything that draws.
struct ScreenOptions: ParsableArguments {
  @Option(help: "A theme's name or file.")
  var theme: String?

  @Option(help: "Colours: auto, 24, 256, 16 or mono.")
  var color = "auto"

  @Option(help: "Characters: auto, braille, block or ascii.")
  var charset = "auto"

  /// What the explorer wants to know, or what is wrong with the options.
  func resolved() throws -> ExplorerOptions {
    var themes = Theme.builtIn
    if let theme {
      let library = ThemeLibrary(
        environment: Self.environment,
        executable: Self.executable
      )
      do throws(ThemeError) {
        let chosen = try library.theme(named: theme)
        themes.removeAll { $0.name == chosen.name }
        themes.insert(chosen, at: 0)
      } catch {
        throw Failure.use("\(error)")
      }
    }
    var depth: ColorDepth?
    if color != "auto" {
      guard let known = ColorDepth(rawValue: color) else {
        throw Failure.use("no such colours: --color \(color): give auto, 24, 256, 16 or mono")
      }
      depth = known
    }
    var characters: Charset?
    if charset != "auto" {
      guard let known = Charset(rawValue: charset) else {
        throw Failure.use(
          "no such characters: --charset \(charset): give auto, braille, block or ascii"
        )
      }
      characters = known
    }
    return ExplorerOptions(themes: themes, charset: characters, depth: depth)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static var executable: String? {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &path, path.count - 1)
    guard count > 0 else { return nil }
    return String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
