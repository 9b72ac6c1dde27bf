/// All drop reasons an engine knows.
public struct DropReasonTable: Sendable, Equatable {
  /// Ascending by number.
  public let rows: [DropReasonRow]

  /// Makes the table.
  public init(_ rows: [DropReasonRow] = []) {
    self.rows = rows.sorted { $0.rawValue < $1.rawValue }
  }

  /// Finds a reason by its number.
  public subscript(rawValue: UInt16) -> DropReasonRow? {
    rows.first { $0.rawValue == rawValue }
  }

  /// A reason's symbol; `reason 7` where the table does not know it.
  public func symbol(of rawValue: UInt16) -> String {
    self[rawValue]?.symbol ?? "reason \(rawValue)"
  }
}
