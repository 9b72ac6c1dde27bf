/// Lists dropped by one party for one reason.
public struct DropCount: Equatable, Sendable {
  /// Where they were dropped.
  public var party: PartyID
  /// Raw number of the reason.
  public var reason: UInt16
  /// Lists; never 0 in a page.
  public var count: UInt64

  /// Makes the value from its parts.
  public init(
    party: PartyID,
    reason: UInt16,
    count: UInt64
  ) {
    self.party = party
    self.reason = reason
    self.count = count
  }
}
