import CLinux

/// The host's monotonic clock, counted from the moment this object was made, without the spans in which it stood still.
public final class HostClock: Clock {
  private var origin: UInt64

  /// Makes a clock that shows zero now.
  public init() {
    origin = nd_host_monotonic()
  }

  /// The time now.
  public var now: Instant {
    let reading = nd_host_monotonic()
    return Instant(nanoseconds: reading > origin ? reading - origin : 0)
  }

  /// Stands still while `body` runs: afterwards the time is what it was before.
  public func standing<Result>(while body: () -> Result) -> Result {
    let start = nd_host_monotonic()
    defer { origin += nd_host_monotonic() - start }
    return body()
  }
}
