public import Inspection

/// The last events, numbered; older ones are forgotten when the log is full.
public struct EventLog {
  /// Oldest first.
  public private(set) var history = EventHistory()
  private var nextSequence: UInt64 = 1
  /// Payloads of the status indications among the events, by the event's number.
  private var payloads: [UInt64: StatusPayload] = [:]

  /// An empty log; the first event gets number 1.
  public init() {}

  /// Number of the newest event; 0 before the first.
  public var newest: UInt64 { nextSequence - 1 }

  /// Oldest first.
  public var events: [EngineEvent] { Array(history) }

  /// The payload of a status indication that is still known; nil for other events.
  public func payload(of sequence: UInt64) -> StatusPayload? { payloads[sequence] }

  /// Adds an event and numbers it.
  mutating func add(_ event: EngineEvent, payload: StatusPayload? = nil) {
    var event = event
    event.sequence = nextSequence
    nextSequence += 1
    history.append(event)
    if let payload { payloads[event.sequence] = payload }
    if payloads.count > EventHistory.defaultCapacity, let oldest = history.first?.sequence {
      payloads = payloads.filter { $0.key >= oldest }
    }
  }
}
