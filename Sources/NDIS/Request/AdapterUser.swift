import Kernel

/// Someone who has settings of their own on an adapter, which NDIS joins with those of all others.
///
/// Every binding is one, and so are the people at screen and command line together.
protocol AdapterUser: AnyObject {
  /// Party in whose name it asks.
  var partyID: UInt32 { get }
  /// The version of NDIS whose structures it gets.
  var version: NDISVersion { get }
  var packetFilter: PacketFilter { get set }
  /// The request that set its packet filter.
  var packetFilterSource: ConfigurationSource { get set }
  /// 6 bytes each, one that was added twice stands twice.
  var multicastList: [[UInt8]] { get set }
  /// Bytes.
  var lookahead: UInt32 { get set }
  var powerParameters: PowerParameters { get set }
  /// Wake-up events it enabled by OID_PNP_ENABLE_WAKE_UP.
  var enabledWakeUp: UInt32 { get set }
  /// Its OID_GEN_PROTOCOL_OPTIONS.
  var protocolOptions: UInt32 { get set }
}

extension ProtocolBinding: AdapterUser {
  var partyID: UInt32 { party.id }
  var version: NDISVersion { component.ndisVersion }
}

/// What people have set on an adapter at the screen or command line.
final class ManagementUser: AdapterUser {
  var partyID: UInt32 = 0
  let version = NDISVersion.v6_40
  var packetFilter: PacketFilter = []
  var packetFilterSource = ConfigurationSource.default
  var multicastList: [[UInt8]] = []
  var lookahead: UInt32 = 0
  var powerParameters = PowerParameters()
  var enabledWakeUp: UInt32 = 0
  var protocolOptions: UInt32 = 0

  /// Forgets everything, as a miniport does that initialises.
  func reset() {
    packetFilter = []
    packetFilterSource = .default
    multicastList = []
    lookahead = 0
    powerParameters = PowerParameters()
    enabledWakeUp = 0
    protocolOptions = 0
  }
}
