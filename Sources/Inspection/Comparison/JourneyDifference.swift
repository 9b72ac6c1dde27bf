/// What is not the same about one packet in two runs.
public struct JourneyDifference: Equatable, Sendable {
  /// One thing that differs.
  public struct Item: Equatable, Sendable {
    /// What kind of thing.
    public var kind: Kind
    /// What differs (`ipv4.ttl`); empty for path and outcome.
    public var name: String
    /// Who handed the packet off so, and how (`gate send`); empty for path and outcome.
    public var place: String
    /// In the first run; empty if it has none.
    public var first: String
    /// In the second run; empty if it has none.
    public var second: String

    /// Makes the value from its parts.
    public init(kind: Kind, name: String, place: String, first: String, second: String) {
      self.kind = kind
      self.name = name
      self.place = place
      self.first = first
      self.second = second
    }
  }

  /// What kind of thing differs.
  public enum Kind: String, CaseIterable, Sendable {
    /// The packet is in the first run only.
    case onlyInFirst = "onlyInA"
    /// The packet is in the second run only.
    case onlyInSecond = "onlyInB"
    /// Who handed it to whom.
    case path
    /// How and where it ended, and why.
    case outcome
    /// The processor it was handed off on.
    case processor
    /// A header field, or bytes that no field covers.
    case bytes
    /// An information slot.
    case info
    /// Length, flags, status or buffers of the list.
    case list
  }

  /// The journey's number in the first run; nil if it is not there.
  public var first: UInt64?
  /// The journey's number in the second run; nil if it is not there.
  public var second: UInt64?
  /// Name of the adapter it began at; empty if unknown.
  public var adapter: String
  /// The packet in a line, at its birth.
  public var summary: String
  /// What differs: the packet's presence alone, or its path, outcome and, at the first hop that tells, its content.
  public var items: [Item]

  /// Makes the value from its parts.
  public init(
    first: UInt64?,
    second: UInt64?,
    adapter: String,
    summary: String,
    items: [Item]
  ) {
    self.first = first
    self.second = second
    self.adapter = adapter
    self.summary = summary
    self.items = items
  }
}
