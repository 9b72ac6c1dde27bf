/// What an Ethernet frame carries; values below 0x0600 are lengths, not types.
@frozen
public struct EtherType: RawRepresentable, Hashable, Sendable {
  /// The field's number in host order.
  public let rawValue: UInt16

  /// Makes the type from its number.
  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// 0x0800.
  @inlinable public static var ipv4: EtherType { EtherType(rawValue: 0x0800) }
  /// 0x0806.
  @inlinable public static var arp: EtherType { EtherType(rawValue: 0x0806) }
  /// 0x8100, the tag of IEEE 802.1Q.
  @inlinable public static var vlan: EtherType { EtherType(rawValue: 0x8100) }
  /// 0x86DD.
  @inlinable public static var ipv6: EtherType { EtherType(rawValue: 0x86DD) }
  /// 0x88A8, the outer tag of IEEE 802.1ad.
  @inlinable public static var serviceVLAN: EtherType { EtherType(rawValue: 0x88A8) }
  /// 0x88CC.
  @inlinable public static var lldp: EtherType { EtherType(rawValue: 0x88CC) }
  /// 0x9100, an outer tag used before 802.1ad.
  @inlinable public static var oldQinQ: EtherType { EtherType(rawValue: 0x9100) }

  /// A tag of four bytes follows.
  @inlinable public var isVLANTag: Bool {
    rawValue == 0x8100 || rawValue == 0x88A8 || rawValue == 0x9100
  }

  /// The number is a length of the frame's data: IEEE 802.3 with LLC.
  @inlinable public var isLength: Bool { rawValue <= 1500 }

  /// The usual name; nil for a type without one here.
  public var name: String? {
    switch rawValue {
    case 0x0800: "IPv4"
    case 0x0806: "ARP"
    case 0x0842: "Wake on LAN"
    case 0x8035: "RARP"
    case 0x8100: "802.1Q Virtual LAN"
    case 0x8137: "IPX"
    case 0x86DD: "IPv6"
    case 0x8808: "MAC Control"
    case 0x8809: "Slow Protocols"
    case 0x8847: "MPLS label switched packet"
    case 0x8863: "PPPoE Discovery"
    case 0x8864: "PPPoE Session"
    case 0x888E: "802.1X Authentication"
    case 0x88A8: "802.1ad Provider Bridge (Q-in-Q)"
    case 0x88CC: "802.1 Link Layer Discovery Protocol (LLDP)"
    case 0x88E5: "802.1AE (MACsec)"
    case 0x88F7: "Precision Time Protocol"
    case 0x9000: "Configuration Test Protocol (loopback)"
    case 0x9100: "QinQ: old non-standard 802.1ad"
    default: nil
    }
  }
}

extension EtherType: CustomStringConvertible {
  /// The name, or the number in base 16.
  public var description: String {
    name ?? "0x" + hexadecimal(rawValue, digits: 4)
  }
}
