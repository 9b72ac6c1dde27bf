/// A view of an IPv4 header with its options (RFC 791); valid while the bytes are.
@frozen
public struct IPv4Header {
  /// Bytes without options.
  public static let minimumLength = 20
  @usableFromInline let base: UnsafeRawPointer

  /// Checks version, header length and that the whole header is there; the data may be cut short.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 20, of: .ipv4)
    let first = base.byte(0)
    guard first >> 4 == 4 else {
      throw .malformed(.ipv4, field: "version", value: UInt64(first >> 4))
    }
    let length = Int(first & 15) * 4
    guard length >= 20 else {
      throw .malformed(.ipv4, field: "header length", value: UInt64(length))
    }
    guard bytes.count >= length else {
      throw .truncated(.ipv4, needed: length, available: bytes.count)
    }
  }

  /// 20…60 bytes.
  @inlinable public var headerLength: Int { Int(base.byte(0) & 15) * 4 }
  /// Differentiated services and congestion notification as one byte.
  @inlinable public var serviceByte: UInt8 { base.byte(1) }
  /// Header and data as the sender wrote it, 0…65535; 0 under large sends.
  @inlinable public var totalLength: Int { Int(base.big16(2)) }
  /// Groups the fragments of one packet.
  @inlinable public var identification: UInt16 { base.big16(4) }
  /// The DF bit.
  @inlinable public var doesNotFragment: Bool { base.byte(6) & 0x40 != 0 }
  /// The MF bit.
  @inlinable public var hasMoreFragments: Bool { base.byte(6) & 0x20 != 0 }
  /// Place of this fragment's data in the packet, in bytes.
  @inlinable public var fragmentOffset: Int { Int(base.big16(6) & 0x1FFF) * 8 }
  /// One of several fragments, the first included.
  @inlinable public var isFragment: Bool { base.big16(6) & 0x3FFF != 0 }
  /// Hops left.
  @inlinable public var timeToLive: UInt8 { base.byte(8) }
  /// What the data is.
  @inlinable public var nextProtocol: IPProtocol { IPProtocol(rawValue: base.byte(9)) }
  /// As written.
  @inlinable public var checksum: UInt16 { base.big16(10) }
  /// Who sent it.
  @inlinable public var source: IPv4Address { IPv4Address(base.big32(12)) }
  /// Who it is for.
  @inlinable public var destination: IPv4Address { IPv4Address(base.big32(16)) }
  /// The bytes between the fixed header and the data; 0…40.
  @inlinable public var options: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + 20, count: headerLength - 20)
  }
  /// The checksum fits the header.
  @inlinable public var isChecksumCorrect: Bool {
    InternetChecksum.compute(UnsafeRawBufferPointer(start: base, count: headerLength)) == 0
  }
  /// The addresses a transport checksum covers.
  @inlinable public var pseudoHeader: PseudoHeader {
    .v4(source: source, destination: destination)
  }

  /// Writes a header without options, checksum included, and returns its length.
  ///
  /// - `payloadLength`: bytes after the header; 0…65515.
  /// - `fragmentOffset`: in bytes, a multiple of 8.
  @inlinable @discardableResult
  public static func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    source: IPv4Address,
    destination: IPv4Address,
    nextProtocol: IPProtocol,
    payloadLength: Int,
    identification: UInt16 = 0,
    timeToLive: UInt8 = 64,
    serviceByte: UInt8 = 0,
    doesNotFragment: Bool = false,
    hasMoreFragments: Bool = false,
    fragmentOffset: Int = 0
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 20, of: .ipv4)
    guard payloadLength >= 0, payloadLength <= 65515 else {
      throw .outOfRange(.ipv4, field: "payload length", value: payloadLength)
    }
    guard fragmentOffset >= 0, fragmentOffset <= 65528, fragmentOffset % 8 == 0 else {
      throw .outOfRange(.ipv4, field: "fragment offset", value: fragmentOffset)
    }
    base.store8(0, 0x45)
    base.store8(1, serviceByte)
    base.store16(2, UInt16(payloadLength + 20))
    base.store16(4, identification)
    base.store16(
      6,
      (doesNotFragment ? 0x4000 : 0) | (hasMoreFragments ? 0x2000 : 0)
        | UInt16(fragmentOffset / 8)
    )
    base.store8(8, timeToLive)
    base.store8(9, nextProtocol.rawValue)
    base.store16(10, 0)
    base.store32(12, source.rawValue)
    base.store32(16, destination.rawValue)
    base.store16(10, InternetChecksum.compute(UnsafeRawBufferPointer(start: base, count: 20)))
    return 20
  }
}
