/// Something that happened in the stack and that a person can see.
public struct EngineEvent: Equatable, Sendable {
  /// Note of the event that a command was taken; every other event of a command answers it.
  public static let asked = "asked for"

  /// Grows by one.
  public var sequence: UInt64
  /// Engine nanoseconds.
  public var time: UInt64
  /// How much it matters.
  public var severity: EventSeverity
  /// Who it happened to; 0 for the engine.
  public var party: PartyID
  /// What it is about.
  public var kind: EventKind
  /// Name of who it happened to, as it was then.
  public var subject: String
  /// What happened (`Restarting → Running`, `NDIS_STATUS_LINK_STATE`).
  public var text: String
  /// Anything more (`Restarting for 1.2 ms`); may be empty.
  public var note: String
  /// What caused it (the event of a state machine, a broken rule, the meaning of a drop reason); may be empty.
  public var cause: String
  /// The journey it is about; 0 for none.
  public var journey: UInt64
  /// Number of the command it is about; of an `oid` event that of the request's flight; 0 for none.
  public var request: UInt64

  /// Makes the value from its parts.
  public init(
    sequence: UInt64,
    time: UInt64,
    severity: EventSeverity,
    party: PartyID,
    kind: EventKind,
    subject: String,
    text: String,
    note: String = "",
    cause: String = "",
    journey: UInt64 = 0,
    request: UInt64 = 0
  ) {
    self.sequence = sequence
    self.time = time
    self.severity = severity
    self.party = party
    self.kind = kind
    self.subject = subject
    self.text = text
    self.note = note
    self.cause = cause
    self.journey = journey
    self.request = request
  }
}
