/// Names one timer; never used again in the same queue.
public struct TimerID: Hashable, Sendable {
  /// Counts up from 1 in the order of scheduling.
  public let rawValue: UInt64
}
