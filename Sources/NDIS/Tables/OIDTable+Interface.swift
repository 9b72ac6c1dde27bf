// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_GEN_PROMISCUOUS_MODE`.
  public static let genPromiscuousMode = OIDNumber(rawValue: 0x00010280)
  /// The documented name is `OID_GEN_LAST_CHANGE`.
  public static let genLastChange = OIDNumber(rawValue: 0x00010281)
  /// The documented name is `OID_GEN_DISCONTINUITY_TIME`.
  public static let genDiscontinuityTime = OIDNumber(rawValue: 0x00010282)
  /// The documented name is `OID_GEN_OPERATIONAL_STATUS`.
  public static let genOperationalStatus = OIDNumber(rawValue: 0x00010283)
  /// The documented name is `OID_GEN_XMIT_LINK_SPEED`.
  public static let genXmitLinkSpeed = OIDNumber(rawValue: 0x00010284)
  /// The documented name is `OID_GEN_RCV_LINK_SPEED`.
  public static let genRcvLinkSpeed = OIDNumber(rawValue: 0x00010285)
  /// The documented name is `OID_GEN_UNKNOWN_PROTOS`.
  public static let genUnknownProtos = OIDNumber(rawValue: 0x00010286)
  /// The documented name is `OID_GEN_INTERFACE_INFO`.
  public static let genInterfaceInfo = OIDNumber(rawValue: 0x00010287)
  /// The documented name is `OID_GEN_ADMIN_STATUS`.
  public static let genAdminStatus = OIDNumber(rawValue: 0x00010288)
  /// The documented name is `OID_GEN_ALIAS`.
  public static let genAlias = OIDNumber(rawValue: 0x00010289)
  /// The documented name is `OID_GEN_MEDIA_CONNECT_STATUS_EX`.
  public static let genMediaConnectStatusEx = OIDNumber(rawValue: 0x0001028A)
  /// The documented name is `OID_GEN_LINK_SPEED_EX`.
  public static let genLinkSpeedEx = OIDNumber(rawValue: 0x0001028B)
  /// The documented name is `OID_GEN_MEDIA_DUPLEX_STATE`.
  public static let genMediaDuplexState = OIDNumber(rawValue: 0x0001028C)
  /// The documented name is `OID_GEN_IP_OPER_STATUS`.
  public static let genIpOperStatus = OIDNumber(rawValue: 0x0001028D)
}

extension OIDTable {
  static let interface: [OIDEntry] = [
    OIDEntry(
      .genPromiscuousMode,
      "OID_GEN_PROMISCUOUS_MODE",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u32
    ),
    OIDEntry(
      .genLastChange,
      "OID_GEN_LAST_CHANGE",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u32
    ),
    OIDEntry(
      .genDiscontinuityTime,
      "OID_GEN_DISCONTINUITY_TIME",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u64
    ),
    OIDEntry(
      .genOperationalStatus,
      "OID_GEN_OPERATIONAL_STATUS",
      .interface,
      [.query],
      ndis: [.query],
      standing: .interfaceProvider,
      .u32
    ),
    OIDEntry(
      .genXmitLinkSpeed,
      "OID_GEN_XMIT_LINK_SPEED",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u64
    ),
    OIDEntry(
      .genRcvLinkSpeed,
      "OID_GEN_RCV_LINK_SPEED",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u64
    ),
    OIDEntry(
      .genUnknownProtos,
      "OID_GEN_UNKNOWN_PROTOS",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u64
    ),
    OIDEntry(
      .genInterfaceInfo,
      "OID_GEN_INTERFACE_INFO",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .structure("NDIS_INTERFACE_INFORMATION")
    ),
    OIDEntry(
      .genAdminStatus,
      "OID_GEN_ADMIN_STATUS",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u32
    ),
    OIDEntry(
      .genAlias,
      "OID_GEN_ALIAS",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .string
    ),
    OIDEntry(
      .genMediaConnectStatusEx,
      "OID_GEN_MEDIA_CONNECT_STATUS_EX",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u32
    ),
    OIDEntry(
      .genLinkSpeedEx,
      "OID_GEN_LINK_SPEED_EX",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .structure("NDIS_LINK_SPEED"),
      minimumLength: 16
    ),
    OIDEntry(
      .genMediaDuplexState,
      "OID_GEN_MEDIA_DUPLEX_STATE",
      .interface,
      [.query],
      standing: .interfaceProvider,
      .u32
    ),
    OIDEntry(
      .genIpOperStatus,
      "OID_GEN_IP_OPER_STATUS",
      .interface,
      [.query],
      .structure("NDIS_IP_OPER_STATUS_INFO")
    ),
  ]
}
