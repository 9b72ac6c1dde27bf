/// Why a theme cannot be used.
public enum ThemeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A line is neither empty, a comment nor `theme[key]="value"`.
  case syntax(file: String, line: Int)
  /// A value is no colour.
  case color(file: String, line: Int, key: String, value: String)
  /// A value names an attribute that does not exist.
  case attribute(file: String, line: Int, key: String, value: String)
  /// The file is not text in UTF-8.
  case notText(file: String)
  /// The file is larger than any theme.
  case tooLarge(file: String)
  /// The system refused the file.
  case unreadable(file: String, code: Int32)
  /// No theme of that name lies in the places searched.
  case notFound(name: String, searched: [String])

  /// One sentence with the place and the remedy.
  public var description: String {
    switch self {
    case .syntax(let file, let line):
      "not a theme line: \(file):\(line): write theme[key]=\"value\""
    case .color(let file, let line, let key, let value):
      "\"\(value)\" is no colour: \(file):\(line): \(key): write #RRGGBB, #BW or three numbers 0…255"
    case .attribute(let file, let line, let key, let value):
      "\"\(value)\" is no attribute: \(file):\(line): \(key): "
        + "use bold, dim, reverse, underline, italic"
    case .notText(let file):
      "theme is not UTF-8 text: \(file)"
    case .tooLarge(let file):
      "theme is larger than 256 KiB: \(file)"
    case .unreadable(let file, let code):
      "cannot read theme: \(file): \(ThemeFile.systemMessage(code))"
    case .notFound(let name, let searched):
      "no theme \"\(name)\": searched \(searched.joined(separator: ", "))"
    }
  }
}
