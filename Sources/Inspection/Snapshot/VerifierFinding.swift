/// A broken rule: who broke it, when, and with which packet.
public struct VerifierFinding: Equatable, Sendable {
  /// Name of the rule.
  public var rule: String
  /// The rule as a sentence.
  public var sentence: String
  /// Documentation page.
  public var page: String
  /// Who broke it.
  public var party: PartyID
  /// The driver's name.
  public var driver: String
  /// Engine nanoseconds.
  public var time: UInt64
  /// The packet's journey; 0 for none.
  public var journey: UInt64
  /// What was found.
  public var text: String

  /// Makes the value from its parts.
  public init(
    rule: String,
    sentence: String,
    page: String,
    party: PartyID,
    driver: String,
    time: UInt64,
    journey: UInt64 = 0,
    text: String
  ) {
    self.rule = rule
    self.sentence = sentence
    self.page = page
    self.party = party
    self.driver = driver
    self.time = time
    self.journey = journey
    self.text = text
  }
}
