/// What the miniport found out about the checksums of a received list; empty: nothing was checked.
///
/// - C: `NDIS_TCP_IP_CHECKSUM_NET_BUFFER_LIST_INFO.Receive` · Source:
///   nblchecksum/ns-nblchecksum-ndis_tcp_ip_checksum_net_buffer_list_info
@frozen
public struct ReceiveChecksumInfo: OptionSet, Hashable, Sendable {
  /// The value as it stands in the information slot.
  public let rawValue: UInt64

  /// Takes the value of an information slot as it is.
  @inlinable
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The TCP checksum is wrong.
  @inlinable public static var tcpFailed: Self { Self(rawValue: 0x01) }
  /// The UDP checksum is wrong.
  @inlinable public static var udpFailed: Self { Self(rawValue: 0x02) }
  /// The IPv4 header checksum is wrong.
  @inlinable public static var ipFailed: Self { Self(rawValue: 0x04) }
  /// The TCP checksum is right.
  @inlinable public static var tcpSucceeded: Self { Self(rawValue: 0x08) }
  /// The UDP checksum is right.
  @inlinable public static var udpSucceeded: Self { Self(rawValue: 0x10) }
  /// The IPv4 header checksum is right.
  @inlinable public static var ipSucceeded: Self { Self(rawValue: 0x20) }
  /// A looped-back copy whose checksums were never calculated.
  @inlinable public static var loopback: Self { Self(rawValue: 0x40) }
  /// The segments' TCP checksums were right; that of the coalesced unit was not calculated.
  @inlinable public static var tcpValueInvalid: Self { Self(rawValue: 0x80) }
  /// The segments' IPv4 header checksums were right; that of the coalesced unit was not calculated.
  @inlinable public static var ipValueInvalid: Self { Self(rawValue: 0x100) }
}
