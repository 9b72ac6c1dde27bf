/// Which checksums of a sent list the miniport is to calculate.
///
/// Bits, low first: IPv4, IPv6, TCP, UDP, IP header, 11 reserved, TCP header offset 10.
///
/// - C: `NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO.Transmit` · Source:
///   nblchecksum/ns-nblchecksum-ndis_tcp_ip_checksum_net_buffer_list_info
@frozen
public struct SendChecksumInfo: Equatable, Sendable {
  /// The value as it stands in the information slot.
  public var rawValue: UInt64

  /// Takes the value of an information slot as it is.
  @inlinable
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Packs the fields.
  ///
  /// - Parameters:
  ///   - isIPv6: the packet is IPv6, else IPv4.
  ///   - tcp: the TCP checksum is wanted.
  ///   - udp: the UDP checksum is wanted.
  ///   - ipHeader: the IPv4 header checksum is wanted.
  ///   - tcpHeaderOffset: bytes from the frame's start to the TCP header, 0...1023; 0 unless `tcp`.
  @inlinable
  public init(
    isIPv6: Bool,
    tcp: Bool = false,
    udp: Bool = false,
    ipHeader: Bool = false,
    tcpHeaderOffset: Int = 0
  ) {
    rawValue =
      (isIPv6 ? 2 : 1) | (tcp ? 4 : 0) | (udp ? 8 : 0) | (ipHeader ? 16 : 0)
      | UInt64(truncatingIfNeeded: tcpHeaderOffset & 0x3FF) << 16
  }

  /// The packet is IPv4.
  @inlinable public var isIPv4: Bool { rawValue & 1 != 0 }
  /// The packet is IPv6.
  @inlinable public var isIPv6: Bool { rawValue & 2 != 0 }
  /// The TCP checksum is wanted.
  @inlinable public var tcp: Bool { rawValue & 4 != 0 }
  /// The UDP checksum is wanted.
  @inlinable public var udp: Bool { rawValue & 8 != 0 }
  /// The IPv4 header checksum is wanted.
  @inlinable public var ipHeader: Bool { rawValue & 16 != 0 }
  /// Bytes from the frame's start to the TCP header; meaningful with `tcp`.
  @inlinable public var tcpHeaderOffset: Int { Int(rawValue >> 16) & 0x3FF }
}
