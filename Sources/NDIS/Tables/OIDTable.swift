/// All object identifiers that are known by name.
public enum OIDTable {
  /// Every entry, in the order of the numbers.
  public static let all: [OIDEntry] =
    (general + capabilities + interface + statistics + ethernet + power + offload + virtualization)
    .sorted { $0.number < $1.number }

  /// Other names of a number, used by connection-oriented drivers.
  static let aliases: [String: OIDNumber] = [
    "OID_GEN_CO_BYTES_RCV": .genDirectedBytesRcv,
    "OID_GEN_CO_BYTES_XMIT": .genDirectedBytesXmit,
    "OID_GEN_CO_DEVICE_PROFILE": .genDeviceProfile,
    "OID_GEN_CO_DRIVER_VERSION": .genDriverVersion,
    "OID_GEN_CO_GET_NETCARD_TIME": .genGetNetcardTime,
    "OID_GEN_CO_GET_TIME_CAPS": .genGetTimeCaps,
    "OID_GEN_CO_HARDWARE_STATUS": .genHardwareStatus,
    "OID_GEN_CO_LINK_SPEED": .genLinkSpeed,
    "OID_GEN_CO_MAC_OPTIONS": .genMacOptions,
    "OID_GEN_CO_MEDIA_CONNECT_STATUS": .genMediaConnectStatus,
    "OID_GEN_CO_MEDIA_IN_USE": .genMediaInUse,
    "OID_GEN_CO_MEDIA_SUPPORTED": .genMediaSupported,
    "OID_GEN_CO_NETCARD_LOAD": .genNetcardLoad,
    "OID_GEN_CO_PROTOCOL_OPTIONS": .genProtocolOptions,
    "OID_GEN_CO_RCV_CRC_ERROR": .genRcvCrcError,
    "OID_GEN_CO_RCV_PDUS_ERROR": .genRcvError,
    "OID_GEN_CO_RCV_PDUS_NO_BUFFER": .genRcvNoBuffer,
    "OID_GEN_CO_RCV_PDUS_OK": .genRcvOk,
    "OID_GEN_CO_SUPPORTED_GUIDS": .genSupportedGuids,
    "OID_GEN_CO_SUPPORTED_LIST": .genSupportedList,
    "OID_GEN_CO_TRANSMIT_QUEUE_LENGTH": .genTransmitQueueLength,
    "OID_GEN_CO_VENDOR_DESCRIPTION": .genVendorDescription,
    "OID_GEN_CO_VENDOR_DRIVER_VERSION": .genVendorDriverVersion,
    "OID_GEN_CO_VENDOR_ID": .genVendorId,
    "OID_GEN_CO_XMIT_PDUS_ERROR": .genXmitError,
    "OID_GEN_CO_XMIT_PDUS_OK": .genXmitOk,
  ]

  private static let byNumber: [OIDNumber: Int] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.number, $0.offset) }
  )

  private static let bySymbol: [String: Int] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.symbol, $0.offset) }
  )

  /// Returns the entry of a number, nil if the number has no name here.
  public static func entry(_ number: OIDNumber) -> OIDEntry? {
    byNumber[number].map { all[$0] }
  }

  /// Returns the entry of a name, upper or lower case, with or without `OID_`; nil if there is none.
  public static func entry(named name: String) -> OIDEntry? {
    let upper = name.uppercased()
    let symbol = upper.hasPrefix("OID_") ? upper : "OID_" + upper
    if let index = bySymbol[symbol] { return all[index] }
    return aliases[symbol].flatMap(entry)
  }

  /// Returns the entry whose name a person probably meant, with or without `OID_`; nil if none is near enough.
  public static func nearest(to name: String) -> OIDEntry? {
    let prefix = "OID_"
    // The prefix, which all have, makes no name nearer to another.
    let wanted = name.uppercased().hasPrefix(prefix) ? name.dropFirst(prefix.count) : name[...]
    let stems = all.map { String($0.symbol.dropFirst(prefix.count)) }
    return NearestName.of(String(wanted), among: stems).flatMap { entry(named: $0) }
  }
}
