// One line per identifier, in the order of the numbers.

extension OIDNumber {
  /// The documented name is `OID_802_3_PERMANENT_ADDRESS`.
  public static let ethernetPermanentAddress = OIDNumber(rawValue: 0x01010101)
  /// The documented name is `OID_802_3_CURRENT_ADDRESS`.
  public static let ethernetCurrentAddress = OIDNumber(rawValue: 0x01010102)
  /// The documented name is `OID_802_3_MULTICAST_LIST`.
  public static let ethernetMulticastList = OIDNumber(rawValue: 0x01010103)
  /// The documented name is `OID_802_3_MAXIMUM_LIST_SIZE`.
  public static let ethernetMaximumListSize = OIDNumber(rawValue: 0x01010104)
  /// The documented name is `OID_802_3_MAC_OPTIONS`.
  public static let ethernetMacOptions = OIDNumber(rawValue: 0x01010105)
  /// The documented name is `OID_802_3_ADD_MULTICAST_ADDRESS`.
  public static let ethernetAddMulticastAddress = OIDNumber(rawValue: 0x01010208)
  /// The documented name is `OID_802_3_DELETE_MULTICAST_ADDRESS`.
  public static let ethernetDeleteMulticastAddress = OIDNumber(rawValue: 0x01010209)
  /// The documented name is `OID_802_3_RCV_ERROR_ALIGNMENT`.
  public static let ethernetRcvErrorAlignment = OIDNumber(rawValue: 0x01020101)
  /// The documented name is `OID_802_3_XMIT_ONE_COLLISION`.
  public static let ethernetXmitOneCollision = OIDNumber(rawValue: 0x01020102)
  /// The documented name is `OID_802_3_XMIT_MORE_COLLISIONS`.
  public static let ethernetXmitMoreCollisions = OIDNumber(rawValue: 0x01020103)
  /// The documented name is `OID_802_3_XMIT_DEFERRED`.
  public static let ethernetXmitDeferred = OIDNumber(rawValue: 0x01020201)
  /// The documented name is `OID_802_3_XMIT_MAX_COLLISIONS`.
  public static let ethernetXmitMaxCollisions = OIDNumber(rawValue: 0x01020202)
  /// The documented name is `OID_802_3_RCV_OVERRUN`.
  public static let ethernetRcvOverrun = OIDNumber(rawValue: 0x01020203)
  /// The documented name is `OID_802_3_XMIT_UNDERRUN`.
  public static let ethernetXmitUnderrun = OIDNumber(rawValue: 0x01020204)
  /// The documented name is `OID_802_3_XMIT_HEARTBEAT_FAILURE`.
  public static let ethernetXmitHeartbeatFailure = OIDNumber(rawValue: 0x01020205)
  /// The documented name is `OID_802_3_XMIT_TIMES_CRS_LOST`.
  public static let ethernetXmitTimesCrsLost = OIDNumber(rawValue: 0x01020206)
  /// The documented name is `OID_802_3_XMIT_LATE_COLLISIONS`.
  public static let ethernetXmitLateCollisions = OIDNumber(rawValue: 0x01020207)
}

extension OIDTable {
  static let ethernet: [OIDEntry] = [
    OIDEntry(
      .ethernetPermanentAddress,
      "OID_802_3_PERMANENT_ADDRESS",
      .ethernet,
      [.query],
      mandatory: [.query],
      .mac
    ),
    OIDEntry(
      .ethernetCurrentAddress,
      "OID_802_3_CURRENT_ADDRESS",
      .ethernet,
      [.query],
      mandatory: [.query],
      .mac
    ),
    OIDEntry(
      .ethernetMulticastList,
      "OID_802_3_MULTICAST_LIST",
      .ethernet,
      [.query, .set],
      ndis: [.query],
      mandatory: [.set],
      .macList
    ),
    OIDEntry(
      .ethernetMaximumListSize,
      "OID_802_3_MAXIMUM_LIST_SIZE",
      .ethernet,
      [.query],
      mandatory: [.query],
      .u32
    ),
    OIDEntry(
      .ethernetMacOptions,
      "OID_802_3_MAC_OPTIONS",
      .ethernet,
      [.query],
      standing: .obsolete,
      .u32
    ),
    OIDEntry(
      .ethernetAddMulticastAddress,
      "OID_802_3_ADD_MULTICAST_ADDRESS",
      .ethernet,
      [.set],
      ndis: [.set],
      .mac
    ),
    OIDEntry(
      .ethernetDeleteMulticastAddress,
      "OID_802_3_DELETE_MULTICAST_ADDRESS",
      .ethernet,
      [.set],
      ndis: [.set],
      .mac
    ),
    OIDEntry(
      .ethernetRcvErrorAlignment,
      "OID_802_3_RCV_ERROR_ALIGNMENT",
      .ethernet,
      [.query],
      standing: .obsolete,
      .counter
    ),
    OIDEntry(
      .ethernetXmitOneCollision,
      "OID_802_3_XMIT_ONE_COLLISION",
      .ethernet,
      [.query],
      standing: .obsolete,
      .counter
    ),
    OIDEntry(
      .ethernetXmitMoreCollisions,
      "OID_802_3_XMIT_MORE_COLLISIONS",
      .ethernet,
      [.query],
      standing: .obsolete,
      .counter
    ),
    OIDEntry(
      .ethernetXmitDeferred,
      "OID_802_3_XMIT_DEFERRED",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
    OIDEntry(
      .ethernetXmitMaxCollisions,
      "OID_802_3_XMIT_MAX_COLLISIONS",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
    OIDEntry(
      .ethernetRcvOverrun,
      "OID_802_3_RCV_OVERRUN",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
    OIDEntry(
      .ethernetXmitUnderrun,
      "OID_802_3_XMIT_UNDERRUN",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
    OIDEntry(
      .ethernetXmitHeartbeatFailure,
      "OID_802_3_XMIT_HEARTBEAT_FAILURE",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
    OIDEntry(
      .ethernetXmitTimesCrsLost,
      "OID_802_3_XMIT_TIMES_CRS_LOST",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
    OIDEntry(
      .ethernetXmitLateCollisions,
      "OID_802_3_XMIT_LATE_COLLISIONS",
      .ethernet,
      [.query],
      standing: .optional,
      .counter
    ),
  ]
}
