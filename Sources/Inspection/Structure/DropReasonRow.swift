/// Why a packet can be dropped: one row of the reason table.
public struct DropReasonRow: Equatable, Sendable {
  /// Number in records.
  public var rawValue: UInt16
  /// Name in output and filters (`FilteredVLAN`).
  public var symbol: String
  /// For people.
  public var sentence: String
  /// Documentation page, without host and extension.
  public var page: String

  /// Makes the value from its parts.
  public init(
    rawValue: UInt16,
    symbol: String,
    sentence: String,
    page: String
  ) {
    self.rawValue = rawValue
    self.symbol = symbol
    self.sentence = sentence
    self.page = page
  }
}
