/// A span of engine time; arithmetic stops at the ends of its range instead of trapping.
@frozen
public struct Nanoseconds: Hashable, Comparable, Sendable {
  /// Nanoseconds.
  public var count: UInt64

  /// No time.
  public static let zero = Nanoseconds(0)

  /// Makes a span of `count` nanoseconds.
  @inlinable
  public init(_ count: UInt64) {
    self.count = count
  }

  /// Makes a span of microseconds.
  @inlinable
  public static func microseconds(_ count: UInt64) -> Nanoseconds {
    Nanoseconds(1_000) * count
  }

  /// Makes a span of milliseconds.
  @inlinable
  public static func milliseconds(_ count: UInt64) -> Nanoseconds {
    Nanoseconds(1_000_000) * count
  }

  /// Makes a span of seconds.
  @inlinable
  public static func seconds(_ count: UInt64) -> Nanoseconds {
    Nanoseconds(1_000_000_000) * count
  }

  /// Makes a span from seconds with a fraction; negative numbers and non-numbers give zero.
  public init(seconds: Double) {
    let scaled = (seconds * 1e9).rounded()
    count = scaled < 0x1p64 ? (scaled > 0 ? UInt64(scaled) : 0) : seconds > 0 ? .max : 0
  }

  /// The span in seconds.
  public var inSeconds: Double { Double(count) / 1e9 }

  /// Orders spans by length.
  @inlinable
  public static func < (left: Nanoseconds, right: Nanoseconds) -> Bool {
    left.count < right.count
  }

  /// Returns the sum, the longest span where it does not fit.
  @inlinable
  public static func + (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
    let (sum, overflow) = left.count.addingReportingOverflow(right.count)
    return Nanoseconds(overflow ? .max : sum)
  }

  /// Returns the difference, zero where it would be negative.
  @inlinable
  public static func - (left: Nanoseconds, right: Nanoseconds) -> Nanoseconds {
    Nanoseconds(left.count > right.count ? left.count - right.count : 0)
  }

  /// Returns the product, the longest span where it does not fit.
  @inlinable
  public static func * (span: Nanoseconds, factor: UInt64) -> Nanoseconds {
    let (product, overflow) = span.count.multipliedReportingOverflow(by: factor)
    return Nanoseconds(overflow ? .max : product)
  }
}
