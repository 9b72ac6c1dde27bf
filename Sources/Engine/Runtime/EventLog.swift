public import Inspection

/// The last events, numbered; older ones are forgotten when the log is full.
public struct EventLog {
  /// Oldest first.
  public private(set) var history = EventHistory()
  private var nextSequence: UInt64 = 1

  /// An empty log; the first event gets number 1.
  public init() {}

  /// Oldest first.
  public var events: [EngineEvent] { Array(history) }

  /// Adds an event and numbers it.
  mutating func add(_ event: EngineEvent) {
    var event = event
    event.sequence = nextSequence
    nextSequence += 1
    history.append(event)
  }
}
