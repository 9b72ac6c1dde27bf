public import Kernel

extension KeywordValue: CustomStringConvertible {
  /// The value as a person would write it; reads back as the same value, rules apart.
  public var description: String {
    switch self {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .rate(let value, let unit): Self.text(value, unit)
    case .duration(let value): Self.text(value)
    case .percentage(let millionths): Self.text(percentage: millionths)
    case .hardwareAddress(let bytes): Self.text(hardwareAddress: bytes)
    case .address(let address): address.description
    case .text(let text), .choice(let text), .packetFilter(let text), .adapter(let text),
      .path(let text):
      text
    case .list(let values): values.map(\.value.description).joined(separator: ", ")
    case .record(let settings):
      settings.all.map { "\($0.name): \($0.value.value)" }.joined(separator: ", ")
    }
  }

  /// Returns a rate with the largest unit that keeps it exact: `2.5 Gbit/s`.
  public static func text(_ rate: UInt64, _ unit: KeywordType.RateUnit) -> String {
    let scales: [(UInt64, String)] = [
      (1_000_000_000_000, "T"), (1_000_000_000, "G"), (1_000_000, "M"), (1_000, "k"),
    ]
    for (scale, prefix) in scales where rate >= scale {
      if let number = exact(rate, in: scale) { return "\(number) \(prefix)\(unit.rawValue)" }
    }
    return "\(rate) \(unit.rawValue)"
  }

  /// Returns a time with the largest unit that keeps it exact: `1.5 ms`.
  public static func text(_ duration: Nanoseconds) -> String {
    let scales: [(UInt64, String)] = [
      (3_600_000_000_000, "h"), (60_000_000_000, "min"), (1_000_000_000, "s"), (1_000_000, "ms"),
      (1_000, "us"),
    ]
    for (scale, unit) in scales where duration.count >= scale {
      if let number = exact(duration.count, in: scale) { return "\(number) \(unit)" }
    }
    return "\(duration.count) ns"
  }

  /// Returns millionths of the whole as a percentage: `0.05 %`.
  public static func text(percentage millionths: UInt32) -> String {
    let (whole, rest) = millionths.quotientAndRemainder(dividingBy: 10_000)
    guard rest > 0 else { return "\(whole) %" }
    var decimals = String(rest + 10_000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(whole).\(decimals) %"
  }

  /// Returns a MAC address in the form Windows shows: `02-00-00-00-00-01`.
  public static func text(hardwareAddress bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined(separator: "-")
  }

  /// Returns a number in a larger unit with at most three decimals; nil if that would round.
  private static func exact(_ number: UInt64, in scale: UInt64) -> String? {
    let (whole, rest) = number.quotientAndRemainder(dividingBy: scale)
    guard rest > 0 else { return String(whole) }
    // Only decimal steps take decimals: 90 s is not 1.5 min, and 1000001 is not 1000.001 k.
    guard ![60_000_000_000, 3_600_000_000_000].contains(scale), whole < 1_000,
      rest.isMultiple(of: scale / 1_000)
    else { return nil }
    var decimals = String(rest / (scale / 1_000) + 1_000).dropFirst()
    while decimals.last == "0" { decimals.removeLast() }
    return "\(whole).\(decimals)"
  }
}
