/// The value of one out-of-band slot of a list.
public struct InfoSlotValue: Equatable, Sendable {
  /// Index in `NetBufferListInfo`.
  public var slot: UInt8
  /// The whole word.
  public var rawValue: UInt64
  /// As documented (`Ieee8021QNetBufferListInfo`).
  public var name: String
  /// The decoded parts; empty for a word without documented parts.
  public var fields: [InfoField]

  /// Makes the value from its parts.
  public init(
    slot: UInt8,
    rawValue: UInt64,
    name: String,
    fields: [InfoField]
  ) {
    self.slot = slot
    self.rawValue = rawValue
    self.name = name
    self.fields = fields
  }
}
