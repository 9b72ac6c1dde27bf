/// One packet in two runs, hand-off beside hand-off, by names: nothing of it refers to either run.
public struct JourneyComparison: Equatable, Sendable {
  /// Who, as a person knows it.
  public struct Name: Equatable, Sendable {
    /// Its name.
    public var name: String
    /// What it is; nil if the run does not know.
    public var role: PartyRole?

    /// Makes the value from its parts.
    public init(_ name: String, _ role: PartyRole?) {
      self.name = name
      self.role = role
    }
  }

  /// A hand-off of one of the runs.
  public struct HandOff: Equatable, Sendable {
    /// Index in its journey.
    public var place: Int
    /// Which hand-off.
    public var edge: HopEdge
    /// Who hands off.
    public var from: Name
    /// Who takes.
    public var to: Name
    /// Number of the processor it ran on.
    public var processor: UInt16

    /// Makes the value from its parts.
    public init(place: Int, edge: HopEdge, from: Name, to: Name, processor: UInt16 = 0) {
      self.place = place
      self.edge = edge
      self.from = from
      self.to = to
      self.processor = processor
    }
  }

  /// How a journey ended.
  public struct Ending: Equatable, Sendable {
    /// In which way; held if it has not.
    public var outcome: JourneyOutcome
    /// Where; nil if it has not.
    public var party: Name?
    /// Symbol and sentence of the reason for a drop.
    public var reason: DropReasonRow?
    /// The rule or value that caused it, with its source; empty if none is known.
    public var cause: String

    /// Makes the value from its parts.
    public init(outcome: JourneyOutcome, party: Name?, reason: DropReasonRow?, cause: String) {
      self.outcome = outcome
      self.party = party
      self.reason = reason
      self.cause = cause
    }
  }

  /// The hand-offs that stand beside each other.
  public struct Row: Equatable, Sendable {
    /// In the first run; nil if only the second has it.
    public var first: HandOff?
    /// In the second run; nil if only the first has it.
    public var second: HandOff?
    /// What the packet has in the second run that it has not in the first, at this hand-off of both.
    public var changes: [HopChange]

    /// Makes the value from its parts.
    public init(first: HandOff?, second: HandOff?, changes: [HopChange] = []) {
      self.first = first
      self.second = second
      self.changes = changes
    }

    /// Whether the runs part here: one has no such hand-off, it goes elsewhere or runs on another processor, or the packet
    /// is another.
    public var differs: Bool {
      guard let first, let second else { return true }
      return first.to != second.to || first.processor != second.processor || !changes.isEmpty
    }
  }

  /// The journey's number in the first run; nil if it is not there.
  public var first: UInt64?
  /// The journey's number in the second run; nil if it is not there.
  public var second: UInt64?
  /// Name of the adapter it began at; empty if unknown.
  public var adapter: String
  /// The packet in a line, at its birth.
  public var summary: PacketSummary
  /// All hand-offs of both.
  public var rows: [Row]
  /// How it ended in the first run; nil if it is not there.
  public var firstEnding: Ending?
  /// How it ended in the second run; nil if it is not there.
  public var secondEnding: Ending?
  /// What differs; empty if nothing does.
  public var items: [JourneyDifference.Item]

  /// Makes the value from its parts.
  public init(
    first: UInt64?,
    second: UInt64?,
    adapter: String,
    summary: PacketSummary,
    rows: [Row],
    firstEnding: Ending?,
    secondEnding: Ending?,
    items: [JourneyDifference.Item]
  ) {
    self.first = first
    self.second = second
    self.adapter = adapter
    self.summary = summary
    self.rows = rows
    self.firstEnding = firstEnding
    self.secondEnding = secondEnding
    self.items = items
  }

  /// The first row in which the runs part; nil if none is, or only the endings differ.
  public var firstDifference: Int? { rows.firstIndex(where: \.differs) }

  /// Whether it ended in another way, elsewhere or for another reason.
  public var endsDiffer: Bool { items.contains { $0.kind == .outcome } }
}
