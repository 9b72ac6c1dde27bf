/// What an interface can do at the moment, as `ifOperStatus` of RFC 2863 tells it, and why it cannot do more.
///
/// - C: `NDIS_OPER_STATE` · Source: ntddndis/ns-ntddndis-_ndis_oper_state
struct OperationalState: Equatable, Sendable {
  /// `NET_IF_OPER_STATUS`.
  enum Status: UInt32, Sendable {
    case up = 1
    case down = 2
    case unknown = 4
    case dormant = 5
    case notPresent = 6
  }

  /// Why it is down or dormant: the bits of `OperationalStatusFlags`.
  struct Reasons: OptionSet, Sendable {
    let rawValue: UInt32

    static let notAuthenticated = Reasons(rawValue: 1)
    static let notMediaConnected = Reasons(rawValue: 2)
    static let paused = Reasons(rawValue: 4)
    static let lowPower = Reasons(rawValue: 8)
  }

  var status: Status
  var reasons: Reasons = []

  /// The documented structure, revision 1.
  var bytes: [UInt8] {
    [ObjectType.default.rawValue, 1] + UInt16(12).littleEndianBytes
      + status.rawValue.littleEndianBytes + reasons.rawValue.littleEndianBytes
  }
}
