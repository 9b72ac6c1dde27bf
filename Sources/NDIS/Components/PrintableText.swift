/// Text from outside, made fit for one line of a message.
public enum PrintableText {
  /// Returns the text in quotes, control characters escaped and the end of a long one left out.
  public static func quoted(_ text: String, limit: Int = 60) -> String {
    var result = "\""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        result += "…"
        break
      }
      count += 1
      let isControl =
        scalar.properties.generalCategory == .control
        || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator
      result += isControl ? scalar.escaped(asASCII: true) : String(scalar)
    }
    return result + "\""
  }
}
