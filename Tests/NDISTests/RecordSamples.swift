import NDIS

/// A value of every identifier and status that carries a structure, in the writing that `text` gives.
enum RecordSamples {
  static let requests: [(oid: OIDNumber, text: String)] = [
    (.genSupportedList, "OID_GEN_SUPPORTED_LIST, OID_802_3_MULTICAST_LIST, 0xFF010203"),
    (.genMediaSupported, "NdisMedium802_3, NdisMediumIP"),
    (.genMediaInUse, "NdisMedium802_3"),
    (.genLinkSpeed, "1 Gbit/s"),
    (.genVendorId, "0x00FFFFFF"),
    (.genVendorDescription, "\"A \\\"wire\\\", with \\\\ and \\xE9\""),
    (.genCurrentPacketFilter, "NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST | 0x200"),
    (.genDriverVersion, "6.40"),
    (.genVendorDriverVersion, "10.22"),
    (
      .genSupportedGuids,
      "{Guid=5F81CFD0-F046-4342-AF61-895ACEDAEFD9, OidOrStatus=0x00010101, Size=4, "
        + "Flags=fNDIS_GUID_TO_OID | fNDIS_GUID_ALLOW_READ}"
    ),
    (
      .genNetworkLayerAddresses,
      "AddressType=NDIS_PROTOCOL_ID_DEFAULT, Address=[{AddressType=NDIS_PROTOCOL_ID_TCP_IP, "
        + "Address=00000A4D 0002}, {AddressType=9, Address=AA}]"
    ),
    (.genTransportHeaderOffset, "ProtocolType=NDIS_PROTOCOL_ID_TCP_IP, HeaderOffset=14"),
    (.genMachineName, "\"höhle-7\""),
    (.genFriendlyName, "\"Wire 𝄞 \\u{7}\""),
    (
      .genReceiveScaleCapabilities,
      "Revision=2, CapabilitiesFlags=NDIS_RSS_CAPS_USING_MSI_X | NDIS_RSS_CAPS_HASH_TYPE_TCP_IPV4 "
        + "| NdisHashFunctionToeplitz, NumberOfInterruptMessages=4, NumberOfReceiveQueues=4, "
        + "NumberOfIndirectionTableEntries=128"
    ),
    (
      .genReceiveScaleParameters,
      "Revision=2, Flags=NDIS_RSS_PARAM_FLAG_HASH_KEY_UNCHANGED, BaseCpuNumber=0, HashInformation="
        + "NdisHashFunctionToeplitz | NDIS_HASH_IPV4 | NDIS_HASH_TCP_IPV4, "
        + "IndirectionTable=[0:0, 0:1, 1:2, 0:3], HashSecretKey=6D5A56DA 255B0EC2, "
        + "ProcessorMasks=[{Mask=0x000000000000000F, Group=0}]"
    ),
    (
      .genReceiveScaleParameters,
      "Revision=1, Flags=0, BaseCpuNumber=1, HashInformation=0, IndirectionTable=[0, 1, 2, 3], "
        + "HashSecretKey="
    ),
    (
      .genReceiveHash,
      "Flags=NDIS_RECEIVE_HASH_FLAG_ENABLE_HASH, HashInformation=NdisHashFunctionToeplitz | "
        + "NDIS_HASH_IPV6, HashSecretKey=01020304 05"
    ),
    (.genMaxLinkSpeed, "XmitLinkSpeed=10 Gbit/s, RcvLinkSpeed=unknown"),
    (
      .genLinkState,
      "MediaConnectState=MediaConnectStateConnected, MediaDuplexState=MediaDuplexStateFull, "
        + "XmitLinkSpeed=2500 Mbit/s, RcvLinkSpeed=1000001 bit/s, "
        + "PauseFunctions=NdisPauseFunctionsUnknown, "
        + "AutoNegotiationFlags=NDIS_LINK_STATE_DUPLEX_AUTO_NEGOTIATED"
    ),
    (
      .genLinkParameters,
      "MediaDuplexState=MediaDuplexStateHalf, XmitLinkSpeed=100 Mbit/s, RcvLinkSpeed=100 Mbit/s, "
        + "PauseFunctions=NdisPauseFunctionsUnsupported, AutoNegotiationFlags=0"
    ),
    (
      .genInterruptModeration,
      "Flags=NDIS_INTERRUPT_MODERATION_CHANGE_NEEDS_RESET, "
        + "InterruptModeration=NdisInterruptModerationEnabled"
    ),
    (
      .genEnumeratePorts,
      "Ports=[{PortNumber=0, Flags=0x00000000, Type=NdisPortTypeUndefined, "
        + "MediaConnectState=MediaConnectStateConnected, XmitLinkSpeed=1 Gbit/s, "
        + "RcvLinkSpeed=1 Gbit/s, Direction=NET_IF_DIRECTION_SENDRECEIVE, "
        + "SendControlState=NdisPortControlStateUncontrolled, "
        + "RcvControlState=NdisPortControlStateUncontrolled, "
        + "SendAuthorizationState=NdisPortAuthorizationUnknown, "
        + "RcvAuthorizationState=NdisPortAuthorized}, {PortNumber=7, Flags=0x00000001, "
        + "Type=NdisPortTypeBridge, MediaConnectState=MediaConnectStateUnknown, "
        + "XmitLinkSpeed=0 bit/s, RcvLinkSpeed=0 bit/s, Direction=NET_IF_DIRECTION_SENDONLY, "
        + "SendControlState=NdisPortControlStateUnknown, "
        + "RcvControlState=NdisPortControlStateControlled, "
        + "SendAuthorizationState=NdisPortUnauthorized, "
        + "RcvAuthorizationState=NdisPortReauthorizing}]"
    ),
    (.genPortState, port),
    (
      .genPortAuthenticationParameters,
      "SendControlState=NdisPortControlStateControlled, "
        + "RcvControlState=NdisPortControlStateUncontrolled, "
        + "SendAuthorizationState=NdisPortAuthorized, RcvAuthorizationState=NdisPortUnauthorized"
    ),
    (.genTimeoutDpcRequestCapabilities, "Flags=0x00000000, TimeoutArray=[1, 10, 100]"),
    (
      .genPciDeviceCustomProperties,
      "Revision=2, DeviceType=2, CurrentSpeedAndMode=0, CurrentPayloadSize=1, MaxPayloadSize=2, "
        + "MaxReadRequestSize=3, CurrentLinkSpeed=1, CurrentLinkWidth=4, MaxLinkSpeed=1, "
        + "MaxLinkWidth=8, PciExpressVersion=2, InterruptType=3, MaxInterruptMessages=16"
    ),
    (
      .genPciDeviceCustomProperties,
      "Revision=1, DeviceType=1, CurrentSpeedAndMode=5, CurrentPayloadSize=0, MaxPayloadSize=0, "
        + "MaxReadRequestSize=0, CurrentLinkSpeed=0, CurrentLinkWidth=0, MaxLinkSpeed=0, "
        + "MaxLinkWidth=0"
    ),
    (.genRndisConfigParameter, "ParameterType=1, ParameterName=\"Retries\", ParameterValue=05"),
    (
      .genMiniportRestartAttributes,
      "Revision=2, MtuSize=1500, MaxXmitLinkSpeed=1 Gbit/s, MaxRcvLinkSpeed=1 Gbit/s, "
        + "LookaheadSize=1500, MacOptions=NDIS_MAC_OPTION_NO_LOOPBACK, "
        + "SupportedPacketFilters=NDIS_PACKET_TYPE_DIRECTED, MaxMulticastListSize=32, "
        + "AccessType=NET_IF_ACCESS_BROADCAST, Flags=0x00000000, "
        + "ConnectionType=NET_IF_CONNECTION_DEDICATED, "
        + "SupportedStatistics=NDIS_STATISTICS_FLAGS_VALID_BYTES_RCV, DataBackFillSize=14, "
        + "ContextBackFillSize=0, SupportedOidListLength=8, MaxLookaheadSizeAccessed=128"
    ),
    (.genHdSplitParameters, "HDSplitCombineFlags=NDIS_HD_SPLIT_COMBINE_ALL_HEADERS"),
    (.genHdSplitCurrentConfig, split),
    (.genStatistics, counters("SupportedStatistics=0, ")),
    (.genCoMinimumLinkSpeed, "Outbound=10 Mbit/s, Inbound=unknown"),
    (.genGetTimeCaps, "Flags=READABLE_LOCAL_CLOCK | TIME_STAMP_CAPABLE, ClockPrecision=100"),
    (.genGetNetcardTime, "ReadTime=18446744073709551615"),
    (.tcpRscStatistics, "CoalescedPkts=1, CoalescedOctets=2, CoalesceEvents=3, Aborts=4"),
    (
      .offloadEncapsulation,
      "IPv4={Enabled=NDIS_OFFLOAD_SET_ON, EncapsulationType=NDIS_ENCAPSULATION_IEEE_802_3, "
        + "HeaderSize=14}, IPv6={Enabled=NDIS_OFFLOAD_SET_OFF, EncapsulationType=0, HeaderSize=0}"
    ),
    (.ethernetMulticastList, "01:00:5e:00:00:01, 33:33:00:00:00:01"),
    (.genPromiscuousMode, "TRUE"),
    (.genOperationalStatus, "NET_IF_OPER_STATUS_LOWER_LAYER_DOWN"),
    (
      .genInterfaceInfo,
      "ifOperStatus=NET_IF_OPER_STATUS_UP, ifOperStatusFlags=0, "
        + "MediaConnectState=MediaConnectStateConnected, MediaDuplexState=MediaDuplexStateFull, "
        + "ifMtu=1500, ifPromiscuousMode=FALSE, ifDeviceWakeUpEnable=TRUE, "
        + "XmitLinkSpeed=1 Gbit/s, RcvLinkSpeed=1 Gbit/s, ifLastChange=5, "
        + "ifCounterDiscontinuityTime=6, ifInUnknownProtos=7, "
        + counters("") + ", CompartmentId=1, SupportedStatistics=0"
    ),
    (.genAlias, "\"uplink\""),
    (.genLinkSpeedEx, "XmitLinkSpeed=1 kbit/s, RcvLinkSpeed=1 Tbit/s"),
    (
      .genIpOperStatus,
      "Flags=0x00000000, IpOperationalStatus=[{AddressFamily=AF_INET, "
        + "OperationalStatus=NET_IF_OPER_STATUS_UP, OperationalStatusFlags=0}, "
        + "{AddressFamily=AF_INET6, OperationalStatus=NET_IF_OPER_STATUS_DORMANT, "
        + "OperationalStatusFlags=NET_IF_OPER_STATUS_DORMANT_PAUSED}]"
    ),
  ]

  static let port =
    "MediaConnectState=MediaConnectStateDisconnected, XmitLinkSpeed=1 Gbit/s, "
    + "RcvLinkSpeed=1 Gbit/s, Direction=NET_IF_DIRECTION_RECEIVEONLY, "
    + "SendControlState=NdisPortControlStateUncontrolled, "
    + "RcvControlState=NdisPortControlStateControlled, "
    + "SendAuthorizationState=NdisPortAuthorized, RcvAuthorizationState=NdisPortUnauthorized, "
    + "Flags=0x00000000"

  static let split =
    "HardwareCapabilities=NDIS_HD_SPLIT_CAPS_SUPPORTS_HEADER_DATA_SPLIT | "
    + "NDIS_HD_SPLIT_CAPS_SUPPORTS_TCP_OPTIONS, CurrentCapabilities=0, "
    + "HDSplitFlags=NDIS_HD_SPLIT_ENABLE_HEADER_DATA_SPLIT, HDSplitCombineFlags=0, "
    + "BackfillSize=8, MaxHeaderSize=128"

  static func counters(_ first: String) -> String {
    let names = [
      "ifInDiscards", "ifInErrors", "ifHCInOctets", "ifHCInUcastPkts", "ifHCInMulticastPkts",
      "ifHCInBroadcastPkts", "ifHCOutOctets", "ifHCOutUcastPkts", "ifHCOutMulticastPkts",
      "ifHCOutBroadcastPkts", "ifOutErrors", "ifOutDiscards", "ifHCInUcastOctets",
      "ifHCInMulticastOctets", "ifHCInBroadcastOctets", "ifHCOutUcastOctets",
      "ifHCOutMulticastOctets", "ifHCOutBroadcastOctets",
    ]
    return first
      + names.enumerated().map { "\($0.element)=\($0.offset + 100)" }.joined(separator: ", ")
  }
}
