/// The names of the statuses that lists and requests end with.
///
/// - Source: network/ndis-status-codes
public enum StatusText {
  /// A status by its documented name; in hexadecimal where it is none of the usual ones.
  public static func name(of status: Int32) -> String {
    let word = UInt32(bitPattern: status)
    return table.first { $0.0 == word }.map { "NDIS_STATUS_" + $0.1 } ?? hexadecimal(UInt64(word))
  }

  private static let table: [(UInt32, String)] = [
    (0, "SUCCESS"), (0x103, "PENDING"), (0x1_0001, "NOT_RECOGNIZED"), (0x1_0003, "NOT_ACCEPTED"),
    (0xC000_0001, "FAILURE"), (0xC000_000D, "INVALID_PARAMETER"), (0xC000_009A, "RESOURCES"),
    (0xC000_00BB, "NOT_SUPPORTED"), (0xC001_0002, "CLOSING"), (0xC001_000C, "REQUEST_ABORTED"),
    (0xC001_000D, "RESET_IN_PROGRESS"), (0xC001_0014, "INVALID_LENGTH"),
    (0xC001_0015, "INVALID_DATA"), (0xC001_0016, "BUFFER_TOO_SHORT"), (0xC001_0017, "INVALID_OID"),
    (0xC001_0018, "ADAPTER_REMOVED"), (0xC023_000C, "SEND_ABORTED"),
    (0xC023_001F, "MEDIA_DISCONNECTED"), (0xC023_002A, "PAUSED"), (0xC023_002D, "INVALID_PORT"),
    (0xC023_002E, "INVALID_PORT_STATE"), (0xC023_002F, "LOW_POWER_STATE"),
  ]
}
