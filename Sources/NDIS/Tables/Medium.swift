/// The medium an adapter presents to what is above it.
///
/// Source: ntddndis/ne-ntddndis-_ndis_medium
public enum Medium: UInt32, CaseIterable, Sendable {
  /// Ethernet (802.3).
  case ethernet = 0
  /// Token ring (802.5).
  case tokenRing = 1
  /// FDDI.
  case fddi = 2
  /// Wide area network.
  case wan = 3
  /// LocalTalk.
  case localTalk = 4
  /// DIX Ethernet.
  case dix = 5
  /// ARCNET, raw.
  case arcnetRaw = 6
  /// ARCNET (878.2).
  case arcnet878_2 = 7
  /// ATM.
  case atm = 8
  /// Wireless wide area network.
  case wirelessWAN = 9
  /// Infrared.
  case irda = 10
  /// Broadcast PC.
  case broadcastPC = 11
  /// Connection-oriented wide area network.
  case connectionOrientedWAN = 12
  /// IEEE 1394.
  case ieee1394 = 13
  /// InfiniBand.
  case infiniBand = 14
  /// Tunnel.
  case tunnel = 15
  /// Native 802.11.
  case native802_11 = 16
  /// Loopback.
  case loopback = 17
  /// WiMAX.
  case wiMAX = 18
  /// IP packets without a link header (6.20).
  case ip = 19

  /// The documented name.
  public var symbol: String {
    switch self {
    case .ethernet: "NdisMedium802_3"
    case .tokenRing: "NdisMedium802_5"
    case .fddi: "NdisMediumFddi"
    case .wan: "NdisMediumWan"
    case .localTalk: "NdisMediumLocalTalk"
    case .dix: "NdisMediumDix"
    case .arcnetRaw: "NdisMediumArcnetRaw"
    case .arcnet878_2: "NdisMediumArcnet878_2"
    case .atm: "NdisMediumAtm"
    case .wirelessWAN: "NdisMediumWirelessWan"
    case .irda: "NdisMediumIrda"
    case .broadcastPC: "NdisMediumBpc"
    case .connectionOrientedWAN: "NdisMediumCoWan"
    case .ieee1394: "NdisMedium1394"
    case .infiniBand: "NdisMediumInfiniBand"
    case .tunnel: "NdisMediumTunnel"
    case .native802_11: "NdisMediumNative802_11"
    case .loopback: "NdisMediumLoopback"
    case .wiMAX: "NdisMediumWiMAX"
    case .ip: "NdisMediumIP"
    }
  }
}
