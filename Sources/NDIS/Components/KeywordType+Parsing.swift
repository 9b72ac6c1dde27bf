import Kernel

extension KeywordType {
  /// Returns the value that a text names.
  ///
  /// Lists take words with commas between them; rules cannot be written as one text.
  public func value(of text: String) throws(KeywordProblem) -> KeywordValue {
    switch self {
    case .boolean:
      switch text {
      case "true", "yes", "on": return .boolean(true)
      case "false", "no", "off": return .boolean(false)
      default: throw unfit(text)
      }
    case .integer(let range, let unit):
      guard let number = Self.integer(text, unit: unit) else { throw unfit(text) }
      guard range.contains(number) else { throw outOfRange(text) }
      return .integer(number)
    case .rate(let unit, let range):
      guard let rate = Self.rate(text, unit) else { throw unfit(text) }
      guard range.contains(rate) else { throw outOfRange(text) }
      return .rate(rate, unit)
    case .duration(let range):
      guard let duration = Self.duration(text) else { throw unfit(text) }
      guard range.contains(duration) else { throw outOfRange(text) }
      return .duration(duration)
    case .percentage:
      guard let millionths = Self.percentage(text) else { throw unfit(text) }
      guard millionths <= 1_000_000 else { throw outOfRange(text) }
      return .percentage(UInt32(millionths))
    case .hardwareAddress:
      guard let bytes = Self.hardwareAddress(text) else { throw unfit(text) }
      return .hardwareAddress(bytes)
    case .address(let form):
      guard let address = ConfiguredAddress(text, form: form) else { throw unfit(text) }
      return .address(address)
    case .choice(let words):
      guard words.contains(text) else {
        let nearest = NearestName.of(text, among: words)
        let guess = nearest.map { "did you mean \($0)? " } ?? ""
        throw KeywordProblem("\(quoted(text)) is no such word", mend: guess + "write \(self)")
      }
      return .choice(text)
    case .list(let element, let count):
      let words = text.split(separator: ",", omittingEmptySubsequences: false)
      guard count.contains(words.count) else { throw outOfRange(text) }
      var values: [ConfiguredValue] = []
      for word in words {
        values.append(ConfiguredValue(try element.value(of: word.trimmed)))
      }
      return .list(values)
    case .record: throw unfit(text)
    case .text: return .text(text)
    case .packetFilter: return .packetFilter(text)
    case .peer: return .adapter(text)
    case .path:
      guard !text.isEmpty, !text.utf8.contains(0) else { throw unfit(text) }
      return .path(text)
    }
  }

  private func unfit(_ text: String) -> KeywordProblem {
    KeywordProblem("\(quoted(text)) does not fit", mend: "write \(self)")
  }

  private func outOfRange(_ text: String) -> KeywordProblem {
    KeywordProblem("\(quoted(text)) is out of range", mend: "write \(self)")
  }

  private func quoted(_ text: String) -> String { PrintableText.quoted(text) }
}

extension KeywordType {
  private static func integer(_ text: String, unit: String?) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let magnitude = isNegative ? String(text.dropFirst()) : text
    if magnitude.hasPrefix("0x") || magnitude.hasPrefix("0X") {
      let digits = magnitude.dropFirst(2)
      guard digits.first?.isHexDigit == true else { return nil }
      return Int64(digits, radix: 16).map { isNegative ? -$0 : $0 }
    }
    guard let quantity = Quantity(magnitude), quantity.unit.isEmpty || quantity.unit == unit ?? "",
      let number = quantity.scaled(by: 1), let number = Int64(exactly: number)
    else { return nil }
    return isNegative ? -number : number
  }

  private static func rate(_ text: String, _ unit: RateUnit) -> UInt64? {
    guard let quantity = Quantity(text) else { return nil }
    var rest = quantity.unit
    let suffixes =
      switch unit {
      case .bits: ["bit/s", "bps"]
      case .packets: ["packets/s", "packet/s", "pps", "p/s", "/s"]
      }
    if let suffix = suffixes.first(where: { rest.hasSuffix($0) }) { rest.removeLast(suffix.count) }
    while rest.last == " " { rest.removeLast() }
    let scale: UInt64? =
      switch rest {
      case "": 1
      case "k", "K": 1_000
      case "M": 1_000_000
      case "G": 1_000_000_000
      case "T": 1_000_000_000_000
      default: nil
      }
    return scale.flatMap(quantity.scaled(by:))
  }

  private static func duration(_ text: String) -> Nanoseconds? {
    guard let quantity = Quantity(text) else { return nil }
    let scale: UInt64? =
      switch quantity.unit {
      case "ns": 1
      case "us", "µs", "μs": 1_000
      case "ms": 1_000_000
      case "s": 1_000_000_000
      case "min": 60_000_000_000
      case "h": 3_600_000_000_000
      // Zero is the only time that needs no unit.
      case "" where quantity.digits == 0: 1
      default: nil
      }
    return scale.flatMap(quantity.scaled(by:)).map { Nanoseconds($0) }
  }

  /// Millionths of the whole.
  private static func percentage(_ text: String) -> UInt64? {
    guard let quantity = Quantity(text) else { return nil }
    switch quantity.unit {
    case "%": return quantity.scaled(by: 10_000)
    // Nothing is the only part that needs no sign.
    case "" where quantity.digits == 0: return 0
    default: return nil
    }
  }

  private static func hardwareAddress(_ text: String) -> [UInt8]? {
    let separator: Character = text.contains("-") ? "-" : ":"
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 6 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      guard part.utf8.count == 2, part.first?.isHexDigit == true, let byte = UInt8(part, radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}

extension Substring {
  /// The text without blanks at its ends.
  fileprivate var trimmed: String {
    var rest = self
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
