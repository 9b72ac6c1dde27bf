// Names of values and flags, as the documentation's headers have them.

extension SymbolTable {
  static let medium = SymbolTable(Medium.allCases.map { (UInt64($0.rawValue), $0.symbol) })
  static let physicalMedium = SymbolTable(
    PhysicalMedium.allCases.map { (UInt64($0.rawValue), $0.symbol) }
  )
  static let packetFilter = SymbolTable(PacketFilter.self)
  static let macOptions = SymbolTable(MACOptions.self)
  static let autoNegotiation = SymbolTable(LinkState.AutoNegotiation.self)
  static let mediaConnectState = SymbolTable(
    MediaConnectState.allCases.map { (UInt64($0.rawValue), $0.symbol) }
  )
  static let mediaDuplexState = SymbolTable(
    MediaDuplexState.allCases.map { (UInt64($0.rawValue), $0.symbol) }
  )
  static let pauseFunctions = SymbolTable(
    PauseFunctions.allCases.map { (UInt64($0.rawValue), $0.symbol) }
  )

  static let hardwareStatus = SymbolTable([
    "NdisHardwareStatusReady", "NdisHardwareStatusInitializing", "NdisHardwareStatusReset",
    "NdisHardwareStatusClosing", "NdisHardwareStatusNotReady",
  ])
  static let mediaState = SymbolTable(["NdisMediaStateConnected", "NdisMediaStateDisconnected"])
  static let protocolOptions = SymbolTable([
    (1, "NDIS_PROT_OPTION_ESTIMATED_LENGTH"), (2, "NDIS_PROT_OPTION_NO_LOOPBACK"),
    (4, "NDIS_PROT_OPTION_NO_RSVD_ON_RCVPKT"), (8, "NDIS_PROT_OPTION_SEND_RESTRICTED"),
  ])
  static let mediaCapabilities = SymbolTable([
    (1, "NDIS_MEDIA_CAP_TRANSMIT"), (2, "NDIS_MEDIA_CAP_RECEIVE"),
  ])
  static let interruptModeration = SymbolTable([
    "NdisInterruptModerationUnknown", "NdisInterruptModerationNotSupported",
    "NdisInterruptModerationEnabled", "NdisInterruptModerationDisabled",
  ])
  static let interruptModerationFlags = SymbolTable([
    (1, "NDIS_INTERRUPT_MODERATION_CHANGE_NEEDS_RESET"),
    (2, "NDIS_INTERRUPT_MODERATION_CHANGE_NEEDS_REINITIALIZE"),
  ])
  static let guidFlags = SymbolTable([
    (1, "fNDIS_GUID_TO_OID"), (2, "fNDIS_GUID_TO_STATUS"), (4, "fNDIS_GUID_ANSI_STRING"),
    (8, "fNDIS_GUID_UNICODE_STRING"), (0x10, "fNDIS_GUID_ARRAY"),
    (0x20, "fNDIS_GUID_ALLOW_READ"), (0x40, "fNDIS_GUID_ALLOW_WRITE"),
  ])
  static let protocolID = SymbolTable([
    (0, "NDIS_PROTOCOL_ID_DEFAULT"), (2, "NDIS_PROTOCOL_ID_TCP_IP"), (6, "NDIS_PROTOCOL_ID_IPX"),
    (7, "NDIS_PROTOCOL_ID_NBF"),
  ])
  static let accessType = SymbolTable(
    from: 1,
    [
      "NET_IF_ACCESS_LOOPBACK", "NET_IF_ACCESS_BROADCAST", "NET_IF_ACCESS_POINT_TO_POINT",
      "NET_IF_ACCESS_POINT_TO_MULTI_POINT",
    ]
  )
  static let connectionType = SymbolTable(
    from: 1,
    ["NET_IF_CONNECTION_DEDICATED", "NET_IF_CONNECTION_PASSIVE", "NET_IF_CONNECTION_DEMAND"]
  )
  static let splitCapabilities = SymbolTable([
    (1, "NDIS_HD_SPLIT_CAPS_SUPPORTS_HEADER_DATA_SPLIT"),
    (2, "NDIS_HD_SPLIT_CAPS_SUPPORTS_IPV4_OPTIONS"),
    (4, "NDIS_HD_SPLIT_CAPS_SUPPORTS_IPV6_EXTENSION_HEADERS"),
    (8, "NDIS_HD_SPLIT_CAPS_SUPPORTS_TCP_OPTIONS"),
  ])
  static let splitFlags = SymbolTable([(1, "NDIS_HD_SPLIT_ENABLE_HEADER_DATA_SPLIT")])
  static let splitCombineFlags = SymbolTable([(1, "NDIS_HD_SPLIT_COMBINE_ALL_HEADERS")])
  static let offloadState = SymbolTable([
    (1, "NDIS_OFFLOAD_SET_ON"), (2, "NDIS_OFFLOAD_SET_OFF"), (0, "NDIS_OFFLOAD_SET_NO_CHANGE"),
  ])
  static let encapsulation = SymbolTable([
    (1, "NDIS_ENCAPSULATION_NULL"), (2, "NDIS_ENCAPSULATION_IEEE_802_3"),
    (4, "NDIS_ENCAPSULATION_IEEE_802_3_P_AND_Q"),
    (8, "NDIS_ENCAPSULATION_IEEE_802_3_P_AND_Q_IN_OOB"),
    (0x10, "NDIS_ENCAPSULATION_IEEE_LLC_SNAP_ROUTED"),
  ])
  static let ethernetOptions = SymbolTable([(1, "NDIS_802_3_MAC_OPTION_PRIORITY")])
  static let timeCapabilities = SymbolTable([
    (1, "READABLE_LOCAL_CLOCK"), (2, "CLOCK_NETWORK_DERIVED"), (4, "CLOCK_PRECISION"),
    (8, "RECEIVE_TIME_INDICATION_CAPABLE"), (0x10, "TIMED_SEND_CAPABLE"),
    (0x20, "TIME_STAMP_CAPABLE"),
  ])
  static let statistics = SymbolTable([
    (0x1, "NDIS_STATISTICS_FLAGS_VALID_DIRECTED_FRAMES_RCV"),
    (0x2, "NDIS_STATISTICS_FLAGS_VALID_MULTICAST_FRAMES_RCV"),
    (0x4, "NDIS_STATISTICS_FLAGS_VALID_BROADCAST_FRAMES_RCV"),
    (0x8, "NDIS_STATISTICS_FLAGS_VALID_BYTES_RCV"),
    (0x10, "NDIS_STATISTICS_FLAGS_VALID_RCV_DISCARDS"),
    (0x20, "NDIS_STATISTICS_FLAGS_VALID_RCV_ERROR"),
    (0x40, "NDIS_STATISTICS_FLAGS_VALID_DIRECTED_FRAMES_XMIT"),
    (0x80, "NDIS_STATISTICS_FLAGS_VALID_MULTICAST_FRAMES_XMIT"),
    (0x100, "NDIS_STATISTICS_FLAGS_VALID_BROADCAST_FRAMES_XMIT"),
    (0x200, "NDIS_STATISTICS_FLAGS_VALID_BYTES_XMIT"),
    (0x400, "NDIS_STATISTICS_FLAGS_VALID_XMIT_ERROR"),
    (0x8000, "NDIS_STATISTICS_FLAGS_VALID_XMIT_DISCARDS"),
    (0x10000, "NDIS_STATISTICS_FLAGS_VALID_DIRECTED_BYTES_RCV"),
    (0x20000, "NDIS_STATISTICS_FLAGS_VALID_MULTICAST_BYTES_RCV"),
    (0x40000, "NDIS_STATISTICS_FLAGS_VALID_BROADCAST_BYTES_RCV"),
    (0x80000, "NDIS_STATISTICS_FLAGS_VALID_DIRECTED_BYTES_XMIT"),
    (0x100000, "NDIS_STATISTICS_FLAGS_VALID_MULTICAST_BYTES_XMIT"),
    (0x200000, "NDIS_STATISTICS_FLAGS_VALID_BROADCAST_BYTES_XMIT"),
  ])
}
