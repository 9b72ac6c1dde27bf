import TUIKit

/// Engine time as people read it.
enum EngineTime {
  /// Hours, minutes and seconds: `00:03:12`; hours grow as they must.
  static func clock(_ nanoseconds: UInt64) -> String {
    let seconds = nanoseconds / 1_000_000_000
    return [seconds / 3600, seconds / 60 % 60, seconds % 60].map(padded).joined(separator: ":")
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
