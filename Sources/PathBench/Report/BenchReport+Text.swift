/// Numbers and JSON written by hand: the bench carries no library for either.
extension BenchReport {
  /// A finite number with a fixed count of decimals, rounded to the nearest.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "–" }
    var scale: Int64 = 1
    for _ in 0..<decimals { scale *= 10 }
    guard abs(value) * Double(scale) < 9e18 else { return String(Int64(value)) }
    let scaled = Int64((abs(value) * Double(scale)).rounded())
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(scaled / scale).\(zeros)\(fraction)"
  }

  static func number(_ value: Double?, decimals: Int = 0) -> String {
    guard let value, value.isFinite else { return "null" }
    return decimal(value, decimals)
  }

  static func range(_ spread: Spread?) -> String {
    guard let spread else { return "null" }
    return object([
      ("min", number(spread.minimum)), ("max", number(spread.maximum)),
      ("runs", String(spread.runs)),
    ])
  }

  static func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(text($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }

  static func text(_ value: String) -> String {
    var result = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        result.unicodeScalars.append("\\")
        result.unicodeScalars.append(scalar)
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default:
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
