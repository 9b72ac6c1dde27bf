import CLinux

/// The host's monotonic clock, counted from the moment this object was made.
public final class HostClock: Clock {
  private let origin: UInt64

  /// Makes a clock that shows zero now.
  public init() {
    origin = nd_host_monotonic()
  }

  /// The time now.
  public var now: Instant {
    let reading = nd_host_monotonic()
    return Instant(nanoseconds: reading > origin ? reading - origin : 0)
  }
}
