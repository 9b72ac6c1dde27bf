/// A clock that moves only when told to.
public final class VirtualClock: Clock {
  /// The time now.
  public private(set) var now: Instant

  /// Makes a clock that shows `start`.
  public init(start: Instant = .start) {
    now = start
  }

  /// Moves to `instant`; a clock never goes back, so an earlier instant changes nothing.
  public func advance(to instant: Instant) {
    if instant > now { now = instant }
  }
}
