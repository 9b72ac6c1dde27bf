/// How and where a journey ended.
public struct JourneyEnding: Equatable, Sendable {
  /// Where its record begins in the log.
  public var position: UInt64
  /// Engine nanoseconds.
  public var time: UInt64
  /// Never `held`.
  public var outcome: JourneyOutcome
  /// Where it ended.
  public var party: PartyID
  /// The drop reason; nil unless dropped.
  public var reason: DropReasonRow?
  /// The rule or value that caused it; empty if none was recorded.
  public var cause: String

  /// Makes the value from its parts.
  public init(
    position: UInt64,
    time: UInt64,
    outcome: JourneyOutcome,
    party: PartyID,
    reason: DropReasonRow?,
    cause: String
  ) {
    self.position = position
    self.time = time
    self.outcome = outcome
    self.party = party
    self.reason = reason
    self.cause = cause
  }
}
