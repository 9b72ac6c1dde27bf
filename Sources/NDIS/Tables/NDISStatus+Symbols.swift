extension NDISStatus {
  /// Every status with its documented name, in the order of the numbers.
  public static let all: [(status: NDISStatus, symbol: String)] = [
    (.success, "NDIS_STATUS_SUCCESS"),
    (.pending, "NDIS_STATUS_PENDING"),
    (.notRecognized, "NDIS_STATUS_NOT_RECOGNIZED"),
    (.notAccepted, "NDIS_STATUS_NOT_ACCEPTED"),
    (.indicationRequired, "NDIS_STATUS_INDICATION_REQUIRED"),
    (.bufferOverflow, "NDIS_STATUS_BUFFER_OVERFLOW"),
    (.failure, "NDIS_STATUS_FAILURE"),
    (.invalidParameter, "NDIS_STATUS_INVALID_PARAMETER"),
    (.invalidDeviceRequest, "NDIS_STATUS_INVALID_DEVICE_REQUEST"),
    (.resources, "NDIS_STATUS_RESOURCES"),
    (.notSupported, "NDIS_STATUS_NOT_SUPPORTED"),
    (.invalidState, "NDIS_STATUS_INVALID_STATE"),
    (.closing, "NDIS_STATUS_CLOSING"),
    (.badVersion, "NDIS_STATUS_BAD_VERSION"),
    (.badCharacteristics, "NDIS_STATUS_BAD_CHARACTERISTICS"),
    (.adapterNotFound, "NDIS_STATUS_ADAPTER_NOT_FOUND"),
    (.openFailed, "NDIS_STATUS_OPEN_FAILED"),
    (.multicastFull, "NDIS_STATUS_MULTICAST_FULL"),
    (.requestAborted, "NDIS_STATUS_REQUEST_ABORTED"),
    (.resetInProgress, "NDIS_STATUS_RESET_IN_PROGRESS"),
    (.invalidLength, "NDIS_STATUS_INVALID_LENGTH"),
    (.invalidData, "NDIS_STATUS_INVALID_DATA"),
    (.bufferTooShort, "NDIS_STATUS_BUFFER_TOO_SHORT"),
    (.invalidOid, "NDIS_STATUS_INVALID_OID"),
    (.adapterRemoved, "NDIS_STATUS_ADAPTER_REMOVED"),
    (.unsupportedMedia, "NDIS_STATUS_UNSUPPORTED_MEDIA"),
    (.fileNotFound, "NDIS_STATUS_FILE_NOT_FOUND"),
    (.invalidSap, "NDIS_STATUS_INVALID_SAP"),
    (.sapInUse, "NDIS_STATUS_SAP_IN_USE"),
    (.invalidAddress, "NDIS_STATUS_INVALID_ADDRESS"),
    (.vcNotActivated, "NDIS_STATUS_VC_NOT_ACTIVATED"),
    (.sendAborted, "NDIS_STATUS_SEND_ABORTED"),
    (.mediaDisconnected, "NDIS_STATUS_MEDIA_DISCONNECTED"),
    (.paused, "NDIS_STATUS_PAUSED"),
    (.interfaceNotFound, "NDIS_STATUS_INTERFACE_NOT_FOUND"),
    (.unsupportedRevision, "NDIS_STATUS_UNSUPPORTED_REVISION"),
    (.invalidPort, "NDIS_STATUS_INVALID_PORT"),
    (.invalidPortState, "NDIS_STATUS_INVALID_PORT_STATE"),
    (.lowPowerState, "NDIS_STATUS_LOW_POWER_STATE"),
    (.pmWolPatternListFull, "NDIS_STATUS_PM_WOL_PATTERN_LIST_FULL"),
    (.pmProtocolOffloadListFull, "NDIS_STATUS_PM_PROTOCOL_OFFLOAD_LIST_FULL"),
  ]

  private static let symbols: [NDISStatus: String] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.status, $0.symbol) }
  )

  /// The documented name, as in `NDIS_STATUS_PAUSED`; the number for a status that has none.
  public var symbol: String { Self.symbols[self] ?? hexadecimal(number) }

  /// Finds a status by its documented name.
  public init?(symbol: String) {
    guard let entry = Self.all.first(where: { $0.symbol == symbol }) else { return nil }
    self = entry.status
  }
}

extension NDISStatus: CustomStringConvertible {
  /// The documented name.
  public var description: String { symbol }
}
