/// What an indication says of its whole chain.
///
/// Source: ndis/nf-ndis-ndismindicatereceivenetbufferlists
@frozen
public struct ReceiveFlags: NamedOptionSet, Hashable, Sendable {
  /// The bits as C code sees them.
  public let rawValue: UInt32

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The caller runs at dispatch level.
  public static let dispatchLevel = ReceiveFlags(rawValue: 0x1)
  /// A loan: the lists are the caller's again when the call returns.
  public static let resources = ReceiveFlags(rawValue: 0x2)
  /// All frames have one ethertype.
  public static let singleEtherType = ReceiveFlags(rawValue: 0x100)
  /// All frames belong to one VLAN.
  public static let singleVLAN = ReceiveFlags(rawValue: 0x200)
  /// All frames match the packet filter.
  public static let perfectFiltered = ReceiveFlags(rawValue: 0x400)
  /// All lists come from one queue.
  public static let singleQueue = ReceiveFlags(rawValue: 0x800)
  /// The shared-memory information is set.
  public static let sharedMemoryInfoValid = ReceiveFlags(rawValue: 0x1000)
  /// Reserved: more lists follow.
  public static let moreLists = ReceiveFlags(rawValue: 0x2000)
  /// All lists have the same switch destinations.
  public static let switchDestinationGroup = ReceiveFlags(rawValue: 0x4000)
  /// All lists come from one switch port.
  public static let switchSingleSource = ReceiveFlags(rawValue: 0x8000)

  /// Every flag with its documented name.
  public static let names: [(flag: ReceiveFlags, symbol: String)] = [
    (.dispatchLevel, "NDIS_RECEIVE_FLAGS_DISPATCH_LEVEL"),
    (.resources, "NDIS_RECEIVE_FLAGS_RESOURCES"),
    (.singleEtherType, "NDIS_RECEIVE_FLAGS_SINGLE_ETHER_TYPE"),
    (.singleVLAN, "NDIS_RECEIVE_FLAGS_SINGLE_VLAN"),
    (.perfectFiltered, "NDIS_RECEIVE_FLAGS_PERFECT_FILTERED"),
    (.singleQueue, "NDIS_RECEIVE_FLAGS_SINGLE_QUEUE"),
    (.sharedMemoryInfoValid, "NDIS_RECEIVE_FLAGS_SHARED_MEMORY_INFO_VALID"),
    (.moreLists, "NDIS_RECEIVE_FLAGS_MORE_NBLS"),
    (.switchDestinationGroup, "NDIS_RECEIVE_FLAGS_SWITCH_DESTINATION_GROUP"),
    (.switchSingleSource, "NDIS_RECEIVE_FLAGS_SWITCH_SINGLE_SOURCE"),
  ]
}
