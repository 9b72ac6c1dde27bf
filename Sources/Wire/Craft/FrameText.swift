/// A frame as a person writes it: layers (`eth/ipv4/udp`), or bytes in hex.
public enum FrameText {
  /// Makes the frame; `hex:` in front, or hex digits at the start, mean bytes.
  ///
  /// - Throws: what is wrong with the text, with line and column.
  public static func bytes(of text: String) throws(CraftError) -> [UInt8] {
    let start = text.prefix { $0.isWhitespace }.count
    let rest = text.dropFirst(start)
    if rest.hasPrefix("hex:") {
      return try HexText.bytes(of: String(repeating: " ", count: start + 4) + rest.dropFirst(4))
    }
    return isHex(rest) ? try HexText.bytes(of: text) : try FrameCraft.bytes(of: text)
  }

  /// No name of a layer is made of hex digits alone.
  private static func isHex(_ text: Substring) -> Bool {
    guard let first = text.first, first.isHexDigit || first == "\\" || first == "{" else {
      return false
    }
    let word = text.prefix { $0.isLetter || $0.isNumber }
    return word.allSatisfy { $0.isHexDigit || $0 == "x" || $0 == "X" }
  }
}
