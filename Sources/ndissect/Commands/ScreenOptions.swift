import ArgumentParser
import Explorer
import Glibc
import TUIKit

/// Options of everything that draws.
struct ScreenOptions: ParsableArguments {
  @Option(
    help: "A theme's name or file; `ndissect themes` lists them.",
    completion: .custom { _, _, _ in ScreenOptions.library.names }
  )
  var theme: String?

  @Option(
    help: "Colours: auto, 24, 256, 16 or mono.",
    completion: .list(["auto"] + ColorDepth.allCases.map(\.rawValue))
  )
  var color = "auto"

  @Option(
    help: "Characters: auto, braille, block or ascii.",
    completion: .list(["auto"] + Charset.allCases.map(\.rawValue))
  )
  var charset = "auto"

  /// The themes that can be named.
  static var library: ThemeLibrary {
    ThemeLibrary(environment: environment, executable: executable)
  }

  /// What the explorer wants to know, or what is wrong with the options; they go before a configuration.
  func resolved(_ configuration: Configuration = Configuration()) throws -> ExplorerOptions {
    let library = Self.library
    var themes = library.themes
    let theme = theme ?? configuration.theme
    if let theme {
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
    var options = ExplorerOptions(
      themes: themes,
      charset: characters ?? configuration.charset,
      depth: depth ?? configuration.depth
    )
    options.followsTerminal = theme == nil
    options.keys = configuration.keyMap
    options.layout = configuration.layout
    options.samplesPerSecond = configuration.samplesPerSecond
    return options
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
