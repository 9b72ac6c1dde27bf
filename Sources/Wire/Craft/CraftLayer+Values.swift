/// Values of a layer, checked and typed.
extension CraftLayer {
  /// The argument with this name.
  func argument(_ key: String) -> Argument? {
    arguments.first { $0.key == key }
  }

  /// A number up to `limit`, decimal or after `0x`; nil if it is not given.
  func number(_ key: String, upTo limit: UInt64) throws(CraftError) -> UInt64? {
    guard let argument = argument(key) else { return nil }
    return try number(argument, upTo: limit)
  }

  /// A number of 16 bits; nil if it is not given.
  func word(_ key: String) throws(CraftError) -> UInt16? {
    try number(key, upTo: 0xFFFF).map { UInt16($0) }
  }

  /// A number of 8 bits; nil if it is not given.
  func byte(_ key: String) throws(CraftError) -> UInt8? {
    try number(key, upTo: 0xFF).map { UInt8($0) }
  }

  /// A number of 32 bits; nil if it is not given.
  func long(_ key: String) throws(CraftError) -> UInt32? {
    try number(key, upTo: 0xFFFF_FFFF).map { UInt32($0) }
  }

  /// A station address; nil if it is not given.
  func station(_ key: String) throws(CraftError) -> MACAddress? {
    guard let argument = argument(key) else { return nil }
    guard let address = MACAddress(argument.text) else {
      throw error(argument, "is no station address", "write six pairs such as 02-00-00-00-00-01")
    }
    return address
  }

  /// An IPv4 address; nil if it is not given.
  func addressV4(_ key: String) throws(CraftError) -> IPv4Address? {
    guard let argument = argument(key) else { return nil }
    guard let address = IPv4Address(argument.text) else {
      throw error(argument, "is no IPv4 address", "write four numbers such as 10.0.0.1")
    }
    return address
  }

  /// An IPv6 address; nil if it is not given.
  func addressV6(_ key: String) throws(CraftError) -> IPv6Address? {
    guard let argument = argument(key) else { return nil }
    guard let address = IPv6Address(argument.text) else {
      throw error(argument, "is no IPv6 address", "write one such as fe80::1")
    }
    return address
  }

  /// Bytes written as hex digits or as a quoted text; empty if they are not given.
  func bytes(_ key: String) throws(CraftError) -> [UInt8] {
    guard let argument = argument(key) else { return [] }
    return try bytes(argument)
  }

  /// Bytes of one argument.
  func bytes(_ argument: Argument) throws(CraftError) -> [UInt8] {
    if let quoted = argument.quoted { return quoted }
    do {
      return try HexText.bytes(of: argument.text)
    } catch {
      throw CraftError(
        column: argument.valueColumn + error.column - 1,
        problem: error.problem,
        mend: "write pairs of hex digits, or a text in quotes"
      )
    }
  }

  /// Options of a header: a multiple of 4 bytes, at most 40.
  func options() throws(CraftError) -> [UInt8] {
    let bytes = try bytes("options")
    guard bytes.count <= 40, bytes.count % 4 == 0 else {
      throw CraftError(
        column: argument("options")?.valueColumn ?? column,
        problem: "\(bytes.count) bytes of options",
        mend: "write a multiple of 4, at most 40"
      )
    }
    return bytes
  }

  /// TCP flags as letters (`SA`), names (`syn|ack`) or a number; nil if they are not given.
  func flags(_ key: String) throws(CraftError) -> UInt16? {
    guard let argument = argument(key) else { return nil }
    if argument.text.first?.isNumber == true {
      return UInt16(try number(argument, upTo: 0x1FF))
    }
    let names: [(String, Character, TCPFlags)] = [
      ("fin", "f", .fin), ("syn", "s", .syn), ("rst", "r", .rst), ("psh", "p", .psh),
      ("ack", "a", .ack), ("urg", "u", .urg), ("ece", "e", .ece), ("cwr", "c", .cwr),
      ("ae", "n", .ae),
    ]
    let text = argument.text.lowercased()
    let words = text.split(whereSeparator: { $0 == "|" || $0 == "+" || $0 == " " })
    let named = words.map { word in names.first { $0.0 == word }?.2 }
    if !named.contains(nil) { return named.compactMap { $0?.rawValue }.reduce(0, |) }
    let letters = text.map { letter in names.first { $0.1 == letter }?.2 }
    guard !letters.contains(nil) else {
      throw error(argument, "names no TCP flags", "write letters such as SA, or syn|ack")
    }
    return letters.compactMap { $0?.rawValue }.reduce(0, |)
  }

  private func number(_ argument: Argument, upTo limit: UInt64) throws(CraftError) -> UInt64 {
    let text = argument.text
    let value =
      text.hasPrefix("0x") || text.hasPrefix("0X")
      ? parseHexadecimal(text.dropFirst(2), maximumDigits: 16)
      : text.utf8.allSatisfy { (48...57).contains($0) } ? UInt64(text) : nil
    guard let value else {
      throw error(argument, "is no number", "write one from 0 to \(limit), or 0x and hex digits")
    }
    guard value <= limit else {
      throw error(argument, "is too large", "write a number from 0 to \(limit)")
    }
    return value
  }

  private func error(_ argument: Argument, _ what: String, _ mend: String) -> CraftError {
    let text = argument.text.count > 24 ? argument.text.prefix(24) + "…" : argument.text
    return CraftError(
      column: argument.valueColumn,
      problem: "\(argument.key)=\(text) \(what)",
      mend: mend
    )
  }
}
