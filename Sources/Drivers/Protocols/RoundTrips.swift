public import Kernel

/// What a series of pings came to.
public struct RoundTrips: Equatable, Sendable {
  /// Requests sent.
  public internal(set) var sent: UInt64 = 0
  /// Replies that came in time.
  public private(set) var received: UInt64 = 0
  /// Requests that were not answered in time.
  public internal(set) var lost: UInt64 = 0
  /// The shortest time.
  public private(set) var minimum = Nanoseconds.zero
  /// The longest time.
  public private(set) var maximum = Nanoseconds.zero
  /// The sum of all times.
  public private(set) var total = Nanoseconds.zero

  /// The mean, rounded down; zero without replies.
  public var average: Nanoseconds {
    received == 0 ? .zero : Nanoseconds(total.count / received)
  }

  mutating func add(_ time: Nanoseconds) {
    minimum = received == 0 ? time : min(minimum, time)
    maximum = max(maximum, time)
    total = total + time
    received += 1
  }
}
