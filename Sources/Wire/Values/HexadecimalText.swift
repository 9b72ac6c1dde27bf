/// Digits of `value` in base 16, filled with zeros to `digits`.
func hexadecimal(_ value: some BinaryInteger, digits: Int) -> String {
  let text = String(value, radix: 16)
  return text.count >= digits ? text : String(repeating: "0", count: digits - text.count) + text
}

/// Bytes as pairs of digits, joined by `separator`.
func hexadecimal(_ bytes: some Sequence<UInt8>, separator: String = "") -> String {
  let step = 2 + separator.utf8.count
  var text: [UInt8] = []
  text.reserveCapacity(bytes.underestimatedCount * step)
  for byte in bytes {
    if !text.isEmpty { text.append(contentsOf: separator.utf8) }
    text.append(digit(byte >> 4))
    text.append(digit(byte & 0xF))
  }
  return String(decoding: text, as: UTF8.self)
}

/// The base-16 digit of 0...15 in ASCII.
private func digit(_ value: UInt8) -> UInt8 {
  value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}

/// The number a short text of base-16 digits stands for; nil for anything else.
func parseHexadecimal(_ text: some StringProtocol, maximumDigits: Int) -> UInt64? {
  guard !text.isEmpty, text.utf8.count <= maximumDigits else { return nil }
  var value: UInt64 = 0
  for unit in text.utf8 {
    guard let digit = hexadecimalDigit(unit) else { return nil }
    value = value << 4 | UInt64(digit)
  }
  return value
}

/// The value of one base-16 digit in ASCII; nil for anything else.
func hexadecimalDigit(_ unit: UInt8) -> UInt8? {
  switch unit {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): unit - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): unit - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): unit - UInt8(ascii: "A") + 10
  default: nil
  }
}
