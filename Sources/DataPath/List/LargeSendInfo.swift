/// How the miniport is to cut the TCP data of a sent list into segments.
///
/// Bits, low first: segment size 20, TCP header offset 10, type 1 (0: version 1), IP version 1 (version 2 only).
///
/// - C: `NDIS_TCP_LARGE_SEND_OFFLOAD_NET_BUFFER_LIST_INFO` · Source:
///   nbllso/ns-nbllso-ndis_tcp_large_send_offload_net_buffer_list_info
@frozen
public struct LargeSendInfo: Equatable, Sendable {
  /// The value as it stands in the information slot.
  public var rawValue: UInt64

  /// Takes the value of an information slot as it is.
  @inlinable
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Packs the fields of version 2.
  ///
  /// - Parameters:
  ///   - segmentSize: bytes of TCP data in each segment but the last, 1...1,048,575.
  ///   - tcpHeaderOffset: bytes from the frame's start to the TCP header, 0...1023.
  ///   - isIPv6: the packet is IPv6, else IPv4.
  @inlinable
  public init(segmentSize: Int, tcpHeaderOffset: Int, isIPv6: Bool) {
    rawValue =
      UInt64(truncatingIfNeeded: segmentSize & 0xFFFFF)
      | UInt64(truncatingIfNeeded: tcpHeaderOffset & 0x3FF) << 20
      | 1 << 30 | (isIPv6 ? 1 << 31 : 0)
  }

  /// Bytes of TCP data in each segment but the last; 0: the list is no large send.
  @inlinable public var segmentSize: Int { Int(rawValue & 0xFFFFF) }
  /// Bytes from the frame's start to the TCP header.
  @inlinable public var tcpHeaderOffset: Int { Int(rawValue >> 20) & 0x3FF }
  /// Version 2: the length of the packet is that of its buffer, and its IP header says 0.
  @inlinable public var isVersion2: Bool { rawValue & 1 << 30 != 0 }
  /// The packet is IPv6; meaningful in version 2.
  @inlinable public var isIPv6: Bool { rawValue & 1 << 31 != 0 }
}
