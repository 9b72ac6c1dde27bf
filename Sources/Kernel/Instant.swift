/// A point in engine time: nanoseconds since the engine began.
@frozen
public struct Instant: Hashable, Comparable, Sendable {
  /// Nanoseconds since the engine began.
  public var nanoseconds: UInt64

  /// The moment the engine began.
  public static let start = Instant(nanoseconds: 0)
  /// Later than every deadline.
  public static let distantFuture = Instant(nanoseconds: .max)

  /// Makes an instant from nanoseconds since the engine began.
  @inlinable
  public init(nanoseconds: UInt64) {
    self.nanoseconds = nanoseconds
  }

  /// Orders instants by time.
  @inlinable
  public static func < (left: Instant, right: Instant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Returns the later instant, `distantFuture` where the sum does not fit.
  @inlinable
  public static func + (instant: Instant, span: Nanoseconds) -> Instant {
    let (sum, overflow) = instant.nanoseconds.addingReportingOverflow(span.count)
    return Instant(nanoseconds: overflow ? .max : sum)
  }

  /// Returns the span from `earlier` to `later`, zero if they are the other way round.
  @inlinable
  public static func - (later: Instant, earlier: Instant) -> Nanoseconds {
    Nanoseconds(
      later.nanoseconds > earlier.nanoseconds ? later.nanoseconds - earlier.nanoseconds : 0
    )
  }
}
