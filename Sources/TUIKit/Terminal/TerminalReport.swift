import CNcurses
@preconcurrency import Glibc

/// What a terminal is and can do, found without drawing on it.
public struct TerminalReport: Equatable, Sendable {
  /// Whether standard input and output are a terminal.
  public let isTerminal: Bool
  /// Its type, from TERM.
  public let name: String
  /// Whether that type is described on this machine and can move the cursor.
  public let isKnown: Bool
  /// The colours it would be drawn in.
  public let depth: ColorDepth
  /// The characters it would be drawn with.
  public let charset: Charset

  /// Looks; not while a screen is open.
  public init(environment: (String) -> String?) {
    isTerminal = isatty(0) == 1 && isatty(1) == 1
    name = environment("TERM") ?? ""
    charset = .automatic(environment: environment)
    // Output that ncurses may write goes nowhere.
    let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { if nowhere >= 0 { close(nowhere) } }
    isKnown = !name.isEmpty && nc_open(name, nowhere, nowhere, charset != .ascii, true)
    let colors = isKnown ? Int(nc_colors()) : 0
    if isKnown { nc_close() }
    let base = name.hasSuffix("-256color") ? String(name.dropLast(9)) : name
    let isDirect = isKnown && nc_open(base + "-direct", nowhere, nowhere, false, true)
    if isDirect { nc_close() }
    depth = .automatic(environment: environment, colors: colors, directColors: isDirect)
  }
}
