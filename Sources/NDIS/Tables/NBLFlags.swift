/// What a list says of its packets.
///
/// Source: nbl/ns-nbl-net_buffer_list
@frozen
public struct NBLFlags: NamedOptionSet, Hashable, Sendable {
  /// The bits as C code sees them.
  public let rawValue: UInt32

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The sent data must not be written.
  public static let sendReadOnly = NBLFlags(rawValue: 0x1)
  /// The received data must not be written.
  public static let receiveReadOnly = NBLFlags(rawValue: 0x2)
  /// Header and data lie in separate buffers.
  public static let headerDataSplit = NBLFlags(rawValue: 0x100)
  /// All packets are IPv4.
  public static let isIPv4 = NBLFlags(rawValue: 0x200)
  /// All packets are IPv6.
  public static let isIPv6 = NBLFlags(rawValue: 0x400)
  /// All packets are TCP; needs an IP flag.
  public static let isTCP = NBLFlags(rawValue: 0x800)
  /// All packets are UDP; needs an IP flag.
  public static let isUDP = NBLFlags(rawValue: 0x1000)
  /// Split where the upper-layer header begins.
  public static let splitAtUpperLayerHeader = NBLFlags(rawValue: 0x2000)
  /// Split where the upper-layer payload begins.
  public static let splitAtUpperLayerPayload = NBLFlags(rawValue: 0x4000)
  /// A looped-back copy.
  public static let isLoopbackPacket = NBLFlags(rawValue: 0x8000)

  /// Every flag with its documented name.
  public static let names: [(flag: NBLFlags, symbol: String)] = [
    (.sendReadOnly, "NDIS_NBL_FLAGS_SEND_READ_ONLY"),
    (.receiveReadOnly, "NDIS_NBL_FLAGS_RECV_READ_ONLY"),
    (.headerDataSplit, "NDIS_NBL_FLAGS_HD_SPLIT"),
    (.isIPv4, "NDIS_NBL_FLAGS_IS_IPV4"),
    (.isIPv6, "NDIS_NBL_FLAGS_IS_IPV6"),
    (.isTCP, "NDIS_NBL_FLAGS_IS_TCP"),
    (.isUDP, "NDIS_NBL_FLAGS_IS_UDP"),
    (.splitAtUpperLayerHeader, "NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_HEADER"),
    (.splitAtUpperLayerPayload, "NDIS_NBL_FLAGS_SPLIT_AT_UPPER_LAYER_PROTOCOL_PAYLOAD"),
    (.isLoopbackPacket, "NDIS_NBL_FLAGS_IS_LOOPBACK_PACKET"),
  ]
}
