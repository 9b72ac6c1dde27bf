/// Every journey of a hop log, found while the log grows, in 64 bytes each.
///
/// Read first: `ingest`, which takes the log piece by piece; then `entry(at:)`. A record that refers to an earlier one
/// needs its membership, so the index keeps for each record with entries which rows it held: as a range where the rows
/// follow each other, which they nearly always do.
///
/// The log may lose its beginning (`forget(before:)`) and may be read with gaps; journeys that lost hops by that are
/// partial.
public struct JourneyIndex: Sendable {
  /// One journey; exactly one cache line.
  struct Row {
    var journey: UInt64
    var firstPosition: UInt64
    var lastPosition: UInt64
    var firstTime: UInt64
    var lastTime: UInt64
    var hopCount: UInt32
    var firstParty: UInt32
    var length: UInt32
    var endParty: UInt32
    /// Place in `extras`; 0 for none.
    var extra: UInt32
    var bits: UInt32
  }

  /// What only children and dropped journeys have.
  struct Extra {
    var parent: UInt64 = 0
    var cause: UInt32 = 0
    var reason: UInt16 = 0
    var birthKind: UInt8 = 0
  }

  /// The rows of a record with entries.
  struct Group {
    var position: UInt64
    /// First row, or first place in `members`.
    var start: UInt32
    /// Rows; the highest bit says that `start` is a place in `members`.
    var count: UInt32
  }

  static let outcomeBits: UInt32 = 7
  static let transmitBit: UInt32 = 8
  static let directionBit: UInt32 = 16
  static let partialBit: UInt32 = 32
  static let lengthBit: UInt32 = 64
  static let listedBit: UInt32 = 1 << 31

  /// Knows the records that brief ones refer to.
  var reader = HopLogReader()
  var rows: [Row] = []
  /// Which way each of the rows took.
  var ways = JourneyWays()
  var extras: [Extra] = [Extra()]
  /// Open addressing, row + 1 or 0; a power of two, at least twice the rows.
  var table: [UInt32] = [UInt32](repeating: 0, count: 64)
  var groups: [Group] = []
  /// Groups at the front that have been forgotten and not yet removed.
  var forgottenGroups = 0
  var members: [UInt32] = []
  /// Positions that were never read, between others that were; ascending.
  var gaps: [Range<UInt64>] = []
  /// Who packets begin with: miniports, bindings, drivers; empty if not known.
  ///
  /// After a gap it tells whose beginning was missed.
  public var originators: Set<PartyID> = []
  /// Journeys up to this number may have begun in the last gap.
  var lateBoundary: UInt64 = 0
  var isBoundaryOpen = false
  /// Something was written before or between what was read.
  var hasMissed = false

  /// First position still in the log.
  public internal(set) var firstPosition: UInt64 = 0
  /// Position after the last record taken in.
  public internal(set) var endPosition: UInt64 = 0
  /// Records taken in, pads left out.
  public internal(set) var recordCount: UInt64 = 0
  /// Hand-offs of single lists taken in.
  public internal(set) var hopCount: UInt64 = 0
  /// References to records before the first one that was read.
  public internal(set) var unresolvedCount: UInt64 = 0
  /// Journeys that were removed because the log has nothing of them any more.
  public internal(set) var forgottenCount: UInt64 = 0
  var hasStarted = false
  /// Rows at which removal is considered again.
  var nextCompaction = 8192

  /// Makes an empty index.
  public init() {}

  /// Journeys in the index.
  public var count: Int { rows.count }

  /// The journey at a place, in the order of their first records.
  public func entry(at place: Int) -> JourneyEntry {
    let row = rows[place]
    let extra = extras[Int(row.extra)]
    let outcome = JourneyOutcome(rawValue: UInt8(row.bits & Self.outcomeBits)) ?? .held
    return JourneyEntry(
      journey: row.journey,
      parent: extra.parent,
      birthKind: BirthKind(rawValue: extra.birthKind),
      firstPosition: row.firstPosition,
      lastPosition: row.lastPosition,
      firstTime: row.firstTime,
      lastTime: row.lastTime,
      hopCount: row.hopCount,
      firstParty: row.firstParty,
      direction: row.bits & Self.directionBit == 0
        ? nil : (row.bits & Self.transmitBit != 0 ? .transmit : .receive),
      length: row.bits & Self.lengthBit != 0 ? row.length : nil,
      outcome: outcome,
      endParty: row.endParty,
      reason: outcome == .dropped ? extra.reason : nil,
      cause: outcome == .held ? 0 : extra.cause,
      isPartial: isPartial(row, outcome),
      path: ways.places[place]
    )
  }

  /// Where a journey is in the index; nil if it is not.
  public func place(of journey: UInt64) -> Int? {
    let row = findRow(journey)
    return row < 0 ? nil : row
  }

  /// A journey by its number; nil if the index has nothing of it.
  public func entry(of journey: UInt64) -> JourneyEntry? {
    place(of: journey).map { entry(at: $0) }
  }

  private func isPartial(_ row: Row, _ outcome: JourneyOutcome) -> Bool {
    if row.bits & Self.partialBit != 0 || row.firstPosition < firstPosition { return true }
    guard let last = gaps.last, last.lowerBound > row.firstPosition else { return false }
    if outcome == .held { return true }
    return gaps.contains {
      $0.lowerBound > row.firstPosition && $0.upperBound <= row.lastPosition
    }
  }

  @inline(__always)
  static func slot(of journey: UInt64, mask: Int) -> Int {
    let mixed = (journey ^ (journey >> 29)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 24) & mask
  }

  /// The row of a journey; -1 if there is none.
  @inline(__always)
  func findRow(_ journey: UInt64) -> Int {
    let mask = table.count - 1
    var place = Self.slot(of: journey, mask: mask)
    while true {
      let found = Int(table[place]) - 1
      if found < 0 || rows[found].journey == journey { return found }
      place = (place + 1) & mask
    }
  }

  /// Adds a row for a journey that has none.
  mutating func appendRow(
    _ journey: UInt64,
    record: HopRecord,
    bits: UInt32
  ) -> Int {
    if (rows.count + 1) * 2 > table.count { growTable(to: table.count * 2) }
    let row = rows.count
    rows.append(
      Row(
        journey: journey,
        firstPosition: record.position,
        lastPosition: record.position,
        firstTime: record.time,
        lastTime: record.time,
        hopCount: 0,
        firstParty: record.from,
        length: 0,
        endParty: 0,
        extra: 0,
        bits: bits
      )
    )
    ways.append(isKnown: bits & Self.partialBit == 0)
    enter(row)
    return row
  }

  mutating func growTable(to size: Int) {
    table = [UInt32](repeating: 0, count: size)
    for row in rows.indices { enter(row) }
  }

  private mutating func enter(_ row: Int) {
    let mask = table.count - 1
    var place = Self.slot(of: rows[row].journey, mask: mask)
    while table[place] != 0 { place = (place + 1) & mask }
    table[place] = UInt32(truncatingIfNeeded: row + 1)
  }

  mutating func withExtra(_ row: Int, _ body: (inout Extra) -> Void) {
    if rows[row].extra == 0 {
      rows[row].extra = UInt32(truncatingIfNeeded: extras.count)
      extras.append(Extra())
    }
    body(&extras[Int(rows[row].extra)])
  }
}
