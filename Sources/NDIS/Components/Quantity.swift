/// A number with an optional fraction and unit as a person writes it: `1.5 Gbit/s`, `250us`.
struct Quantity {
  /// All digits, the point left out.
  let digits: UInt64
  /// Digits after the point.
  let decimals: Int
  /// What follows the number, without blanks around it.
  let unit: Substring

  /// Reads a text; nil if it does not start with a number or the number has more than 18 digits.
  init?(_ text: String) {
    var digits: UInt64 = 0
    var count = 0
    var decimals: Int?
    var rest = text[...]
    while let character = rest.first {
      if let digit = character.wholeNumberValue, character.isASCII {
        guard count < 18 else { return nil }
        digits = digits * 10 + UInt64(digit)
        count += 1
        decimals = decimals.map { $0 + 1 }
      } else if character == ".", decimals == nil, count > 0 {
        decimals = 0
      } else if character != "_" || count == 0 {
        break
      }
      rest.removeFirst()
    }
    guard count > 0, decimals != 0 else { return nil }
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    self.digits = digits
    self.decimals = decimals ?? 0
    unit = rest
  }

  /// Returns the number in units `scale` times smaller; nil if that is no whole number of 64 bits.
  func scaled(by scale: UInt64) -> UInt64? {
    var digits = digits
    var scale = scale
    // Cancels tens first, so that no exact value overflows on the way.
    for _ in 0..<decimals {
      if digits.isMultiple(of: 10) {
        digits /= 10
      } else if scale.isMultiple(of: 10) {
        scale /= 10
      } else {
        return nil
      }
    }
    let (product, overflow) = digits.multipliedReportingOverflow(by: scale)
    return overflow ? nil : product
  }
}
