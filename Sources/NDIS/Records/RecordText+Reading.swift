import Wire

extension RecordText {
  /// Reads a number.
  static func number(
    _ text: String,
    _ style: NumberStyle,
    size: Int
  ) throws(RecordError) -> UInt64 {
    let value = try value(text, style, size: size)
    if size < 8, value >> UInt64(size * 8) != 0 {
      throw RecordError(
        "`\(text)` is too large",
        mend: "give at most \((UInt64(1) << UInt64(size * 8)) - 1)"
      )
    }
    return value
  }

  private static func value(
    _ text: String,
    _ style: NumberStyle,
    size: Int
  ) throws(RecordError) -> UInt64 {
    switch style {
    case .decimal, .hexadecimal:
      if let plain = plain(text) { return plain }
      throw RecordError("`\(text)` is no number", mend: "write digits, or `0x` and base-16 digits")
    case .values(let table):
      if let value = plain(text) ?? table.value(of: text) { return value }
      throw RecordError("`\(text)` has no value", mend: table.advice(for: text))
    case .flags(let table): return try flags(text, table)
    case .speed: return try speed(text)
    case .hundredBits:
      let bits = try speed(text)
      if bits == .max { return 0xFFFF_FFFF }
      guard bits.isMultiple(of: 100) else {
        throw RecordError("`\(text)` is no multiple of 100 bit/s", mend: "give whole hundreds")
      }
      return bits / 100
    case .version:
      if let value = plain(text) { return value }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      let half = UInt64(size * 4)
      if parts.count == 2, let major = UInt64(parts[0]), let minor = UInt64(parts[1]),
        major >> half == 0, minor >> half == 0
      {
        return major << half | minor
      }
      throw RecordError("`\(text)` is no version", mend: "write it as 6.40")
    case .boolean:
      switch text.lowercased() {
      case "true", "yes", "on", "1": return 1
      case "false", "no", "off", "0": return 0
      default:
        if let value = plain(text) { return value }
        throw RecordError("`\(text)` is neither true nor false", mend: "write TRUE or FALSE")
      }
    case .oid:
      if let value = plain(text) { return value }
      if let entry = OIDTable.entry(named: text) { return UInt64(entry.number.rawValue) }
      let near = OIDTable.nearest(to: text).map { "did you mean \($0.symbol)?" }
      throw RecordError(
        "`\(text)` is no object identifier",
        mend: near ?? "write a documented name, as OID_GEN_LINK_STATE"
      )
    case .processor:
      if let value = plain(text) {
        // A bare number is a processor of group 0; base 16 gives all four bytes.
        if text.lowercased().hasPrefix("0x") { return value }
        if value < 256 { return value << 16 }
      }
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      if parts.count == 2, let group = UInt16(parts[0]), let number = UInt8(parts[1]) {
        return UInt64(group) | UInt64(number) << 16
      }
      throw RecordError("`\(text)` is no processor", mend: "write group:number, such as 0:3")
    }
  }

  /// Digits, or `0x` and base-16 digits.
  static func plain(_ text: String) -> UInt64? {
    let lower = text.lowercased()
    if lower.hasPrefix("0x") { return UInt64(lower.dropFirst(2), radix: 16) }
    guard let first = lower.utf8.first, first >= 0x30, first <= 0x39 else { return nil }
    return UInt64(lower)
  }

  private static func flags(_ text: String, _ table: SymbolTable) throws(RecordError) -> UInt64 {
    var value: UInt64 = 0
    for part in text.split(separator: "|") {
      let name = trimmed(part)
      guard let bits = plain(name) ?? table.value(of: name) else {
        throw RecordError("`\(name)` is no flag", mend: table.advice(for: name))
      }
      value |= bits
    }
    return value
  }

  private static func speed(_ text: String) throws(RecordError) -> UInt64 {
    if text.lowercased() == "unknown" { return .max }
    if let quantity = Quantity(text) {
      let scales: [String: UInt64] = [
        "": 1, "bit/s": 1, "kbit/s": 1_000, "mbit/s": 1_000_000, "gbit/s": 1_000_000_000,
        "tbit/s": 1_000_000_000_000,
      ]
      if let scale = scales[quantity.unit.lowercased()], let value = quantity.scaled(by: scale) {
        return value
      }
    }
    if let value = UInt64(text.split(separator: " ").first ?? ""), text.hasSuffix(" bit/s") {
      return value
    }
    throw RecordError("`\(text)` is no speed", mend: "write it as `1 Gbit/s`, or `unknown`")
  }

  /// Reads pairs of base-16 digits, with blanks, colons and dashes between them or without.
  static func bytes(_ text: String) throws(RecordError) -> [UInt8] {
    var digits: [UInt8] = []
    var rest = text[...]
    if rest.hasPrefix("0x") { rest = rest.dropFirst(2) }
    for character in rest where !" :-".contains(character) {
      guard character.isASCII, let digit = character.hexDigitValue else {
        throw RecordError("`\(character)` is no base-16 digit", mend: "write pairs of 0…9 and A…F")
      }
      digits.append(UInt8(digit))
    }
    guard digits.count.isMultiple(of: 2) else {
      throw RecordError("a base-16 digit is missing", mend: "write two digits for each byte")
    }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  /// Reads a GUID with braces or without.
  static func guid(_ text: String) throws(RecordError) -> [UInt8] {
    let written = try bytes(text.filter { $0 != "{" && $0 != "}" })
    guard written.count == 16 else {
      throw RecordError("`\(text)` is no GUID", mend: "write 8-4-4-4-12 base-16 digits")
    }
    return [3, 2, 1, 0, 5, 4, 7, 6].map { written[$0] } + written[8...]
  }

  /// Without blanks at the ends.
  static func trimmed(_ text: some StringProtocol) -> String {
    // Scalars: a mark behind a blank or a quote is no part of it.
    var rest = Substring(text).unicodeScalars
    while rest.first?.properties.isWhitespace == true { rest.removeFirst() }
    while rest.last?.properties.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  // MARK: Characters

  /// The UTF-8 bytes of a text in which `\xNN` stands for a byte.
  static func ansi(_ text: String, isQuoted: Bool) throws(RecordError) -> [UInt8] {
    guard isQuoted else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for piece in try pieces(text) {
      switch piece {
      case .scalar(let scalar): bytes += Array(String(scalar).utf8)
      case .unit(let unit):
        guard unit < 0x100 else {
          throw RecordError("\\u{…} does not fit a byte", mend: "write \\xNN")
        }
        bytes.append(UInt8(unit))
      }
    }
    return bytes
  }

  /// The UTF-16 units of a text in which `\u{N}` stands for a unit.
  static func wide(_ text: String, isQuoted: Bool) throws(RecordError) -> [UInt16] {
    guard isQuoted else { return Array(text.utf16) }
    var units: [UInt16] = []
    for piece in try pieces(text) {
      switch piece {
      case .scalar(let scalar): units += Array(String(scalar).utf16)
      case .unit(let unit): units.append(unit)
      }
    }
    return units
  }

  private enum Piece {
    case scalar(Unicode.Scalar)
    case unit(UInt16)
  }

  private static func pieces(_ text: String) throws(RecordError) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text.unicodeScalars[...]
    while let next = rest.popFirst() {
      guard next == "\\" else {
        pieces.append(.scalar(next))
        continue
      }
      var digits = ""
      switch rest.popFirst() {
      case .some("x"):
        digits = String(rest.prefix(2))
        rest = rest.dropFirst(2)
      case .some("u"):
        guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}") else { break }
        digits = String(rest[..<end])
        rest = rest[end...].dropFirst()
      case .some("n"): digits = "A"
      case .some("r"): digits = "D"
      case .some("t"): digits = "9"
      case .some("0"): digits = "0"
      case .some(let other):
        pieces.append(.scalar(other))
        continue
      case nil: break
      }
      guard let unit = UInt16(digits, radix: 16) else {
        throw RecordError("an escape is not whole", mend: "write \\xNN, \\u{N}, \\\\ or \\\"")
      }
      pieces.append(.unit(unit))
    }
    return pieces
  }
}

extension SymbolTable {
  /// The name that was probably meant, or all of them.
  func advice(for text: String) -> String {
    let symbols = names.map(\.symbol)
    let short = symbols.map { String($0.dropFirst(prefix.count)) }
    if let near = NearestName.of(text, among: symbols) { return "did you mean \(near)?" }
    if let near = NearestName.of(text, among: short) { return "did you mean \(prefix)\(near)?" }
    return "give one of \(symbols.prefix(20).joined(separator: ", "))"
  }
}
