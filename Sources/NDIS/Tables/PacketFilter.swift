/// The kinds of frames a binding or adapter takes.
///
/// Source: oid-gen-current-packet-filter
@frozen
public struct PacketFilter: NamedOptionSet, Hashable, Sendable {
  /// The bits as C code sees them.
  public let rawValue: UInt32

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Frames to the adapter's own address.
  public static let directed = PacketFilter(rawValue: 0x1)
  /// Frames to addresses of the multicast list.
  public static let multicast = PacketFilter(rawValue: 0x2)
  /// Frames to any multicast address.
  public static let allMulticast = PacketFilter(rawValue: 0x4)
  /// Frames to the broadcast address.
  public static let broadcast = PacketFilter(rawValue: 0x8)
  /// Source-routed frames (802.5).
  public static let sourceRouting = PacketFilter(rawValue: 0x10)
  /// Every frame.
  public static let promiscuous = PacketFilter(rawValue: 0x20)
  /// Station management frames (FDDI).
  public static let stationManagement = PacketFilter(rawValue: 0x40)
  /// Frames sent by this host.
  public static let allLocal = PacketFilter(rawValue: 0x80)
  /// Frames to the group address (802.5).
  public static let group = PacketFilter(rawValue: 0x1000)
  /// Frames to any functional address (802.5).
  public static let allFunctional = PacketFilter(rawValue: 0x2000)
  /// Frames to the functional address (802.5).
  public static let functional = PacketFilter(rawValue: 0x4000)
  /// MAC frames.
  public static let macFrame = PacketFilter(rawValue: 0x8000)
  /// No looped-back copies.
  public static let noLocal = PacketFilter(rawValue: 0x10000)

  /// The value and the names of its flags without what they have in common, as in `0x5 DIRECTED|ALL_MULTICAST`.
  public var short: String {
    let prefix = "NDIS_PACKET_TYPE_"
    let flags = Self.names.filter { contains($0.flag) }.map { $0.symbol.dropFirst(prefix.count) }
    return "0x\(String(rawValue, radix: 16))" + (flags.isEmpty ? "" : " ")
      + flags.joined(separator: "|")
  }

  /// Every flag with its documented name.
  public static let names: [(flag: PacketFilter, symbol: String)] = [
    (.directed, "NDIS_PACKET_TYPE_DIRECTED"),
    (.multicast, "NDIS_PACKET_TYPE_MULTICAST"),
    (.allMulticast, "NDIS_PACKET_TYPE_ALL_MULTICAST"),
    (.broadcast, "NDIS_PACKET_TYPE_BROADCAST"),
    (.sourceRouting, "NDIS_PACKET_TYPE_SOURCE_ROUTING"),
    (.promiscuous, "NDIS_PACKET_TYPE_PROMISCUOUS"),
    (.stationManagement, "NDIS_PACKET_TYPE_SMT"),
    (.allLocal, "NDIS_PACKET_TYPE_ALL_LOCAL"),
    (.group, "NDIS_PACKET_TYPE_GROUP"),
    (.allFunctional, "NDIS_PACKET_TYPE_ALL_FUNCTIONAL"),
    (.functional, "NDIS_PACKET_TYPE_FUNCTIONAL"),
    (.macFrame, "NDIS_PACKET_TYPE_MAC_FRAME"),
    (.noLocal, "NDIS_PACKET_TYPE_NO_LOCAL"),
  ]
}
