import TUIKit

/// Engine time as people read it.
enum EngineTime {
  /// Hours, minutes and seconds: `00:03:12`; hours grow as they must.
  static func clock(_ nanoseconds: UInt64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map(padded).joined(separator: ":")
  }

  /// The same with microseconds as far as they are not 0, at least with milliseconds: `00:03:12.207`.
  static func precise(_ nanoseconds: UInt64) -> String {
    let micros = nanoseconds / 1000 % 1_000_000
    let digits = micros % 1000 == 0 ? String(micros / 1000 + 1000) : String(micros + 1_000_000)
    return clock(nanoseconds) + "." + digits.dropFirst()
  }

  /// Engine nanoseconds of a text such as `3:12`, `00:03:12.207`, `192.5s` or `192.5`, or of a step such as `-2s`.
  ///
  /// `now`: engine nanoseconds that a step begins at.
  static func instant(_ text: String, from now: UInt64) -> UInt64? {
    let text = FilterText.trimmed(text)
    if text.hasPrefix("-") || text.hasPrefix("+") {
      let rest = FilterText.trimmed(String(text.dropFirst()))
      guard let step = span(rest) ?? seconds(rest) else { return nil }
      if text.hasPrefix("-") { return now - min(now, step) }
      let (sum, isOver) = now.addingReportingOverflow(step)
      return isOver ? nil : sum
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return span(text) ?? seconds(text) }
    guard parts.count <= 3, let last = parts.last, var sum = seconds(String(last)) else {
      return nil
    }
    var scale: UInt64 = 60_000_000_000
    for part in parts.dropLast().reversed() {
      guard let number = UInt64(part), number < 1_000_000 else { return nil }
      sum += number * scale
      scale *= 60
    }
    return sum
  }

  /// Nanoseconds of seconds with a fraction, `s` behind them or not.
  private static func seconds(_ text: String) -> UInt64? {
    let number = text.hasSuffix("s") ? FilterText.trimmed(String(text.dropLast())) : text
    guard number.contains(where: \.isNumber), number.allSatisfy({ $0.isNumber || $0 == "." }),
      let value = Double(number), value < 1e9
    else { return nil }
    return UInt64((value * 1e9).rounded())
  }

  /// Seconds with microseconds: `192.207114`.
  static func seconds(_ nanoseconds: UInt64) -> String {
    let micros = nanoseconds / 1000 % 1_000_000
    let digits = String(micros)
    return "\(nanoseconds / 1_000_000_000)."
      + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// A difference with its sign: `+930 ns`.
  static func since(_ start: UInt64, _ now: UInt64) -> String {
    now >= start
      ? "+" + Quantity.duration(nanoseconds: now - start).text
      : Glyph.minus + Quantity.duration(nanoseconds: start - now).text
  }

  /// Nanoseconds of a text such as `10ms`, `250 us` or `1s`; nil for anything else.
  ///
  /// Only 0 needs no unit.
  static func span(_ text: String) -> UInt64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = UInt64(digits) else { return nil }
    let scale: UInt64
    switch FilterText.trimmed(String(text.dropFirst(digits.count))) {
    case "" where number == 0: return 0
    case "ns": scale = 1
    case "us", "µs": scale = 1_000
    case "ms": scale = 1_000_000
    case "s": scale = 1_000_000_000
    case "min": scale = 60_000_000_000
    default: return nil
    }
    let (span, isOver) = number.multipliedReportingOverflow(by: scale)
    return isOver ? nil : span
  }

  private static func padded(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
