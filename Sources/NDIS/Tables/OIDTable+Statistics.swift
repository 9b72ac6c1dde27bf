// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_GEN_XMIT_OK`.
  public static let genXmitOk = OIDNumber(rawValue: 0x00020101)
  /// The documented name is `OID_GEN_RCV_OK`.
  public static let genRcvOk = OIDNumber(rawValue: 0x00020102)
  /// The documented name is `OID_GEN_XMIT_ERROR`.
  public static let genXmitError = OIDNumber(rawValue: 0x00020103)
  /// The documented name is `OID_GEN_RCV_ERROR`.
  public static let genRcvError = OIDNumber(rawValue: 0x00020104)
  /// The documented name is `OID_GEN_RCV_NO_BUFFER`.
  public static let genRcvNoBuffer = OIDNumber(rawValue: 0x00020105)
  /// The documented name is `OID_GEN_STATISTICS`.
  public static let genStatistics = OIDNumber(rawValue: 0x00020106)
  /// The documented name is `OID_GEN_CO_MINIMUM_LINK_SPEED`.
  public static let genCoMinimumLinkSpeed = OIDNumber(rawValue: 0x00020120)
  /// The documented name is `OID_GEN_DIRECTED_BYTES_XMIT`.
  public static let genDirectedBytesXmit = OIDNumber(rawValue: 0x00020201)
  /// The documented name is `OID_GEN_DIRECTED_FRAMES_XMIT`.
  public static let genDirectedFramesXmit = OIDNumber(rawValue: 0x00020202)
  /// The documented name is `OID_GEN_MULTICAST_BYTES_XMIT`.
  public static let genMulticastBytesXmit = OIDNumber(rawValue: 0x00020203)
  /// The documented name is `OID_GEN_MULTICAST_FRAMES_XMIT`.
  public static let genMulticastFramesXmit = OIDNumber(rawValue: 0x00020204)
  /// The documented name is `OID_GEN_BROADCAST_BYTES_XMIT`.
  public static let genBroadcastBytesXmit = OIDNumber(rawValue: 0x00020205)
  /// The documented name is `OID_GEN_BROADCAST_FRAMES_XMIT`.
  public static let genBroadcastFramesXmit = OIDNumber(rawValue: 0x00020206)
  /// The documented name is `OID_GEN_DIRECTED_BYTES_RCV`.
  public static let genDirectedBytesRcv = OIDNumber(rawValue: 0x00020207)
  /// The documented name is `OID_GEN_DIRECTED_FRAMES_RCV`.
  public static let genDirectedFramesRcv = OIDNumber(rawValue: 0x00020208)
  /// The documented name is `OID_GEN_MULTICAST_BYTES_RCV`.
  public static let genMulticastBytesRcv = OIDNumber(rawValue: 0x00020209)
  /// The documented name is `OID_GEN_MULTICAST_FRAMES_RCV`.
  public static let genMulticastFramesRcv = OIDNumber(rawValue: 0x0002020A)
  /// The documented name is `OID_GEN_BROADCAST_BYTES_RCV`.
  public static let genBroadcastBytesRcv = OIDNumber(rawValue: 0x0002020B)
  /// The documented name is `OID_GEN_BROADCAST_FRAMES_RCV`.
  public static let genBroadcastFramesRcv = OIDNumber(rawValue: 0x0002020C)
  /// The documented name is `OID_GEN_RCV_CRC_ERROR`.
  public static let genRcvCrcError = OIDNumber(rawValue: 0x0002020D)
  /// The documented name is `OID_GEN_TRANSMIT_QUEUE_LENGTH`.
  public static let genTransmitQueueLength = OIDNumber(rawValue: 0x0002020E)
  /// The documented name is `OID_GEN_GET_TIME_CAPS`.
  public static let genGetTimeCaps = OIDNumber(rawValue: 0x0002020F)
  /// The documented name is `OID_GEN_GET_NETCARD_TIME`.
  public static let genGetNetcardTime = OIDNumber(rawValue: 0x00020210)
  /// The documented name is `OID_GEN_NETCARD_LOAD`.
  public static let genNetcardLoad = OIDNumber(rawValue: 0x00020211)
  /// The documented name is `OID_GEN_DEVICE_PROFILE`.
  public static let genDeviceProfile = OIDNumber(rawValue: 0x00020212)
  /// The documented name is `OID_GEN_INIT_TIME_MS`.
  public static let genInitTimeMs = OIDNumber(rawValue: 0x00020213)
  /// The documented name is `OID_GEN_RESET_COUNTS`.
  public static let genResetCounts = OIDNumber(rawValue: 0x00020214)
  /// The documented name is `OID_GEN_MEDIA_SENSE_COUNTS`.
  public static let genMediaSenseCounts = OIDNumber(rawValue: 0x00020215)
  /// The documented name is `OID_GEN_FRIENDLY_NAME`.
  public static let genFriendlyName = OIDNumber(rawValue: 0x00020216)
  /// The documented name is `OID_GEN_BYTES_RCV`.
  public static let genBytesRcv = OIDNumber(rawValue: 0x00020219)
  /// The documented name is `OID_GEN_BYTES_XMIT`.
  public static let genBytesXmit = OIDNumber(rawValue: 0x0002021A)
  /// The documented name is `OID_GEN_RCV_DISCARDS`.
  public static let genRcvDiscards = OIDNumber(rawValue: 0x0002021B)
  /// The documented name is `OID_GEN_XMIT_DISCARDS`.
  public static let genXmitDiscards = OIDNumber(rawValue: 0x0002021C)
  /// The documented name is `OID_TCP_RSC_STATISTICS`.
  public static let tcpRscStatistics = OIDNumber(rawValue: 0x0002021D)
  /// The documented name is `OID_GEN_CO_BYTES_XMIT_OUTSTANDING`.
  public static let genCoBytesXmitOutstanding = OIDNumber(rawValue: 0x00020221)
}

extension OIDTable {
  static let statistics: [OIDEntry] = [
    OIDEntry(.genXmitOk, "OID_GEN_XMIT_OK", .statistics, [.query], mandatory: [.query], .counter),
    OIDEntry(.genRcvOk, "OID_GEN_RCV_OK", .statistics, [.query], mandatory: [.query], .counter),
    OIDEntry(.genXmitError, "OID_GEN_XMIT_ERROR", .statistics, [.query], .counter),
    OIDEntry(.genRcvError, "OID_GEN_RCV_ERROR", .statistics, [.query], .counter),
    OIDEntry(.genRcvNoBuffer, "OID_GEN_RCV_NO_BUFFER", .statistics, [.query], .counter),
    OIDEntry(
      .genStatistics,
      "OID_GEN_STATISTICS",
      .statistics,
      [.query],
      mandatory: [.query],
      .structure("NDIS_STATISTICS_INFO"),
      minimumLength: 152
    ),
    OIDEntry(.genCoMinimumLinkSpeed, "OID_GEN_CO_MINIMUM_LINK_SPEED", .statistics, [.query], .u64),
    OIDEntry(.genDirectedBytesXmit, "OID_GEN_DIRECTED_BYTES_XMIT", .statistics, [.query], .counter),
    OIDEntry(
      .genDirectedFramesXmit,
      "OID_GEN_DIRECTED_FRAMES_XMIT",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(
      .genMulticastBytesXmit,
      "OID_GEN_MULTICAST_BYTES_XMIT",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(
      .genMulticastFramesXmit,
      "OID_GEN_MULTICAST_FRAMES_XMIT",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(
      .genBroadcastBytesXmit,
      "OID_GEN_BROADCAST_BYTES_XMIT",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(
      .genBroadcastFramesXmit,
      "OID_GEN_BROADCAST_FRAMES_XMIT",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(.genDirectedBytesRcv, "OID_GEN_DIRECTED_BYTES_RCV", .statistics, [.query], .counter),
    OIDEntry(.genDirectedFramesRcv, "OID_GEN_DIRECTED_FRAMES_RCV", .statistics, [.query], .counter),
    OIDEntry(.genMulticastBytesRcv, "OID_GEN_MULTICAST_BYTES_RCV", .statistics, [.query], .counter),
    OIDEntry(
      .genMulticastFramesRcv,
      "OID_GEN_MULTICAST_FRAMES_RCV",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(.genBroadcastBytesRcv, "OID_GEN_BROADCAST_BYTES_RCV", .statistics, [.query], .counter),
    OIDEntry(
      .genBroadcastFramesRcv,
      "OID_GEN_BROADCAST_FRAMES_RCV",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(.genRcvCrcError, "OID_GEN_RCV_CRC_ERROR", .statistics, [.query], .counter),
    OIDEntry(
      .genTransmitQueueLength,
      "OID_GEN_TRANSMIT_QUEUE_LENGTH",
      .statistics,
      [.query],
      .counter
    ),
    OIDEntry(.genGetTimeCaps, "OID_GEN_GET_TIME_CAPS", .statistics, [.query], .bytes),
    OIDEntry(.genGetNetcardTime, "OID_GEN_GET_NETCARD_TIME", .statistics, [.query], .bytes),
    OIDEntry(.genNetcardLoad, "OID_GEN_NETCARD_LOAD", .statistics, [.query], .u32),
    OIDEntry(.genDeviceProfile, "OID_GEN_DEVICE_PROFILE", .statistics, [.query], .u32),
    OIDEntry(.genInitTimeMs, "OID_GEN_INIT_TIME_MS", .statistics, [.query], .u32),
    OIDEntry(.genResetCounts, "OID_GEN_RESET_COUNTS", .statistics, [.query], .u32),
    OIDEntry(.genMediaSenseCounts, "OID_GEN_MEDIA_SENSE_COUNTS", .statistics, [.query], .u32),
    OIDEntry(.genFriendlyName, "OID_GEN_FRIENDLY_NAME", .statistics, [.query], .string),
    OIDEntry(.genBytesRcv, "OID_GEN_BYTES_RCV", .statistics, [.query], ndis: [.query], .counter),
    OIDEntry(.genBytesXmit, "OID_GEN_BYTES_XMIT", .statistics, [.query], ndis: [.query], .counter),
    OIDEntry(
      .genRcvDiscards,
      "OID_GEN_RCV_DISCARDS",
      .statistics,
      [.query],
      ndis: [.query],
      .counter
    ),
    OIDEntry(
      .genXmitDiscards,
      "OID_GEN_XMIT_DISCARDS",
      .statistics,
      [.query],
      ndis: [.query],
      .counter
    ),
    OIDEntry(
      .tcpRscStatistics,
      "OID_TCP_RSC_STATISTICS",
      .statistics,
      [.query],
      .structure("NDIS_RSC_STATISTICS_INFO"),
      minimumLength: 40
    ),
    OIDEntry(
      .genCoBytesXmitOutstanding,
      "OID_GEN_CO_BYTES_XMIT_OUTSTANDING",
      .statistics,
      [.query],
      .u64
    ),
  ]
}
