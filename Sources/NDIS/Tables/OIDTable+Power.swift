// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_PNP_CAPABILITIES`.
  public static let pnpCapabilities = OIDNumber(rawValue: 0xFD010100)
  /// The documented name is `OID_PNP_SET_POWER`.
  public static let pnpSetPower = OIDNumber(rawValue: 0xFD010101)
  /// The documented name is `OID_PNP_QUERY_POWER`.
  public static let pnpQueryPower = OIDNumber(rawValue: 0xFD010102)
  /// The documented name is `OID_PNP_ADD_WAKE_UP_PATTERN`.
  public static let pnpAddWakeUpPattern = OIDNumber(rawValue: 0xFD010103)
  /// The documented name is `OID_PNP_REMOVE_WAKE_UP_PATTERN`.
  public static let pnpRemoveWakeUpPattern = OIDNumber(rawValue: 0xFD010104)
  /// The documented name is `OID_PNP_WAKE_UP_PATTERN_LIST`.
  public static let pnpWakeUpPatternList = OIDNumber(rawValue: 0xFD010105)
  /// The documented name is `OID_PNP_ENABLE_WAKE_UP`.
  public static let pnpEnableWakeUp = OIDNumber(rawValue: 0xFD010106)
  /// The documented name is `OID_PM_CURRENT_CAPABILITIES`.
  public static let pmCurrentCapabilities = OIDNumber(rawValue: 0xFD010107)
  /// The documented name is `OID_PM_HARDWARE_CAPABILITIES`.
  public static let pmHardwareCapabilities = OIDNumber(rawValue: 0xFD010108)
  /// The documented name is `OID_PM_PARAMETERS`.
  public static let pmParameters = OIDNumber(rawValue: 0xFD010109)
  /// The documented name is `OID_PM_ADD_WOL_PATTERN`.
  public static let pmAddWolPattern = OIDNumber(rawValue: 0xFD01010A)
  /// The documented name is `OID_PM_REMOVE_WOL_PATTERN`.
  public static let pmRemoveWolPattern = OIDNumber(rawValue: 0xFD01010B)
  /// The documented name is `OID_PM_WOL_PATTERN_LIST`.
  public static let pmWolPatternList = OIDNumber(rawValue: 0xFD01010C)
  /// The documented name is `OID_PM_ADD_PROTOCOL_OFFLOAD`.
  public static let pmAddProtocolOffload = OIDNumber(rawValue: 0xFD01010D)
  /// The documented name is `OID_PM_GET_PROTOCOL_OFFLOAD`.
  public static let pmGetProtocolOffload = OIDNumber(rawValue: 0xFD01010E)
  /// The documented name is `OID_PM_REMOVE_PROTOCOL_OFFLOAD`.
  public static let pmRemoveProtocolOffload = OIDNumber(rawValue: 0xFD01010F)
  /// The documented name is `OID_PM_PROTOCOL_OFFLOAD_LIST`.
  public static let pmProtocolOffloadList = OIDNumber(rawValue: 0xFD010110)
  /// The documented name is `OID_PNP_WAKE_UP_OK`.
  public static let pnpWakeUpOk = OIDNumber(rawValue: 0xFD020200)
  /// The documented name is `OID_PNP_WAKE_UP_ERROR`.
  public static let pnpWakeUpError = OIDNumber(rawValue: 0xFD020201)
}

extension OIDTable {
  static let power: [OIDEntry] = [
    OIDEntry(
      .pnpCapabilities,
      "OID_PNP_CAPABILITIES",
      .power,
      [.query],
      .structure("NDIS_PNP_CAPABILITIES"),
      minimumLength: 16
    ),
    OIDEntry(.pnpSetPower, "OID_PNP_SET_POWER", .power, [.set], .u32),
    OIDEntry(.pnpQueryPower, "OID_PNP_QUERY_POWER", .power, [.query], .u32),
    OIDEntry(
      .pnpAddWakeUpPattern,
      "OID_PNP_ADD_WAKE_UP_PATTERN",
      .power,
      [.set],
      .structure("NDIS_PM_PACKET_PATTERN"),
      minimumLength: 24
    ),
    OIDEntry(
      .pnpRemoveWakeUpPattern,
      "OID_PNP_REMOVE_WAKE_UP_PATTERN",
      .power,
      [.set],
      .structure("NDIS_PM_PACKET_PATTERN"),
      minimumLength: 24
    ),
    OIDEntry(
      .pnpWakeUpPatternList,
      "OID_PNP_WAKE_UP_PATTERN_LIST",
      .power,
      [.query],
      ndis: [.query],
      .bytes
    ),
    OIDEntry(
      .pnpEnableWakeUp,
      "OID_PNP_ENABLE_WAKE_UP",
      .power,
      [.query, .set],
      ndis: [.query],
      .u32
    ),
    OIDEntry(
      .pmCurrentCapabilities,
      "OID_PM_CURRENT_CAPABILITIES",
      .power,
      [.query],
      ndis: [.query],
      .structure("NDIS_PM_CAPABILITIES"),
      minimumLength: 52
    ),
    OIDEntry(
      .pmHardwareCapabilities,
      "OID_PM_HARDWARE_CAPABILITIES",
      .power,
      [.query],
      ndis: [.query],
      .structure("NDIS_PM_CAPABILITIES"),
      minimumLength: 52
    ),
    OIDEntry(
      .pmParameters,
      "OID_PM_PARAMETERS",
      .power,
      [.query, .set],
      ndis: [.query],
      .structure("NDIS_PM_PARAMETERS"),
      minimumLength: 16
    ),
    OIDEntry(
      .pmAddWolPattern,
      "OID_PM_ADD_WOL_PATTERN",
      .power,
      [.set],
      .structure("NDIS_PM_WOL_PATTERN")
    ),
    OIDEntry(.pmRemoveWolPattern, "OID_PM_REMOVE_WOL_PATTERN", .power, [.set], .u32),
    OIDEntry(
      .pmWolPatternList,
      "OID_PM_WOL_PATTERN_LIST",
      .power,
      [.query],
      ndis: [.query],
      .bytes
    ),
    OIDEntry(
      .pmAddProtocolOffload,
      "OID_PM_ADD_PROTOCOL_OFFLOAD",
      .power,
      [.set],
      .structure("NDIS_PM_PROTOCOL_OFFLOAD")
    ),
    OIDEntry(
      .pmGetProtocolOffload,
      "OID_PM_GET_PROTOCOL_OFFLOAD",
      .power,
      [.method],
      .structure("NDIS_PM_PROTOCOL_OFFLOAD")
    ),
    OIDEntry(.pmRemoveProtocolOffload, "OID_PM_REMOVE_PROTOCOL_OFFLOAD", .power, [.set], .u32),
    OIDEntry(
      .pmProtocolOffloadList,
      "OID_PM_PROTOCOL_OFFLOAD_LIST",
      .power,
      [.query],
      ndis: [.query],
      .bytes
    ),
    OIDEntry(.pnpWakeUpOk, "OID_PNP_WAKE_UP_OK", .power, [.query], .u32),
    OIDEntry(.pnpWakeUpError, "OID_PNP_WAKE_UP_ERROR", .power, [.query], .u32),
  ]
}
