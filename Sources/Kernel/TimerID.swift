/// Names one timer of a queue.
public struct TimerID: Hashable, Sendable {
  /// Where the queue keeps it.
  let place: UInt32
  /// Tells it from others that were kept there.
  let generation: UInt64
}
