/// The lists of others that one party holds: whose time it takes, and how long already.
public struct HeldLists: Equatable, Sendable {
  /// One list.
  public struct List: Equatable, Sendable {
    /// Its journey.
    public var journey: UInt64
    /// Engine nanoseconds at which its holder was handed it, by the millisecond.
    public var since: UInt64

    /// Makes the value.
    public init(journey: UInt64, since: UInt64) {
      self.journey = journey
      self.since = since
    }
  }

  /// Who holds them.
  public var party: PartyID
  /// How many there are.
  public var count: UInt64
  /// Those of them that are held longer than the limit.
  public var overdue: UInt64
  /// Oldest first, at most `HeldLists.most`.
  public var oldest: [List]

  /// Lists told of one party.
  public static let most = 8

  /// Makes the value.
  public init(party: PartyID, count: UInt64, overdue: UInt64, oldest: [List]) {
    self.party = party
    self.count = count
    self.overdue = overdue
    self.oldest = oldest
  }
}
