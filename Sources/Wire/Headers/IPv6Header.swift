/// A view of the fixed IPv6 header (RFC 8200); valid while the bytes are.
@frozen
public struct IPv6Header {
  /// Bytes.
  public static let length = 40
  @usableFromInline let base: UnsafeRawPointer

  /// Checks version and that the header is there; the data may be cut short.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 40, of: .ipv6)
    guard base.byte(0) >> 4 == 6 else {
      throw .malformed(.ipv6, field: "version", value: UInt64(base.byte(0) >> 4))
    }
  }

  /// Differentiated services and congestion notification as one byte.
  @inlinable public var trafficClass: UInt8 { UInt8(truncatingIfNeeded: base.big16(0) >> 4) }
  /// 20 bits.
  @inlinable public var flowLabel: UInt32 { base.big32(0) & 0xF_FFFF }
  /// Bytes after this header, extension headers included, 0…65535.
  @inlinable public var payloadLength: Int { Int(base.big16(4)) }
  /// What follows.
  @inlinable public var nextHeader: IPProtocol { IPProtocol(rawValue: base.byte(6)) }
  /// Hops left.
  @inlinable public var hopLimit: UInt8 { base.byte(7) }
  /// Who sent it.
  @inlinable public var source: IPv6Address { IPv6Address(at: base + 8) }
  /// Who it is for.
  @inlinable public var destination: IPv6Address { IPv6Address(at: base + 24) }
  /// The addresses a transport checksum covers.
  @inlinable public var pseudoHeader: PseudoHeader {
    .v6(source: source, destination: destination)
  }

  /// Writes the header and returns its length.
  ///
  /// - `payloadLength`: bytes after the header; 0…65535.
  @inlinable @discardableResult
  public static func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    source: IPv6Address,
    destination: IPv6Address,
    nextHeader: IPProtocol,
    payloadLength: Int,
    hopLimit: UInt8 = 64,
    trafficClass: UInt8 = 0,
    flowLabel: UInt32 = 0
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 40, of: .ipv6)
    guard payloadLength >= 0, payloadLength <= 65535 else {
      throw .outOfRange(.ipv6, field: "payload length", value: payloadLength)
    }
    base.store32(0, 6 << 28 | UInt32(trafficClass) << 20 | flowLabel & 0xF_FFFF)
    base.store16(4, UInt16(payloadLength))
    base.store8(6, nextHeader.rawValue)
    base.store8(7, hopLimit)
    source.store(at: base + 8)
    destination.store(at: base + 24)
    return 40
  }
}
