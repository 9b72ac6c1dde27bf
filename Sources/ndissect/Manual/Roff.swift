/// Text for roff: nothing in it is taken for a command.
enum Roff {
  /// One line of text.
  static func text(_ text: String) -> String {
    var line = ""
    for character in text {
      switch character {
      case "\\": line += "\\e"
      case "-": line += "\\-"
      case "\"": line += "\\(dq"
      case "`": line += "\\(ga"
      case "'": line += "\\(aq"
      case "^": line += "\\(ha"
      case "~": line += "\\(ti"
      default: line.append(character)
      }
    }
    return line.hasPrefix(".") ? "\\&" + line : line
  }

  /// Lines of a text that may have several.
  static func paragraph(_ text: String) -> [String] {
    text.split(separator: "\n").map { Roff.text(String($0)) }
  }
}
