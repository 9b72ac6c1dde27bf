// Names of power management.

extension SymbolTable {
  static let devicePower = SymbolTable([
    "NdisDeviceStateUnspecified", "NdisDeviceStateD0", "NdisDeviceStateD1", "NdisDeviceStateD2",
    "NdisDeviceStateD3",
  ])
  static let deviceWakeUp = SymbolTable([
    (1, "NDIS_DEVICE_WAKE_UP_ENABLE"), (2, "NDIS_DEVICE_WAKE_ON_PATTERN_MATCH_ENABLE"),
    (4, "NDIS_DEVICE_WAKE_ON_MAGIC_PACKET_ENABLE"),
  ])
  static let enableWakeUp = SymbolTable([
    (1, "NDIS_PNP_WAKE_UP_MAGIC_PACKET"), (2, "NDIS_PNP_WAKE_UP_PATTERN_MATCH"),
    (4, "NDIS_PNP_WAKE_UP_LINK_CHANGE"),
  ])
  static let powerFlags = SymbolTable([
    (1, "NDIS_PM_WAKE_PACKET_INDICATION_SUPPORTED"), (2, "NDIS_PM_SELECTIVE_SUSPEND_SUPPORTED"),
  ])
  static let wakePatternsSupported = wakePatterns("SUPPORTED")
  static let wakePatternsEnabled = wakePatterns("ENABLED")
  static let protocolOffloadsSupported = protocolOffloads("SUPPORTED")
  static let protocolOffloadsEnabled = protocolOffloads("ENABLED")
  static let wakeEventsSupported = SymbolTable([
    (1, "NDIS_PM_WAKE_ON_MEDIA_CONNECT_SUPPORTED"),
    (2, "NDIS_PM_WAKE_ON_MEDIA_DISCONNECT_SUPPORTED"),
  ])
  static let wakeEventsEnabled = SymbolTable([
    (1, "NDIS_PM_WAKE_ON_LINK_CHANGE_ENABLED"), (2, "NDIS_PM_WAKE_ON_MEDIA_DISCONNECT_ENABLED"),
  ])
  static let wakeUpFlags = SymbolTable([
    (1, "NDIS_PM_WAKE_ON_LINK_CHANGE_ENABLED"), (2, "NDIS_PM_WAKE_ON_MEDIA_DISCONNECT_ENABLED"),
    (0x10, "NDIS_PM_SELECTIVE_SUSPEND_ENABLED"),
  ])

  private static func wakePatterns(_ end: String) -> SymbolTable {
    SymbolTable([
      (0x1, "NDIS_PM_WOL_BITMAP_PATTERN_\(end)"), (0x2, "NDIS_PM_WOL_MAGIC_PACKET_\(end)"),
      (0x4, "NDIS_PM_WOL_IPV4_TCP_SYN_\(end)"), (0x8, "NDIS_PM_WOL_IPV6_TCP_SYN_\(end)"),
      (0x200, "NDIS_PM_WOL_IPV4_DEST_ADDR_WILDCARD_\(end)"),
      (0x800, "NDIS_PM_WOL_IPV6_DEST_ADDR_WILDCARD_\(end)"),
      (0x10000, "NDIS_PM_WOL_EAPOL_REQUEST_ID_MESSAGE_\(end)"),
    ])
  }

  private static func protocolOffloads(_ end: String) -> SymbolTable {
    SymbolTable([
      (0x1, "NDIS_PM_PROTOCOL_OFFLOAD_ARP_\(end)"), (0x2, "NDIS_PM_PROTOCOL_OFFLOAD_NS_\(end)"),
      (0x80, "NDIS_PM_PROTOCOL_OFFLOAD_80211_RSN_REKEY_\(end)"),
    ])
  }

  static let wakePriority = SymbolTable([
    (0xFFFF_FFFF, "NDIS_PM_WOL_PRIORITY_LOWEST"), (0x1000_0000, "NDIS_PM_WOL_PRIORITY_NORMAL"),
    (1, "NDIS_PM_WOL_PRIORITY_HIGHEST"),
  ])
  static let offloadPriority = SymbolTable([
    (0xFFFF_FFFF, "NDIS_PM_PROTOCOL_OFFLOAD_PRIORITY_LOWEST"),
    (0x1000_0000, "NDIS_PM_PROTOCOL_OFFLOAD_PRIORITY_NORMAL"),
    (1, "NDIS_PM_PROTOCOL_OFFLOAD_PRIORITY_HIGHEST"),
  ])
  static let wakePacket = SymbolTable([
    "NdisPMWoLPacketUnspecified", "NdisPMWoLPacketBitmapPattern", "NdisPMWoLPacketMagicPacket",
    "NdisPMWoLPacketIPv4TcpSyn", "NdisPMWoLPacketIPv6TcpSyn",
    "NdisPMWoLPacketEapolRequestIdMessage",
  ])
  static let protocolOffload = SymbolTable([
    "NdisPMProtocolOffloadIdUnspecified", "NdisPMProtocolOffloadIdIPv4ARP",
    "NdisPMProtocolOffloadIdIPv6NS", "NdisPMProtocolOffload80211RSNRekey",
  ])
  static let wakeReason = SymbolTable([
    (0, "NdisWakeReasonUnspecified"), (1, "NdisWakeReasonPacket"),
    (2, "NdisWakeReasonMediaDisconnect"), (3, "NdisWakeReasonMediaConnect"),
    (0x1000, "NdisWakeReasonWlanNLODiscovery"), (0x1001, "NdisWakeReasonWlanAPAssociationLost"),
    (0x1002, "NdisWakeReasonWlanGTKHandshakeError"),
    (0x1003, "NdisWakeReasonWlan4WayHandshakeRequest"),
    (0x2000, "NdisWakeReasonWwanRegisterState"), (0x2001, "NdisWakeReasonWwanSMSReceive"),
    (0x2002, "NdisWakeReasonWwanUSSDReceive"), (0x2004, "NdisWakeReasonWwanPacketState"),
    (0x2005, "NdisWakeReasonWwanUiccChange"),
  ])
}
