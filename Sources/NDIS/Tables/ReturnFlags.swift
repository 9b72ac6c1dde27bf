/// What a return says of its whole chain.
///
/// Source: ndis/nf-ndis-ndisreturnnetbufferlists
@frozen
public struct ReturnFlags: NamedOptionSet, Hashable, Sendable {
  /// The bits as C code sees them.
  public let rawValue: UInt32

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The caller runs at dispatch level.
  public static let dispatchLevel = ReturnFlags(rawValue: 0x1)
  /// All lists belong to one queue.
  public static let singleQueue = ReturnFlags(rawValue: 0x2)
  /// All lists come from one switch port.
  public static let switchSingleSource = ReturnFlags(rawValue: 0x4)

  /// Every flag with its documented name.
  public static let names: [(flag: ReturnFlags, symbol: String)] = [
    (.dispatchLevel, "NDIS_RETURN_FLAGS_DISPATCH_LEVEL"),
    (.singleQueue, "NDIS_RETURN_FLAGS_SINGLE_QUEUE"),
    (.switchSingleSource, "NDIS_RETURN_FLAGS_SWITCH_SINGLE_SOURCE"),
  ]
}
