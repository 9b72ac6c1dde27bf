/// The task offloads an adapter has, as protocols ask for them.
///
/// - C: `NDIS_OFFLOAD`, revision 3 (NDIS 6.30 and later)
/// - Source: ntddndis/ns-ntddndis-_ndis_offload, network/determining-task-offload-capabilities
public struct OffloadCapabilities: Equatable, Sendable {
  /// What an adapter can do with the frames of one IP version and one direction.
  public struct Checksum: Equatable, Sendable {
    /// Headers with IPv4 options or IPv6 extension headers, too.
    public var ipOptions: Bool
    /// TCP headers with options, too.
    public var tcpOptions: Bool
    /// TCP checksums.
    public var tcp: Bool
    /// UDP checksums.
    public var udp: Bool
    /// Checksums of IPv4 headers; false for IPv6.
    public var ipHeader: Bool

    /// Lists what can be done; nothing by default.
    public init(
      ipOptions: Bool = false,
      tcpOptions: Bool = false,
      tcp: Bool = false,
      udp: Bool = false,
      ipHeader: Bool = false
    ) {
      self.ipOptions = ipOptions
      self.tcpOptions = tcpOptions
      self.tcp = tcp
      self.udp = udp
      self.ipHeader = ipHeader
    }

    var isAny: Bool { tcp || udp || ipHeader }

    /// Two bits each, 1 for supported.
    var bits: UInt32 {
      [ipOptions, tcpOptions, tcp, udp, ipHeader].enumerated()
        .reduce(0) { $0 | ($1.element ? 1 << UInt32($1.offset * 2) : 0) }
    }
  }

  /// Bytes of the record.
  public static let byteCount = 156
  /// Kinds of frame that offloads work on: untagged 802.3 (2), a tag in the data (4), a tag in the slot (8).
  public var encapsulation: UInt32 = 2 | 4 | 8
  /// IPv4 frames that are sent.
  public var ipv4Transmit = Checksum()
  /// IPv4 frames that are received.
  public var ipv4Receive = Checksum()
  /// IPv6 frames that are sent.
  public var ipv6Transmit = Checksum()
  /// IPv6 frames that are received.
  public var ipv6Receive = Checksum()
  /// Bytes of TCP data in one large send, versions 1 and 2; 0: there is no large send.
  public var largeSendBytes: UInt32 = 0
  /// Segments that a large send must at least make.
  public var minimumSegments: UInt32 = 2
  /// Coalesced units are indicated.
  public var coalesces = false

  /// An adapter without offloads.
  public init() {}

  /// The record as drivers see it, `byteCount` bytes, little-endian.
  public var bytes: [UInt8] {
    var bytes = [ObjectType.offload.rawValue, 3]
    bytes.reserveCapacity(Self.byteCount)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt16(Self.byteCount))
    for checksum in [ipv4Transmit, ipv4Receive, ipv6Transmit, ipv6Receive] {
      append(checksum.isAny ? encapsulation : 0)
      append(checksum.bits)
    }
    let large = largeSendBytes > 0
    let kinds = large ? encapsulation : 0
    let segments = large ? minimumSegments : 0
    // Both kinds of option, supported.
    let options: UInt32 = large ? 0b0101 : 0
    // Version 1, for IPv4.
    for value in [kinds, largeSendBytes, segments, options] { append(value) }
    // IPsec, version 1.
    for _ in 0..<7 { append(UInt32(0)) }
    // Version 2, for IPv4 and IPv6.
    for value in [kinds, largeSendBytes, segments] { append(value) }
    for value in [kinds, largeSendBytes, segments, options] { append(value) }
    // Flags, then IPsec, version 2.
    for _ in 0..<9 { append(UInt32(0)) }
    append(UInt8(coalesces ? 1 : 0))
    append(UInt8(coalesces ? 1 : 0))
    append(UInt16(0))  // alignment
    // Offloads of encapsulated packets.
    for _ in 0..<2 { append(UInt32(0)) }
    return bytes
  }
}
