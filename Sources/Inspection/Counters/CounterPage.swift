/// All counters at one quiet point, as one flat page: every ledger in it balances.
///
/// First a line of `partyWidth` words per party (transmit, then receive, each in the order of `CounterColumn`), in
/// the order of `partyIDs`; then a line of `StatisticsColumn.width` words per adapter, in the order of `adapterIDs`;
/// then a line of `QueueColumn.width` words per receive queue, in the order of `queueIDs`; then a word per entry of each
/// indirection table, in the order of `tables`.
public struct CounterPage: Equatable, Sendable {
  /// Words in a party's line.
  public static let partyWidth = 2 * CounterColumn.width

  /// Whose line is where; ascending.
  public let partyIDs: [PartyID]
  /// Ascending.
  public let adapterIDs: [AdapterID]
  /// Ascending.
  public let queueIDs: [UInt32]
  /// Ascending by adapter.
  public let tables: [HitTable]
  /// The lines.
  public internal(set) var values: [UInt64]
  /// Ascending by party, then reason; no zero counts.
  public private(set) var drops: [DropCount]

  /// An indirection table whose entries are counted.
  public struct HitTable: Equatable, Sendable {
    /// Whose it is.
    public var adapter: AdapterID
    /// Entries, at most 128.
    public var entries: UInt16

    /// Makes the value from its parts.
    public init(adapter: AdapterID, entries: UInt16) {
      self.adapter = adapter
      self.entries = entries
    }
  }

  /// Makes a page of zeros; ids are put in ascending order.
  public init(
    partyIDs: [PartyID] = [],
    adapterIDs: [AdapterID] = [],
    queueIDs: [UInt32] = [],
    tables: [HitTable] = []
  ) {
    self.partyIDs = partyIDs.sorted()
    self.adapterIDs = adapterIDs.sorted()
    self.queueIDs = queueIDs.sorted()
    self.tables = tables.sorted { $0.adapter < $1.adapter }
    values = [UInt64](
      repeating: 0,
      count: Self.words(partyIDs.count, adapterIDs.count, queueIDs.count, tables)
    )
    drops = []
  }

  /// Makes a page from its parts; nil unless ids ascend strictly and the words are as many as the ids need.
  public init?(
    partyIDs: [PartyID],
    adapterIDs: [AdapterID],
    queueIDs: [UInt32] = [],
    tables: [HitTable] = [],
    values: [UInt64],
    drops: [DropCount]
  ) {
    guard
      values.count == Self.words(partyIDs.count, adapterIDs.count, queueIDs.count, tables),
      Self.ascends(partyIDs), Self.ascends(adapterIDs), Self.ascends(queueIDs),
      Self.ascends(tables.map(\.adapter))
    else { return nil }
    self.partyIDs = partyIDs
    self.adapterIDs = adapterIDs
    self.queueIDs = queueIDs
    self.tables = tables
    self.values = values
    self.drops = []
    setDrops(drops)
  }

  private static func words(
    _ parties: Int,
    _ adapters: Int,
    _ queues: Int,
    _ tables: [HitTable]
  ) -> Int {
    parties * partyWidth + adapters * StatisticsColumn.width + queues * QueueColumn.width
      + tables.reduce(0) { $0 + Int($1.entries) }
  }

  /// True if every id is larger than the one before.
  static func ascends(_ ids: [UInt32]) -> Bool {
    zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 }
  }

  /// Where a party's line begins in `values`; nil if the page has none.
  public func offset(of party: PartyID) -> Int? {
    Self.place(of: party, in: partyIDs).map { $0 * Self.partyWidth }
  }

  /// Where an adapter's statistics begin in `values`; nil if the page has none.
  public func offset(ofAdapter adapter: AdapterID) -> Int? {
    Self.place(of: adapter, in: adapterIDs).map {
      partyIDs.count * Self.partyWidth + $0 * StatisticsColumn.width
    }
  }

  /// Gives the words to a body that fills them, in place.
  public mutating func withValues<Result>(
    _ body: (inout MutableSpan<UInt64>) -> Result
  ) -> Result {
    var span = values.mutableSpan
    return body(&span)
  }

  /// Adds to the word at a place, around its end.
  mutating func add(_ difference: UInt64, at place: Int) {
    values[place] &+= difference
  }

  /// Replaces the drops: sorted, equal pairs added up, zeros left out.
  public mutating func setDrops(_ counts: [DropCount]) {
    var sorted: [DropCount] = []
    for count in counts.sorted(by: { ($0.party, $0.reason) < ($1.party, $1.reason) })
    where count.count != 0 {
      if let last = sorted.last, last.party == count.party, last.reason == count.reason {
        sorted[sorted.count - 1].count &+= count.count
      } else {
        sorted.append(count)
      }
    }
    drops = sorted
  }

  /// One counter of a party; 0 if the page has no such line.
  public subscript(party: PartyID, direction: Direction, column: CounterColumn) -> UInt64 {
    get {
      guard let offset = offset(of: party) else { return 0 }
      return values[offset + Int(direction.rawValue) * CounterColumn.width + Int(column.rawValue)]
    }
    set {
      guard let offset = offset(of: party) else { return }
      values[offset + Int(direction.rawValue) * CounterColumn.width + Int(column.rawValue)] =
        newValue
    }
  }

  /// One statistic of an adapter; 0 if the page has no such line.
  public subscript(adapter: AdapterID, column: StatisticsColumn) -> UInt64 {
    get {
      guard let offset = offset(ofAdapter: adapter) else { return 0 }
      return values[offset + Int(column.rawValue)]
    }
    set {
      guard let offset = offset(ofAdapter: adapter) else { return }
      values[offset + Int(column.rawValue)] = newValue
    }
  }

  /// A party's ledger in one direction; all zeros if the page has no such line.
  public func ledger(of party: PartyID, _ direction: Direction) -> Ledger {
    var ledger = Ledger()
    guard let offset = offset(of: party) else { return ledger }
    let start = offset + Int(direction.rawValue) * CounterColumn.width
    for column in CounterColumn.allCases {
      ledger[column] = values[start + Int(column.rawValue)]
    }
    return ledger
  }

  /// Both directions of a party together.
  public func ledger(of party: PartyID) -> Ledger {
    ledger(of: party, .transmit) + ledger(of: party, .receive)
  }

  /// Every party's both ledgers balance.
  public var isBalanced: Bool {
    partyIDs.allSatisfy { party in
      Direction.allCases.allSatisfy { ledger(of: party, $0).isBalanced }
    }
  }

  /// Drops of one party, ascending by reason.
  public func drops(of party: PartyID) -> [DropCount] {
    drops.filter { $0.party == party }
  }

  /// One column over all parties and, unless one is named, both directions.
  public func sum(of column: CounterColumn, _ direction: Direction? = nil) -> UInt64 {
    var sum: UInt64 = 0
    for party in partyIDs {
      for way in Direction.allCases where direction == nil || way == direction {
        sum &+= self[party, way, column]
      }
    }
    return sum
  }

  static func place(of id: UInt32, in ids: [UInt32]) -> Int? {
    var low = 0
    var high = ids.count
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }
}
