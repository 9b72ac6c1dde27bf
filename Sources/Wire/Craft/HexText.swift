/// Bytes from pasted text: pairs of hex digits in any of the usual dresses.
///
/// Blanks, colons, dashes, commas, `0x` and `\x` between the pairs mean nothing. A line that begins with an offset
/// (`0010  …`, `0x0010: …`, `00000010: …`) is a line of a dump: what stands right of its bytes is the text column.
public enum HexText {
  /// Bytes of the longest frame.
  private static let longest = 65_535

  /// Reads the bytes.
  ///
  /// - Throws: what is wrong, with line and column.
  public static func bytes(of text: String) throws(CraftError) -> [UInt8] {
    var bytes: [UInt8] = []
    var base: Int?
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      var reader = HexLine(Array(line), number: index + 1)
      if let offset = reader.takeOffset(expected: base.map { $0 + bytes.count }) {
        let start = base ?? offset.value
        base = start
        guard offset.value == start + bytes.count else {
          throw CraftError(
            line: index + 1,
            column: offset.column,
            problem: "the offset says \(offset.value), but \(start + bytes.count) is next",
            mend: "paste every line of the dump, in order"
          )
        }
      }
      try reader.read(into: &bytes)
      guard bytes.count <= longest else {
        throw CraftError(
          line: index + 1,
          column: 1,
          problem: "more than \(longest) bytes",
          mend: "paste one frame only"
        )
      }
    }
    guard !bytes.isEmpty else {
      throw CraftError(column: 1, problem: "no bytes", mend: "write pairs of hex digits")
    }
    return bytes
  }
}

/// One line of hex digits.
private struct HexLine {
  private let line: [Character]
  private let number: Int
  private var place = 0
  private var isDump = false

  init(_ line: [Character], number: Int) {
    self.line = line
    self.number = number
  }

  /// Takes the offset at the start of a dump's line, and where it stands; nil if the line has none.
  ///
  /// `expected` is the offset that must come; nil before the first line of the dump.
  mutating func takeOffset(expected: Int?) -> (value: Int, column: Int)? {
    var start = 0
    while start < line.count, line[start].isWhitespace { start += 1 }
    var end = start
    if end + 1 < line.count, line[end] == "0", line[end + 1] == "x" { end += 2 }
    let digits = end
    while end < line.count, line[end].isHexDigit, line[end].isASCII { end += 1 }
    guard (3...8).contains(end - digits),
      let value = parseHexadecimal(String(line[digits..<end]), maximumDigits: 8)
    else { return nil }
    let hasColon = end < line.count && line[end] == ":"
    if hasColon { end += 1 }
    guard end < line.count, line[end].isWhitespace else { return nil }
    // Without a colon it could be data: then two blanks and a pair must follow, and it must be the number to come.
    let isApart = line[end] == "\t" || (end + 1 < line.count && line[end + 1].isWhitespace)
    guard hasColon || (isApart && isPair(after: end) && Int(value) == expected ?? 0) else {
      return nil
    }
    place = end
    isDump = true
    return (Int(value), start + 1)
  }

  private func isPair(after start: Int) -> Bool {
    var next = start
    while next < line.count, line[next].isWhitespace { next += 1 }
    var end = next
    while end < line.count, line[end].isHexDigit { end += 1 }
    return end - next == 2 && (end == line.count || line[end].isWhitespace)
  }

  mutating func read(into bytes: inout [UInt8]) throws(CraftError) {
    let first = bytes.count
    while true {
      let gap = skipSeparators()
      guard place < line.count else { return }
      if isDump {
        let count = bytes.count - first
        // Right of the bytes: after 16 of them, a bar, three blanks, or two where a dump has none in its middle.
        if count >= 16 || line[place] == "|" { return }
        if count > 0, gap >= 3 || (gap == 2 && !(count == 8 && isPair(after: place))) { return }
      }
      try readDigits(into: &bytes)
    }
  }

  /// Skips what may stand between pairs; gives the number of blanks.
  private mutating func skipSeparators() -> Int {
    var blanks = 0
    while place < line.count {
      let character = line[place]
      if character.isWhitespace {
        blanks += character == "\t" ? 8 : 1
        place += 1
      } else if !isDump, ":-,.;{}".contains(character) {
        place += 1
      } else if character == "0" || character == "\\", place + 1 < line.count,
        line[place + 1] == "x" || line[place + 1] == "X"
      {
        place += 2
      } else {
        break
      }
    }
    return blanks
  }

  private mutating func readDigits(into bytes: inout [UInt8]) throws(CraftError) {
    let start = place
    var digits: [UInt8] = []
    while place < line.count, let value = line[place].asciiValue.flatMap(hexadecimalDigit) {
      digits.append(value)
      place += 1
      // `0x` may follow at once where pairs are written without blanks.
      if digits.count % 2 == 0, place + 1 < line.count, line[place] == "0",
        line[place + 1] == "x"
      {
        break
      }
    }
    guard !digits.isEmpty else {
      throw CraftError(
        line: number,
        column: place + 1,
        problem: "`\(line[place])` is no hex digit",
        mend: "write pairs of 0-9 and a-f"
      )
    }
    guard digits.count % 2 == 0 else {
      throw CraftError(
        line: number,
        column: start + 1,
        problem: digits.count == 1 ? "half a byte" : "\(digits.count) digits are no whole bytes",
        mend: "write two digits for each byte"
      )
    }
    for index in stride(from: 0, to: digits.count, by: 2) {
      bytes.append(digits[index] << 4 | digits[index + 1])
    }
  }
}
