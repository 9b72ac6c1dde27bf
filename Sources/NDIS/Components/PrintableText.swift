/// Text from outside, made fit for one line of a message.
public enum PrintableText {
  /// Returns the text in quotes, control characters escaped and the end of a long one left out.
  public static func quoted(_ text: String, limit: Int = 60) -> String {
    "\"\(plain(text, limit: limit))\""
  }

  /// Returns the text with control characters escaped and the end of a long one left out.
  public static func plain(_ text: String, limit: Int = 60) -> String {
    var result = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        result += "…"
        break
      }
      count += 1
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result += scalar.escaped(asASCII: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
