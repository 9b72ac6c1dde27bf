/// What an IP packet carries; also the kind of an IPv6 extension header.
@frozen
public struct IPProtocol: RawRepresentable, Hashable, Sendable {
  /// The assigned number.
  public let rawValue: UInt8

  /// Makes the protocol from its number.
  @inlinable
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// 0: options every router reads.
  @inlinable public static var hopByHop: IPProtocol { IPProtocol(rawValue: 0) }
  /// 1.
  @inlinable public static var icmpv4: IPProtocol { IPProtocol(rawValue: 1) }
  /// 2.
  @inlinable public static var igmp: IPProtocol { IPProtocol(rawValue: 2) }
  /// 6.
  @inlinable public static var tcp: IPProtocol { IPProtocol(rawValue: 6) }
  /// 17.
  @inlinable public static var udp: IPProtocol { IPProtocol(rawValue: 17) }
  /// 43.
  @inlinable public static var routing: IPProtocol { IPProtocol(rawValue: 43) }
  /// 44.
  @inlinable public static var fragment: IPProtocol { IPProtocol(rawValue: 44) }
  /// 50.
  @inlinable public static var encapsulatingSecurity: IPProtocol { IPProtocol(rawValue: 50) }
  /// 51.
  @inlinable public static var authentication: IPProtocol { IPProtocol(rawValue: 51) }
  /// 58.
  @inlinable public static var icmpv6: IPProtocol { IPProtocol(rawValue: 58) }
  /// 59: nothing follows.
  @inlinable public static var noNextHeader: IPProtocol { IPProtocol(rawValue: 59) }
  /// 60.
  @inlinable public static var destinationOptions: IPProtocol { IPProtocol(rawValue: 60) }

  /// The usual short name; nil for a protocol without one here.
  public var name: String? {
    switch rawValue {
    case 0: "IPv6 Hop-by-Hop Option"
    case 1: "ICMP"
    case 2: "IGMP"
    case 4: "IPIP"
    case 6: "TCP"
    case 17: "UDP"
    case 33: "DCCP"
    case 41: "IPv6"
    case 43: "Routing Header for IPv6"
    case 44: "Fragment Header for IPv6"
    case 47: "Generic Routing Encapsulation"
    case 50: "Encap Security Payload"
    case 51: "Authentication Header"
    case 58: "ICMPv6"
    case 59: "No Next Header for IPv6"
    case 60: "Destination Options for IPv6"
    case 89: "OSPF IGP"
    case 103: "PIM"
    case 112: "VRRP"
    case 132: "SCTP"
    case 136: "UDPlite"
    default: nil
    }
  }
}

extension IPProtocol: CustomStringConvertible {
  /// The name, or the number.
  public var description: String {
    name ?? String(rawValue)
  }
}
