/// Comma-separated values as spreadsheets read them: a head, a line per row, quotes where they are needed (RFC 4180).
public enum CSVText {
  /// One line, without its end.
  public static func line(_ cells: [String]) -> String {
    cells.map(cell).joined(separator: ",")
  }

  /// A whole document, with line ends.
  public static func document(_ columns: [String], _ rows: [[String]]) -> String {
    ([columns] + rows).map { line($0) + "\n" }.joined()
  }

  private static func cell(_ text: String) -> String {
    let needsQuotes = text.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20
    }
    guard needsQuotes else { return text }
    var quoted = "\""
    for character in text {
      quoted.append(character)
      if character == "\"" { quoted.append(character) }
    }
    return quoted + "\""
  }
}
