/// The interface type an adapter registers (ifType of IANA).
///
/// Source: ndis-interface-types
public enum InterfaceType: UInt16, CaseIterable, Sendable {
  /// None of the others.
  case other = 1
  /// Ethernet.
  case ethernet = 6
  /// Point-to-point protocol.
  case ppp = 23
  /// Loopback.
  case softwareLoopback = 24
  /// Wireless LAN.
  case ieee80211 = 71
  /// Tunnel.
  case tunnel = 131
  /// VLAN.
  case l2VLAN = 135
  /// Link aggregation.
  case ieee8023adLAG = 161

  /// The documented name.
  public var symbol: String {
    switch self {
    case .other: "IF_TYPE_OTHER"
    case .ethernet: "IF_TYPE_ETHERNET_CSMACD"
    case .ppp: "IF_TYPE_PPP"
    case .softwareLoopback: "IF_TYPE_SOFTWARE_LOOPBACK"
    case .ieee80211: "IF_TYPE_IEEE80211"
    case .tunnel: "IF_TYPE_TUNNEL"
    case .l2VLAN: "IF_TYPE_L2_VLAN"
    case .ieee8023adLAG: "IF_TYPE_IEEE8023AD_LAG"
    }
  }
}
