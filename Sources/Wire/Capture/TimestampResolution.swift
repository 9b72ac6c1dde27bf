/// The unit of an interface's timestamps (`if_tsresol`) and their shift in seconds (`if_tsoffset`).
@frozen
public struct TimestampResolution: Sendable, Equatable {
  /// The option's byte: an exponent, of 2 if the high bit is set, else of 10.
  public let code: UInt8
  /// Seconds added to every timestamp.
  public let offset: Int64

  /// Makes the resolution from the option's byte.
  @inlinable
  public init(code: UInt8, offset: Int64 = 0) {
    self.code = code
    self.offset = offset
  }

  /// 10⁻⁶ s, the format's default.
  public static let microseconds = TimestampResolution(code: 6)
  /// 10⁻⁹ s.
  public static let nanoseconds = TimestampResolution(code: 9)

  /// Nanoseconds since 1970 for a count of units; nil if they do not fit 64 bits.
  @inlinable
  public func nanoseconds(_ units: UInt64) -> Int64? {
    if code == 9, offset == 0 { return Int64(exactly: units) }
    guard let span = scaled(units) else { return nil }
    let shift = offset.multipliedReportingOverflow(by: 1_000_000_000)
    let sum = span.addingReportingOverflow(shift.partialValue)
    return shift.overflow || sum.overflow ? nil : sum.partialValue
  }

  @usableFromInline
  func scaled(_ units: UInt64) -> Int64? {
    let exponent = Int(code & 0x7F)
    if code & 0x80 != 0 {
      // units · 10⁹ / 2ⁿ over 128 bits.
      let product = units.multipliedFullWidth(by: 1_000_000_000)
      switch exponent {
      case 0: return product.high == 0 ? Int64(exactly: product.low) : nil
      case 1..<64:
        guard product.high >> UInt64(exponent) == 0 else { return nil }
        let value = product.high << UInt64(64 - exponent) | product.low >> UInt64(exponent)
        return Int64(exactly: value)
      default: return Int64(exactly: product.high >> UInt64(exponent - 64))
      }
    }
    if exponent <= 9 {
      let product = units.multipliedReportingOverflow(by: Self.powerOfTen(9 - exponent))
      return product.overflow ? nil : Int64(exactly: product.partialValue)
    }
    return exponent - 9 > 19 ? 0 : Int64(exactly: units / Self.powerOfTen(exponent - 9))
  }

  private static func powerOfTen(_ exponent: Int) -> UInt64 {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }
}
