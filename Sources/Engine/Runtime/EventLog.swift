public import Inspection

/// The last events, numbered; older ones are forgotten when the log is full.
public struct EventLog {
  /// Events kept.
  public static let capacity = 4_096
  /// Oldest first; at most `capacity`.
  public private(set) var events: [EngineEvent] = []
  private var nextSequence: UInt64 = 1

  /// An empty log; the first event gets number 1.
  public init() {}

  /// Adds an event and numbers it.
  mutating func add(_ event: EngineEvent) {
    var event = event
    event.sequence = nextSequence
    nextSequence += 1
    if events.count >= Self.capacity { events.removeFirst(Self.capacity / 4) }
    events.append(event)
  }

  /// The newest events, oldest first.
  func tail(_ count: Int) -> [EngineEvent] { Array(events.suffix(count)) }
}
