/// A view of the start of an ICMPv6 message (RFC 4443); valid while the bytes are.
@frozen
public struct ICMPv6Header {
  /// Bytes of type, code, checksum and the word after.
  public static let length = 8
  @usableFromInline let base: UnsafeRawPointer

  /// Checks that the header is there.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 8, of: .icmpv6)
  }

  /// The kind: 1 unreachable, 2 too big, 3 time exceeded, 128 and 129 echo, 133…137 discovery.
  @inlinable public var type: UInt8 { base.byte(0) }
  /// Finer kind.
  @inlinable public var code: UInt8 { base.byte(1) }
  /// As written.
  @inlinable public var checksum: UInt16 { base.big16(2) }
  /// Of an echo.
  @inlinable public var identifier: UInt16 { base.big16(4) }
  /// Of an echo.
  @inlinable public var sequence: UInt16 { base.big16(6) }
  /// Of a packet-too-big: what would fit, in bytes.
  @inlinable public var mtu: UInt32 { base.big32(4) }

  /// Writes an echo header over data that is in place and returns the header's length.
  ///
  /// - `isReply`: type 129 instead of 128.
  /// - `dataLength`: bytes of `bytes` after the header, covered by the checksum.
  @inlinable @discardableResult
  public static func emitEcho(
    into bytes: UnsafeMutableRawBufferPointer,
    isReply: Bool,
    identifier: UInt16,
    sequence: UInt16,
    dataLength: Int,
    source: IPv6Address,
    destination: IPv6Address
  ) throws(WireError) -> Int {
    guard dataLength >= 0, dataLength <= 65527 else {
      throw .outOfRange(.icmpv6, field: "data length", value: dataLength)
    }
    let base = try room(in: bytes, for: 8 + dataLength, of: .icmpv6)
    base.store8(0, isReply ? 129 : 128)
    base.store8(1, 0)
    base.store16(2, 0)
    base.store16(4, identifier)
    base.store16(6, sequence)
    let whole = UnsafeRawBufferPointer(start: base, count: 8 + dataLength)
    let addresses = PseudoHeader.v6(source: source, destination: destination)
    base.store16(2, addresses.checksum(of: .icmpv6, over: whole))
    return 8
  }
}
