/// Both ledgers of one party in one direction, in lists; no term is computed from the others.
public struct Ledger: Equatable, Sendable {
  /// The line's words in the order of `CounterColumn`.
  public var values: [15 of UInt64]

  /// An empty ledger.
  public init() { values = .init(repeating: 0) }

  /// Reads or writes one term.
  public subscript(column: CounterColumn) -> UInt64 {
    get { values[Int(column.rawValue)] }
    set { values[Int(column.rawValue)] = newValue }
  }

  /// Custody: `taken + created = given + freed + held`.
  public var isCustodyBalanced: Bool {
    self[.taken] &+ self[.created] == self[.given] &+ self[.freed] &+ self[.held]
  }

  /// Fate: `entered + born = left + delivered + merged + dropped + inside`.
  public var isFateBalanced: Bool {
    self[.entered] &+ self[.born]
      == self[.left] &+ self[.delivered] &+ self[.merged] &+ self[.dropped] &+ self[.inside]
  }

  /// Both equations hold.
  public var isBalanced: Bool { isCustodyBalanced && isFateBalanced }

  /// Term by term.
  public static func + (one: Ledger, other: Ledger) -> Ledger {
    var sum = one
    for column in CounterColumn.allCases { sum[column] = one[column] &+ other[column] }
    return sum
  }

  /// All terms alike.
  public static func == (one: Ledger, other: Ledger) -> Bool {
    CounterColumn.allCases.allSatisfy { one[$0] == other[$0] }
  }
}
