/// Which characters the terminal can show; the steps of one ladder.
public enum Charset: String, CaseIterable, Sendable {
  /// Everything.
  case braille
  /// Everything but braille: bars are drawn with blocks.
  case block
  /// Only ASCII.
  case ascii

  /// Chooses by locale and terminal: a locale that is not UTF-8 gives ASCII, a Linux console blocks.
  ///
  /// `LC_ALL`, then `LC_CTYPE`, then `LANG` decides; none set means the C locale.
  public static func automatic(environment: (String) -> String?) -> Charset {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let locale = names.compactMap { environment($0) }.first { !$0.isEmpty } ?? "C"
    let codeset = locale.lowercased()
    guard codeset.contains("utf-8") || codeset.contains("utf8") else { return .ascii }
    switch environment("TERM") ?? "" {
    case "linux": return .block
    case let term where term.hasPrefix("vt") || term == "dumb": return .ascii
    default: return .braille
    }
  }

  /// What this character set draws instead of a cluster; the same number of columns.
  public func rendering(of text: String, columns: Int) -> String {
    if self == .braille { return text }
    guard let scalar = text.unicodeScalars.first, scalar.value >= 0x80 else {
      return self == .block || text.unicodeScalars.count <= 1 ? text : asciiBase(of: text)
    }
    if (0x2800...0x28FF).contains(scalar.value) { return bar(ofBraille: scalar.value - 0x2800) }
    if self == .block { return text }
    if let twin = Self.asciiTwin(of: scalar) { return twin }
    return String(repeating: "?", count: max(1, columns))
  }

  /// The next step down, and from the last back to the first.
  public var next: Charset {
    switch self {
    case .braille: .block
    case .block: .ascii
    case .ascii: .braille
    }
  }

  private func asciiBase(of text: String) -> String {
    text.unicodeScalars.first.map { String(Character($0)) } ?? " "
  }

  /// A braille cell as one bar as high as its highest dots.
  private func bar(ofBraille dots: UInt32) -> String {
    let rows: [UInt32] = [0x09, 0x12, 0x24, 0xC0]
    let level = rows.firstIndex { dots & $0 != 0 }.map { 4 - $0 } ?? 0
    if self == .ascii { return Sparkline.asciiLevels[level] }
    return level == 0 ? " " : Glyph.bars[level * 2 - 1]
  }
}
