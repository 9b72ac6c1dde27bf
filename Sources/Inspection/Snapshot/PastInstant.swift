/// The stack as it was at one instant, and in the minute before.
public struct PastInstant: Equatable, Sendable {
  /// Engine nanoseconds of the instant; what is told of packets, requests and events is of this time.
  public var time: UInt64
  /// Engine nanoseconds at which the counters were read; before `time` only where packets moved in between unread.
  public var countedAt: UInt64
  /// Two for every second of the minute before, oldest first, then the instant.
  public var samples: [Snapshot]

  /// The stack at the instant.
  public var snapshot: Snapshot { samples[samples.count - 1] }

  /// Makes the value from its parts; `before`: oldest first.
  public init(time: UInt64, countedAt: UInt64, before: [Snapshot], _ instant: Snapshot) {
    self.time = time
    self.countedAt = countedAt
    samples = before + [instant]
  }

  /// Equal if they tell of one instant of one engine.
  public static func == (left: PastInstant, right: PastInstant) -> Bool {
    left.time == right.time && left.countedAt == right.countedAt
      && left.snapshot.sequence == right.snapshot.sequence
  }
}
