/// Which header an error speaks of.
public enum HeaderKind: String, Sendable, CaseIterable {
  case ethernet = "Ethernet header"
  case vlan = "VLAN tag"
  case llc = "LLC header"
  case arp = "ARP packet"
  case ipv4 = "IPv4 header"
  case ipv6 = "IPv6 header"
  case ipv6Extension = "IPv6 extension header"
  case icmpv4 = "ICMP message"
  case icmpv6 = "ICMPv6 message"
  case neighborDiscovery = "neighbour discovery message"
  case udp = "UDP header"
  case tcp = "TCP header"
  case lldp = "LLDP unit"
  case spanningTree = "spanning tree unit"
  case dhcp = "DHCP message"
  case dns = "DNS message"
}

/// Why bytes could not be read as, or written as, a header.
public enum WireError: Error, Equatable, Sendable {
  /// Fewer bytes than the header needs.
  case truncated(HeaderKind, needed: Int, available: Int)
  /// The field named holds a value the header cannot have.
  case malformed(HeaderKind, field: String, value: UInt64)
  /// The place to write to is too small.
  case noRoom(HeaderKind, needed: Int, available: Int)
  /// The value does not fit its field.
  case outOfRange(HeaderKind, field: String, value: Int)
}

extension WireError: CustomStringConvertible {
  /// One sentence.
  public var description: String {
    switch self {
    case .truncated(let kind, let needed, let available):
      "\(kind.rawValue) cut short: needs \(needed) bytes, has \(available)"
    case .malformed(let kind, let field, let value):
      "\(kind.rawValue) malformed: \(field) is \(value)"
    case .noRoom(let kind, let needed, let available):
      "no room for \(kind.rawValue): needs \(needed) bytes, has \(available)"
    case .outOfRange(let kind, let field, let value):
      "\(kind.rawValue): \(field) cannot be \(value)"
    }
  }
}

/// The start of `bytes` if they hold `count`, else `.truncated`.
@inlinable
func start(
  of bytes: UnsafeRawBufferPointer,
  holding count: Int,
  of kind: HeaderKind
) throws(WireError) -> UnsafeRawPointer {
  guard bytes.count >= count, let base = bytes.baseAddress else {
    throw .truncated(kind, needed: count, available: bytes.count)
  }
  return base
}

/// The start of `bytes` if `count` can be written there, else `.noRoom`.
@inlinable
func room(
  in bytes: UnsafeMutableRawBufferPointer,
  for count: Int,
  of kind: HeaderKind
) throws(WireError) -> UnsafeMutableRawPointer {
  guard bytes.count >= count, let base = bytes.baseAddress else {
    throw .noRoom(kind, needed: count, available: bytes.count)
  }
  return base
}
