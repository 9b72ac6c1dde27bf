/// Counts the terminal columns of text.
///
/// Ambiguous characters take one column. A cluster is as wide as its base: combining marks, variation
/// selectors and joined emoji add nothing, a flag takes two columns.
public enum CharacterWidth {
  /// Columns of one scalar: 0, 1 or 2.
  ///
  /// Control characters count as one, because they are drawn as U+FFFD.
  public static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if value < 0x1100 { return contains(zero, value) ? 0 : 1 }
    if contains(wide, value) { return 2 }
    return contains(zero, value) ? 0 : 1
  }

  /// Columns of one grapheme cluster: 1 or 2; 0 for a cluster of invisible scalars only.
  public static func columns(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x300 { return 1 }
    if isRegionalIndicator(first) { return scalars.count > 1 ? 2 : 1 }
    return columns(of: first)
  }

  /// Columns of a text.
  public static func columns(of text: some StringProtocol) -> Int {
    var ascii = 0
    for byte in text.utf8 {
      if byte >= 0x80 { return simpleColumns(of: text) ?? text.reduce(0) { $0 + columns(of: $1) } }
      ascii += 1
    }
    return ascii
  }

  /// Columns of a text of which every scalar is a cluster of one column; nil of any other.
  static func simpleColumns(of text: some StringProtocol) -> Int? {
    var count = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      // Latin; dashes and ellipsis; arrows; lines, blocks and shapes; braille. None of them joins its neighbours.
      case 0x20..<0x7F, 0xA1..<0xAD, 0xAE..<0x300, 0x2010..<0x2028, 0x2190..<0x231A,
        0x2500..<0x25FD,
        0x2800..<0x2900:
        count += 1
      default: return nil
      }
    }
    return count
  }

  /// The longest beginning of a text that fits, by whole clusters.
  public static func prefix<Text: StringProtocol>(
    of text: Text,
    columns limit: Int
  ) -> Text.SubSequence {
    var used = 0
    var index = text.startIndex
    while index < text.endIndex {
      used += columns(of: text[index])
      if used > limit { break }
      index = text.index(after: index)
    }
    return text[..<index]
  }

  /// The longest end of a text that fits, by whole clusters.
  public static func suffix<Text: StringProtocol>(
    of text: Text,
    columns limit: Int
  ) -> Text.SubSequence {
    var used = 0
    var index = text.endIndex
    while index > text.startIndex {
      let before = text.index(before: index)
      used += columns(of: text[before])
      if used > limit { break }
      index = before
    }
    return text[index...]
  }

  /// The text with `…` in its middle if it does not fit: names and rules differ at both ends.
  public static func shortened(_ text: String, columns limit: Int) -> String {
    guard columns(of: text) > limit else { return text }
    guard limit > 2 else { return limit > 0 ? "…" : "" }
    let head = prefix(of: text, columns: limit / 2)
    return head + "…" + suffix(of: text, columns: limit - 1 - columns(of: head))
  }

  /// Whether a scalar must never reach a terminal: controls, line separators, and marks that turn text around.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFFF9...0xFFFB: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private static func contains(_ table: [ClosedRange<UInt32>], _ value: UInt32) -> Bool {
    var low = 0
    var high = table.count
    while low < high {
      let middle = (low + high) / 2
      let range = table[middle]
      if value < range.lowerBound {
        high = middle
      } else if value > range.upperBound {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
