import CFuzz
import Glibc
import TUIKit

/// Reads any text as a theme file; what reads must give every look at every depth.
@main
enum FuzzTheme {
  static func main() {
    exit(fuzz_main(CommandLine.argc, CommandLine.unsafeArgv) { FuzzTheme.take($0, $1) })
  }

  /// One input: a theme, or an error.
  static func take(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    do throws(ThemeError) {
      let theme = try ThemeFile(text, file: "input").theme(name: "input")
      for role in Role.allCases {
        for depth in ColorDepth.allCases {
          let look = theme.resolve(Style(role), depth: depth)
          precondition(depth != .mono || look.foreground == nil, "colour where there is none")
        }
      }
    } catch {
      precondition(!"\(error)".isEmpty, "an error without words")
    }
    return 0
  }
}

/// The entry libFuzzer's own main looks for; the linker wants it although ours is used.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzThemeInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTheme.take(bytes, count)
}
