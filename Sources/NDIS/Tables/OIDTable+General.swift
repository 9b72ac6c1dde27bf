// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_GEN_SUPPORTED_LIST`.
  public static let genSupportedList = OIDNumber(rawValue: 0x00010101)
  /// The documented name is `OID_GEN_HARDWARE_STATUS`.
  public static let genHardwareStatus = OIDNumber(rawValue: 0x00010102)
  /// The documented name is `OID_GEN_MEDIA_SUPPORTED`.
  public static let genMediaSupported = OIDNumber(rawValue: 0x00010103)
  /// The documented name is `OID_GEN_MEDIA_IN_USE`.
  public static let genMediaInUse = OIDNumber(rawValue: 0x00010104)
  /// The documented name is `OID_GEN_MAXIMUM_LOOKAHEAD`.
  public static let genMaximumLookahead = OIDNumber(rawValue: 0x00010105)
  /// The documented name is `OID_GEN_MAXIMUM_FRAME_SIZE`.
  public static let genMaximumFrameSize = OIDNumber(rawValue: 0x00010106)
  /// The documented name is `OID_GEN_LINK_SPEED`.
  public static let genLinkSpeed = OIDNumber(rawValue: 0x00010107)
  /// The documented name is `OID_GEN_TRANSMIT_BUFFER_SPACE`.
  public static let genTransmitBufferSpace = OIDNumber(rawValue: 0x00010108)
  /// The documented name is `OID_GEN_RECEIVE_BUFFER_SPACE`.
  public static let genReceiveBufferSpace = OIDNumber(rawValue: 0x00010109)
  /// The documented name is `OID_GEN_TRANSMIT_BLOCK_SIZE`.
  public static let genTransmitBlockSize = OIDNumber(rawValue: 0x0001010A)
  /// The documented name is `OID_GEN_RECEIVE_BLOCK_SIZE`.
  public static let genReceiveBlockSize = OIDNumber(rawValue: 0x0001010B)
  /// The documented name is `OID_GEN_VENDOR_ID`.
  public static let genVendorId = OIDNumber(rawValue: 0x0001010C)
  /// The documented name is `OID_GEN_VENDOR_DESCRIPTION`.
  public static let genVendorDescription = OIDNumber(rawValue: 0x0001010D)
  /// The documented name is `OID_GEN_CURRENT_PACKET_FILTER`.
  public static let genCurrentPacketFilter = OIDNumber(rawValue: 0x0001010E)
  /// The documented name is `OID_GEN_CURRENT_LOOKAHEAD`.
  public static let genCurrentLookahead = OIDNumber(rawValue: 0x0001010F)
  /// The documented name is `OID_GEN_DRIVER_VERSION`.
  public static let genDriverVersion = OIDNumber(rawValue: 0x00010110)
  /// The documented name is `OID_GEN_MAXIMUM_TOTAL_SIZE`.
  public static let genMaximumTotalSize = OIDNumber(rawValue: 0x00010111)
  /// The documented name is `OID_GEN_PROTOCOL_OPTIONS`.
  public static let genProtocolOptions = OIDNumber(rawValue: 0x00010112)
  /// The documented name is `OID_GEN_MAC_OPTIONS`.
  public static let genMacOptions = OIDNumber(rawValue: 0x00010113)
  /// The documented name is `OID_GEN_MEDIA_CONNECT_STATUS`.
  public static let genMediaConnectStatus = OIDNumber(rawValue: 0x00010114)
  /// The documented name is `OID_GEN_MAXIMUM_SEND_PACKETS`.
  public static let genMaximumSendPackets = OIDNumber(rawValue: 0x00010115)
  /// The documented name is `OID_GEN_VENDOR_DRIVER_VERSION`.
  public static let genVendorDriverVersion = OIDNumber(rawValue: 0x00010116)
  /// The documented name is `OID_GEN_SUPPORTED_GUIDS`.
  public static let genSupportedGuids = OIDNumber(rawValue: 0x00010117)
  /// The documented name is `OID_GEN_NETWORK_LAYER_ADDRESSES`.
  public static let genNetworkLayerAddresses = OIDNumber(rawValue: 0x00010118)
  /// The documented name is `OID_GEN_TRANSPORT_HEADER_OFFSET`.
  public static let genTransportHeaderOffset = OIDNumber(rawValue: 0x00010119)
}

extension OIDTable {
  static let general: [OIDEntry] = [
    OIDEntry(
      .genSupportedList,
      "OID_GEN_SUPPORTED_LIST",
      .general,
      [.query],
      ndis: [.query],
      .u32List
    ),
    OIDEntry(
      .genHardwareStatus,
      "OID_GEN_HARDWARE_STATUS",
      .general,
      [.query],
      standing: .obsolete,
      .u32
    ),
    OIDEntry(
      .genMediaSupported,
      "OID_GEN_MEDIA_SUPPORTED",
      .general,
      [.query],
      ndis: [.query],
      .u32List
    ),
    OIDEntry(.genMediaInUse, "OID_GEN_MEDIA_IN_USE", .general, [.query], ndis: [.query], .u32List),
    OIDEntry(
      .genMaximumLookahead,
      "OID_GEN_MAXIMUM_LOOKAHEAD",
      .general,
      [.query],
      ndis: [.query],
      .u32
    ),
    OIDEntry(
      .genMaximumFrameSize,
      "OID_GEN_MAXIMUM_FRAME_SIZE",
      .general,
      [.query],
      ndis: [.query],
      .u32
    ),
    OIDEntry(.genLinkSpeed, "OID_GEN_LINK_SPEED", .general, [.query], standing: .obsolete, .u32),
    OIDEntry(
      .genTransmitBufferSpace,
      "OID_GEN_TRANSMIT_BUFFER_SPACE",
      .general,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(
      .genReceiveBufferSpace,
      "OID_GEN_RECEIVE_BUFFER_SPACE",
      .general,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(
      .genTransmitBlockSize,
      "OID_GEN_TRANSMIT_BLOCK_SIZE",
      .general,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(
      .genReceiveBlockSize,
      "OID_GEN_RECEIVE_BLOCK_SIZE",
      .general,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(.genVendorId, "OID_GEN_VENDOR_ID", .general, [.query], mandatory: [.query], .u32),
    OIDEntry(
      .genVendorDescription,
      "OID_GEN_VENDOR_DESCRIPTION",
      .general,
      [.query],
      mandatory: [.query],
      .string
    ),
    OIDEntry(
      .genCurrentPacketFilter,
      "OID_GEN_CURRENT_PACKET_FILTER",
      .general,
      [.query, .set],
      ndis: [.query],
      mandatory: [.set],
      .u32
    ),
    OIDEntry(
      .genCurrentLookahead,
      "OID_GEN_CURRENT_LOOKAHEAD",
      .general,
      [.query, .set],
      ndis: [.query],
      mandatory: [.set],
      .u32
    ),
    OIDEntry(.genDriverVersion, "OID_GEN_DRIVER_VERSION", .general, [.query], ndis: [.query], .u16),
    OIDEntry(
      .genMaximumTotalSize,
      "OID_GEN_MAXIMUM_TOTAL_SIZE",
      .general,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(
      .genProtocolOptions,
      "OID_GEN_PROTOCOL_OPTIONS",
      .general,
      [.set],
      ndis: [.set],
      .u32
    ),
    OIDEntry(.genMacOptions, "OID_GEN_MAC_OPTIONS", .general, [.query], ndis: [.query], .u32),
    OIDEntry(
      .genMediaConnectStatus,
      "OID_GEN_MEDIA_CONNECT_STATUS",
      .general,
      [.query],
      ndis: [.query],
      .u32
    ),
    OIDEntry(
      .genMaximumSendPackets,
      "OID_GEN_MAXIMUM_SEND_PACKETS",
      .general,
      [.query],
      standing: .obsolete,
      .u32
    ),
    OIDEntry(
      .genVendorDriverVersion,
      "OID_GEN_VENDOR_DRIVER_VERSION",
      .general,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(
      .genSupportedGuids,
      "OID_GEN_SUPPORTED_GUIDS",
      .general,
      [.query],
      standing: .optional,
      .bytes
    ),
    OIDEntry(
      .genNetworkLayerAddresses,
      "OID_GEN_NETWORK_LAYER_ADDRESSES",
      .general,
      [.set],
      standing: .optional,
      .structure("NETWORK_ADDRESS_LIST")
    ),
    OIDEntry(
      .genTransportHeaderOffset,
      "OID_GEN_TRANSPORT_HEADER_OFFSET",
      .general,
      [.set],
      standing: .optional,
      .structure("TRANSPORT_HEADER_OFFSET")
    ),
  ]
}
