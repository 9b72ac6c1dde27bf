/// A wake-up pattern that a binding added and the miniport took.
///
/// - C: `NDIS_PM_WOL_PATTERN` · Source: network/adding-and-deleting-wake-on-lan-patterns
public struct WakePattern: Sendable, Equatable {
  /// Given by NDIS, unique on the adapter.
  public let id: UInt32
  /// 1 is the highest, 0xFFFFFFFF the lowest.
  public let priority: UInt32
  /// Party of the binding that added it.
  public let owner: UInt32
  /// The documented structure with its id in place.
  public let bytes: [UInt8]

  /// Bytes of the structure up to its union, and where its members are.
  static let headerLength = 156
  static let priorityOffset = 8
  static let idOffset = 148
  static let nextOffset = 152
}
