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

    /// Nanoseconds it is held at an engine time.
    public func age(at time: UInt64) -> UInt64 { time - min(since, time) }
  }

  /// Who holds them.
  public var party: PartyID
  /// How many there are.
  public var count: UInt64
  /// Nanoseconds that one may be held before that is an alarm; 0 for any time.
  public var limit: UInt64
  /// Oldest first, at most `HeldLists.most`.
  public var oldest: [List]

  /// Lists told of one party.
  public static let most = 4

  /// Makes the value.
  public init(party: PartyID, count: UInt64, limit: UInt64, oldest: [List]) {
    self.party = party
    self.count = count
    self.limit = limit
    self.oldest = oldest
  }

  /// Takes a list in.
  public mutating func add(_ list: List) {
    count += 1
    func isBefore(_ other: List) -> Bool {
      (list.since, list.journey) < (other.since, other.journey)
    }
    let isFull = oldest.count == Self.most
    if isFull, let last = oldest.last, !isBefore(last) { return }
    if isFull { oldest.removeLast() }
    oldest.insert(list, at: oldest.firstIndex(where: isBefore) ?? oldest.count)
  }

  /// How many of the oldest are held longer than the limit at an engine time.
  public func overdue(at time: UInt64) -> Int {
    limit == 0 ? 0 : oldest.count { $0.age(at: time) > limit }
  }

  /// The same in words: there may be more than are told.
  public func overdueText(at time: UInt64) -> String {
    let known = overdue(at: time)
    return known == Self.most && count > UInt64(known) ? "\(known) or more" : "\(known)"
  }
}
