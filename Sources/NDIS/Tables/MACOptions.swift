/// What an adapter's media access control can do.
///
/// Source: oid-gen-mac-options
@frozen
public struct MACOptions: NamedOptionSet, Hashable, Sendable {
  /// The bits as C code sees them.
  public let rawValue: UInt32

  /// Makes a set from its bits.
  @inlinable
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Lookahead data may be copied at will.
  public static let copyLookaheadData = MACOptions(rawValue: 0x1)
  /// One indication at a time.
  public static let receiveSerialized = MACOptions(rawValue: 0x2)
  /// Transfers complete at once.
  public static let transfersNotPend = MACOptions(rawValue: 0x4)
  /// NDIS loops packets back, not the driver.
  public static let noLoopback = MACOptions(rawValue: 0x8)
  /// Sends and receives at a time on several processors.
  public static let fullDuplex = MACOptions(rawValue: 0x10)
  /// Tells the end of a transmission.
  public static let endOfTransmitIndication = MACOptions(rawValue: 0x20)
  /// Handles 802.1p priority.
  public static let priority8021P = MACOptions(rawValue: 0x40)
  /// Its address can be replaced.
  public static let supportsMACAddressOverwrite = MACOptions(rawValue: 0x80)
  /// Indicates at dispatch level only.
  public static let receiveAtDPC = MACOptions(rawValue: 0x100)
  /// Handles 802.1Q VLANs; needs `priority8021P`.
  public static let vlan8021Q = MACOptions(rawValue: 0x200)

  /// Every flag with its documented name.
  public static let names: [(flag: MACOptions, symbol: String)] = [
    (.copyLookaheadData, "NDIS_MAC_OPTION_COPY_LOOKAHEAD_DATA"),
    (.receiveSerialized, "NDIS_MAC_OPTION_RECEIVE_SERIALIZED"),
    (.transfersNotPend, "NDIS_MAC_OPTION_TRANSFERS_NOT_PEND"),
    (.noLoopback, "NDIS_MAC_OPTION_NO_LOOPBACK"),
    (.fullDuplex, "NDIS_MAC_OPTION_FULL_DUPLEX"),
    (.endOfTransmitIndication, "NDIS_MAC_OPTION_EOTX_INDICATION"),
    (.priority8021P, "NDIS_MAC_OPTION_8021P_PRIORITY"),
    (.supportsMACAddressOverwrite, "NDIS_MAC_OPTION_SUPPORTS_MAC_ADDRESS_OVERWRITE"),
    (.receiveAtDPC, "NDIS_MAC_OPTION_RECEIVE_AT_DPC"),
    (.vlan8021Q, "NDIS_MAC_OPTION_8021Q_VLAN"),
  ]
}
