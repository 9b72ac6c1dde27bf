/// The part of the packet list that a front asked for.
public struct PacketWindow: Equatable, Sendable {
  /// Row of the first entry in the filtered list, 0 first.
  public var firstRow: UInt64
  /// Rows of the filtered list.
  public var rowCount: UInt64
  /// Journeys in the whole list.
  public var journeyCount: UInt64
  /// The entries, in the order of the list.
  public var rows: [JourneyRow]
  /// What is wrong with the filter asked for; empty if nothing is.
  public var filterError: String

  /// Makes the value from its parts.
  public init(
    firstRow: UInt64,
    rowCount: UInt64,
    journeyCount: UInt64,
    rows: [JourneyRow],
    filterError: String = ""
  ) {
    self.firstRow = firstRow
    self.rowCount = rowCount
    self.journeyCount = journeyCount
    self.rows = rows
    self.filterError = filterError
  }
}
