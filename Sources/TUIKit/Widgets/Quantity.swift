/// A number as people read it: few digits, then a unit.
public struct Quantity: Equatable, Sendable {
  /// The digits, with sign and point.
  public let digits: String
  /// SI suffix and unit; empty for a small plain number.
  public let unit: String
  /// Whether the value is exactly zero; zeros are drawn dim so that activity stands out.
  public let isZero: Bool
  /// Whether a blank stands between digits and unit.
  public let isSpaced: Bool

  init(_ digits: String, _ unit: String, isZero: Bool, isSpaced: Bool = false) {
    self.digits = digits
    self.unit = unit
    self.isZero = isZero
    self.isSpaced = isSpaced
  }

  /// A count in at most five columns: exact below 10,000, then three digits and an SI suffix (`640k`, `1.20M`).
  public static func count(_ value: UInt64) -> Quantity {
    if value < 10_000 { return Quantity(String(value), "", isZero: value == 0) }
    let suffixes = ["", "k", "M", "G", "T", "P", "E"]
    let (digits, power) = scaled(value, base: 1000)
    return Quantity(digits, suffixes[power], isZero: false)
  }

  /// A rate in at most five columns; below 10 with one decimal unless it is whole.
  ///
  /// A rate that is not finite, or is negative, gives `–`.
  public static func rate(_ value: Double) -> Quantity {
    guard value.isFinite, value >= 0 else { return Quantity(Glyph.none, "", isZero: true) }
    if value == 0 { return Quantity("0", "", isZero: true) }
    if value < 0.05 { return Quantity("<0.1", "", isZero: false) }
    if value < 9.95 {
      let tenths = Int((value * 10).rounded())
      if tenths % 10 != 0 || value < 1 {
        return Quantity("\(tenths / 10).\(tenths % 10)", "", isZero: false)
      }
    }
    return count(value >= 1.8e19 ? .max : UInt64(value.rounded()))
  }

  /// Bytes by powers of 1024: `98 B`, `1.50 KiB`.
  public static func bytes(_ value: UInt64) -> Quantity {
    let suffixes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    if value < 1024 {
      return Quantity(String(value), "B", isZero: value == 0, isSpaced: true)
    }
    let (digits, power) = scaled(value, base: 1024)
    return Quantity(digits, suffixes[power], isZero: false, isSpaced: true)
  }

  /// Bits per second by powers of 1000: `25 Gb/s`.
  public static func bitRate(_ value: UInt64) -> Quantity {
    let suffixes = ["b/s", "kb/s", "Mb/s", "Gb/s", "Tb/s", "Pb/s", "Eb/s"]
    if value < 1000 { return Quantity(String(value), "b/s", isZero: value == 0, isSpaced: true) }
    var power = 0
    var rest = value
    while rest % 1000 == 0, power < 6 {
      rest /= 1000
      power += 1
    }
    if rest < 1000 { return Quantity(String(rest), suffixes[power], isZero: false, isSpaced: true) }
    let (digits, step) = scaled(value, base: 1000)
    return Quantity(digits, suffixes[step], isZero: false, isSpaced: true)
  }

  /// A length of time: `410 ns`, `2.9 µs`, `18.2 µs`, `1.2 ms`, `3.1 s`, then `2m 05s` and `3h 07m`.
  public static func duration(nanoseconds: UInt64) -> Quantity {
    if nanoseconds < 1000 {
      return Quantity(String(nanoseconds), "ns", isZero: nanoseconds == 0, isSpaced: true)
    }
    let seconds = nanoseconds / 1_000_000_000
    if seconds >= 3600 {
      return Quantity("\(seconds / 3600)h \(padded(seconds / 60 % 60))", "m", isZero: false)
    }
    if nanoseconds >= 59_950_000_000 {
      let whole = max(60, seconds)
      return Quantity("\(whole / 60)m \(padded(whole % 60))", "s", isZero: false)
    }
    let units: [(UInt64, String)] = [(1000, "µs"), (1_000_000, "ms"), (1_000_000_000, "s")]
    for (scale, unit) in units where nanoseconds < scale * 1000 - scale / 2 || unit == "s" {
      let tenths = (nanoseconds * 10 + scale / 2) / scale
      let whole = (nanoseconds + scale / 2) / scale
      let text = tenths >= 1000 ? String(whole) : "\(tenths / 10).\(tenths % 10)"
      return Quantity(text, unit, isZero: false, isSpaced: true)
    }
    return Quantity(String(seconds), "s", isZero: false, isSpaced: true)
  }

  /// A whole number with commas between thousands.
  public static func grouped(_ value: UInt64) -> String {
    let digits = String(value)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// Digits and unit as one text.
  public var text: String {
    unit.isEmpty ? digits : digits + (isSpaced ? " " : "") + unit
  }

  /// Digits in a style and the unit dim; all dim when zero.
  public func styled(_ style: Style = .text) -> StyledText {
    var dim = style
    dim.foreground = .dim
    dim.attributes.remove(.bold)
    if isZero { return StyledText(text, dim) }
    return StyledText([
      StyledText.Span(digits, style),
      StyledText.Span((isSpaced && !unit.isEmpty ? " " : "") + unit, dim),
    ])
  }

  /// Three digits of a value of at least `base`, and how often `base` was taken out.
  private static func scaled(_ value: UInt64, base: UInt64) -> (digits: String, power: Int) {
    var power = 1
    var scale = base
    while power < 6, value / scale >= base {
      scale *= base
      power += 1
    }
    let whole = value / scale
    var decimals = whole < 10 ? 2 : whole < 100 ? 1 : 0
    while decimals > 0 {
      let factor: UInt64 = decimals == 2 ? 100 : 10
      let parts = rounded(value, times: factor, over: scale)
      if parts < 1000 {
        let rest = parts % factor
        return ("\(parts / factor)." + (decimals == 2 ? padded(rest) : String(rest)), power)
      }
      decimals -= 1
    }
    let number = rounded(value, times: 1, over: scale)
    return number >= base && power < 6 ? ("1.00", power + 1) : (String(number), power)
  }

  /// The nearest whole of `value * factor / scale`; the product may need more than 64 bits.
  private static func rounded(_ value: UInt64, times factor: UInt64, over scale: UInt64) -> UInt64 {
    let (whole, rest) = scale.dividingFullWidth(value.multipliedFullWidth(by: factor))
    return rest >= scale - scale / 2 ? whole + 1 : whole
  }

  private static func padded(_ value: UInt64) -> String {
    value < 10 ? "0\(value)" : String(value)
  }
}
