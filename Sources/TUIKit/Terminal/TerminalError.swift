/// Why a terminal cannot be used.
public enum TerminalError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Input or output is not a terminal.
  case notATerminal
  /// No description of that name, or it cannot move the cursor.
  case unknownTerminal(String)
  /// The system refused.
  case system(code: Int32)

  /// One sentence with the remedy.
  public var description: String {
    switch self {
    case .notATerminal:
      "standard input and output are no terminal: use run, show or trace without a screen"
    case .unknownTerminal(let name):
      "terminal \"\(name)\" is unknown or cannot move the cursor: set TERM, or install its terminfo"
    case .system(let code):
      "cannot set up the terminal: \(ThemeFile.systemMessage(code))"
    }
  }
}
