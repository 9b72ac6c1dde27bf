import NDIS

extension RecordSamples {
  static let power: [(oid: OIDNumber, text: String)] = [
    (
      .pnpCapabilities,
      "Flags=NDIS_DEVICE_WAKE_UP_ENABLE, WakeUpCapabilities={"
        + "MinMagicPacketWakeUp=NdisDeviceStateD3, MinPatternWakeUp=NdisDeviceStateD2, "
        + "MinLinkChangeWakeUp=NdisDeviceStateUnspecified}"
    ),
    (.pnpSetPower, "NdisDeviceStateD3"),
    (.pnpQueryPower, "NdisDeviceStateD0"),
    (.pnpAddWakeUpPattern, pattern),
    (.pnpRemoveWakeUpPattern, pattern),
    (.pnpWakeUpPatternList, pattern),
    (.pnpEnableWakeUp, "NDIS_PNP_WAKE_UP_MAGIC_PACKET | NDIS_PNP_WAKE_UP_LINK_CHANGE"),
    (.pmCurrentCapabilities, capabilities),
    (.pmHardwareCapabilities, capabilities),
    (
      .pmParameters,
      "Revision=2, EnabledWoLPacketPatterns=NDIS_PM_WOL_MAGIC_PACKET_ENABLED, "
        + "EnabledProtocolOffloads=NDIS_PM_PROTOCOL_OFFLOAD_NS_ENABLED, "
        + "WakeUpFlags=NDIS_PM_WAKE_ON_LINK_CHANGE_ENABLED, WakeUpEvents=0, "
        + "MediaSpecificWakeUpEvents=0x00000000"
    ),
    (
      .pmParameters,
      "Revision=1, EnabledWoLPacketPatterns=0, EnabledProtocolOffloads=0, WakeUpFlags=0"
    ),
    (.pmAddWolPattern, wakePattern),
    (
      .pmAddWolPattern,
      "Flags=0x00000000, Priority=NDIS_PM_WOL_PRIORITY_HIGHEST, "
        + "WoLPacketType=NdisPMWoLPacketIPv6TcpSyn, FriendlyName=\"syn\", PatternId=2, "
        + "IPv6TcpSynParameters={Flags=0x00000000, IPv6SourceAddress=fe80::1, "
        + "IPv6DestAddress=2001:db8::2, TCPSourcePortNumber=80, TCPDestPortNumber=443}"
    ),
    (
      .pmAddWolPattern,
      "Flags=0x00000000, Priority=7, WoLPacketType=NdisPMWoLPacketMagicPacket, FriendlyName=\"\", "
        + "PatternId=3"
    ),
    (
      .pmWolPatternList,
      "{\(wakePattern)}, {Flags=0x00000000, Priority=NDIS_PM_WOL_PRIORITY_LOWEST, "
        + "WoLPacketType=NdisPMWoLPacketIPv4TcpSyn, FriendlyName=\"second\", PatternId=9, "
        + "IPv4TcpSynParameters={Flags=0x00000000, IPv4SourceAddress=10.0.0.1, "
        + "IPv4DestAddress=10.0.0.2, TCPSourcePortNumber=1, TCPDestPortNumber=2}}"
    ),
    (.pmAddProtocolOffload, offload),
    (.pmGetProtocolOffload, offload),
    (
      .pmProtocolOffloadList,
      "{\(offload)}, {Flags=0x00000000, Priority=5, "
        + "ProtocolOffloadType=NdisPMProtocolOffload80211RSNRekey, FriendlyName=\"keys\", "
        + "ProtocolOffloadId=2, Dot11RSNRekeyParameters={Flags=0x00000000, "
        + "KCK=00010203 04050607 08090A0B 0C0D0E0F, KEK=10111213 14151617 18191A1B 1C1D1E1F, "
        + "KeyReplayCounter=77}}, {Flags=0x00000000, Priority=6, "
        + "ProtocolOffloadType=NdisPMProtocolOffloadIdIPv6NS, FriendlyName=\"ns\", "
        + "ProtocolOffloadId=3, IPv6NSParameters={Flags=0x00000000, RemoteIPv6Address=::, "
        + "SolicitedNodeIPv6Address=ff02::1:ff00:1, MacAddress=02:00:00:00:00:01, "
        + "TargetIPv6Addresses=FE800000 00000000 00000000 00000001 "
        + "FE800000 00000000 00000000 00000002}}"
    ),
  ]

  private static let pattern =
    "Priority=1, PatternFlags=0x00000000, Mask=3F, Pattern=FFFFFFFF FFFF"

  private static let capabilities =
    "Revision=2, Flags=NDIS_PM_SELECTIVE_SUSPEND_SUPPORTED, "
    + "SupportedWoLPacketPatterns=NDIS_PM_WOL_MAGIC_PACKET_SUPPORTED, NumTotalWoLPatterns=4, "
    + "MaxWoLPatternSize=128, MaxWoLPatternOffset=256, MaxWoLPacketSaveBuffer=0, "
    + "SupportedProtocolOffloads=NDIS_PM_PROTOCOL_OFFLOAD_ARP_SUPPORTED, "
    + "NumArpOffloadIPv4Addresses=1, NumNSOffloadIPv6Addresses=0, "
    + "MinMagicPacketWakeUp=NdisDeviceStateD3, MinPatternWakeUp=NdisDeviceStateD3, "
    + "MinLinkChangeWakeUp=NdisDeviceStateUnspecified, "
    + "SupportedWakeUpEvents=NDIS_PM_WAKE_ON_MEDIA_CONNECT_SUPPORTED, "
    + "MediaSpecificWakeUpEvents=0x00000000"

  private static let wakePattern =
    "Flags=0x00000000, Priority=NDIS_PM_WOL_PRIORITY_NORMAL, "
    + "WoLPacketType=NdisPMWoLPacketBitmapPattern, FriendlyName=\"an \\\"odd\\\" name\", "
    + "PatternId=1, WoLBitMapPattern={Flags=0x00000000}, Mask=FF0F, Pattern=01020304 0506"

  private static let offload =
    "Flags=0x00000000, Priority=NDIS_PM_PROTOCOL_OFFLOAD_PRIORITY_NORMAL, "
    + "ProtocolOffloadType=NdisPMProtocolOffloadIdIPv4ARP, FriendlyName=\"arp\", "
    + "ProtocolOffloadId=1, IPv4ARPParameters={Flags=0x00000000, RemoteIPv4Address=0.0.0.0, "
    + "HostIPv4Address=10.77.0.1, MacAddress=02:00:00:00:00:01}"

  static let statuses: [(code: StatusCode, text: String)] = [
    (.ringStatus, "NDIS_RING_HARD_ERROR"),
    (.linkSpeedChange, "100 Mbit/s"),
    (
      .linkState,
      "MediaConnectState=MediaConnectStateDisconnected, MediaDuplexState=MediaDuplexStateUnknown, "
        + "XmitLinkSpeed=unknown, RcvLinkSpeed=unknown, PauseFunctions=NdisPauseFunctionsUnknown, "
        + "AutoNegotiationFlags=0"
    ),
    (.networkChange, "NdisDefinitelyNetworkChange"),
    (.portState, port),
    (
      .operStatus,
      "OperationalStatus=NET_IF_OPER_STATUS_DORMANT, "
        + "OperationalStatusFlags=NET_IF_OPER_STATUS_DORMANT_PAUSED"
    ),
    (.packetFilter, "NDIS_PACKET_TYPE_PROMISCUOUS"),
    (
      .ipOperStatus,
      "Flags=0x00000000, IpOperationalStatus={AddressFamily=AF_INET, "
        + "OperationalStatus=NET_IF_OPER_STATUS_UP, OperationalStatusFlags=0}"
    ),
    (.hdSplitCurrentConfig, split),
    (
      .receiveQueueState,
      "QueueId=3, QueueState=NdisReceiveQueueOperationalStateDmaStopped"
    ),
    (.pmWolPatternRejected, "7"),
    (.pmOffloadRejected, "8"),
    (.pmCapabilitiesChange, capabilities),
    (.pmHardwareCapabilities, capabilities),
    (
      .pmWakeReason,
      "WakeReason=NdisWakeReasonPacket, WakePacket={PatternId=4, PatternFriendlyName=\"magic\", "
        + "OriginalPacketSize=102, SavedPacket=FFFFFFFF FFFF}"
    ),
    (.pmWakeReason, "WakeReason=NdisWakeReasonMediaConnect"),
  ]
}
