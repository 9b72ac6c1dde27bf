/// What the first byte of a frame belongs to.
@frozen
public enum LinkLayer: UInt8, Sendable, CaseIterable {
  case ethernet
  /// An IPv4 or IPv6 packet, told by its version.
  case rawIP
}

/// What follows the link header.
@frozen
public enum NetworkKind: UInt8, Sendable, CaseIterable {
  case none
  case arp
  case ipv4
  case ipv6
  /// A length in place of a type: LLC.
  case llc
  case lldp
  case other
}

/// What an IP packet carries.
@frozen
public enum TransportKind: UInt8, Sendable, CaseIterable {
  case none
  case tcp
  case udp
  case icmpv4
  case icmpv6
  case other
}
