/// A port of an adapter: the default port 0, or one the miniport allocated.
///
/// - C: `NDIS_PORT_CHARACTERISTICS` · Source: network/ndis-port-states
public struct NDISPort: Sendable, Equatable {
  /// What a port stands for.
  public enum Kind: UInt32, CaseIterable, Sendable {
    case undefined = 0
    case bridge = 1
    case rasConnection = 2
    case supplicant8021x = 3
    /// Since NDIS 6.30.
    case ndisImPlatform = 4

    /// The documented name.
    public var symbol: String {
      switch self {
      case .undefined: "NdisPortTypeUndefined"
      case .bridge: "NdisPortTypeBridge"
      case .rasConnection: "NdisPortTypeRasConnection"
      case .supplicant8021x: "NdisPortType8021xSupplicant"
      case .ndisImPlatform: "NdisPortTypeNdisImPlatform"
      }
    }
  }

  /// Whether traffic needs an authorization.
  public enum Control: UInt32, CaseIterable, Sendable {
    case unknown = 0
    case controlled = 1
    case uncontrolled = 2
  }

  /// Whether a controlled port may be used.
  public enum Authorization: UInt32, CaseIterable, Sendable {
    case unknown = 0
    case authorized = 1
    case unauthorized = 2
    case reauthorizing = 3
  }

  /// 0 for the default port, at most 0xFFFFFF.
  public let number: UInt32
  /// What it stands for.
  public let kind: Kind
  /// Activated, not only allocated.
  public internal(set) var isActive = false
  /// Its own link, which may differ from the adapter's.
  public internal(set) var link = LinkState()
  /// Control of what is sent.
  public internal(set) var sendControl = Control.uncontrolled
  /// Control of what is received.
  public internal(set) var receiveControl = Control.uncontrolled
  /// Authorization of what is sent; means nothing while the port is uncontrolled.
  public internal(set) var sendAuthorization = Authorization.authorized
  /// Authorization of what is received; means nothing while the port is uncontrolled.
  public internal(set) var receiveAuthorization = Authorization.authorized

  /// True for a port that is controlled one way and not authorized that way.
  var isClosed: Bool {
    sendControl == .controlled && sendAuthorization != .authorized
      || receiveControl == .controlled && receiveAuthorization != .authorized
  }

  init(number: UInt32, kind: Kind) {
    self.number = number
    self.kind = kind
  }

  /// The state as the bytes of `NDIS_PORT_STATE`.
  public var stateBytes: [UInt8] {
    [0x80, 1] + UInt16(48).littleEndianBytes + UInt32(link.connect.rawValue).littleEndianBytes
      + linkAndControlBytes
  }

  /// The characteristics as the bytes of `NDIS_PORT_CHARACTERISTICS`.
  public var characteristicsBytes: [UInt8] {
    // Through its last member; an element of an array takes 64 bytes.
    let head: [UInt8] = [0x80, 1] + UInt16(60).littleEndianBytes
    let identity = number.littleEndianBytes + UInt32(0).littleEndianBytes
    return head + identity + kind.rawValue.littleEndianBytes
      + UInt32(link.connect.rawValue).littleEndianBytes + [0, 0, 0, 0] + linkAndControlBytes
  }

  private var linkAndControlBytes: [UInt8] {
    let states: [UInt32] = [
      0, sendControl.rawValue, receiveControl.rawValue, sendAuthorization.rawValue,
      receiveAuthorization.rawValue,
    ]
    return link.transmitLinkSpeed.littleEndianBytes + link.receiveLinkSpeed.littleEndianBytes
      + states.flatMap(\.littleEndianBytes) + [0, 0, 0, 0]
  }
}
