/// Another journey this one is tied to.
public struct JourneyLink: Equatable, Sendable {
  /// The other journey; 0 for an injected packet that was taken from none.
  public var journey: UInt64
  /// How the younger of the two came from the elder.
  public var kind: BirthKind
  /// Who made the younger.
  public var party: PartyID
  /// Engine nanoseconds.
  public var time: UInt64

  /// Makes the value from its parts.
  public init(
    journey: UInt64,
    kind: BirthKind,
    party: PartyID,
    time: UInt64
  ) {
    self.journey = journey
    self.kind = kind
    self.party = party
    self.time = time
  }
}
