/// What a send call says of its whole chain.
///
/// Source: ndis/nf-ndis-ndissendnetbufferlists
@frozen
public struct SendFlags: NamedOptionSet, Hashable, Sendable {
  /// The bits as C code sees them.
  public let rawValue: UInt32

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The caller runs at dispatch level.
  public static let dispatchLevel = SendFlags(rawValue: 0x1)
  /// The sender wants looped-back copies.
  public static let checkForLoopback = SendFlags(rawValue: 0x2)
  /// All lists are for one queue.
  public static let singleQueue = SendFlags(rawValue: 0x4)
  /// All lists have the same switch destinations.
  public static let switchDestinationGroup = SendFlags(rawValue: 0x10)
  /// All lists come from one switch port.
  public static let switchSingleSource = SendFlags(rawValue: 0x20)

  /// Every flag with its documented name.
  public static let names: [(flag: SendFlags, symbol: String)] = [
    (.dispatchLevel, "NDIS_SEND_FLAGS_DISPATCH_LEVEL"),
    (.checkForLoopback, "NDIS_SEND_FLAGS_CHECK_FOR_LOOPBACK"),
    (.singleQueue, "NDIS_SEND_FLAGS_SINGLE_QUEUE"),
    (.switchDestinationGroup, "NDIS_SEND_FLAGS_SWITCH_DESTINATION_GROUP"),
    (.switchSingleSource, "NDIS_SEND_FLAGS_SWITCH_SINGLE_SOURCE"),
  ]
}
