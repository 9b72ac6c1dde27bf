/// A view of the eight bytes that begin an ICMP message (RFC 792); valid while the bytes are.
@frozen
public struct ICMPv4Header {
  /// Bytes.
  public static let length = 8
  @usableFromInline let base: UnsafeRawPointer

  /// Checks that the header is there.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 8, of: .icmpv4)
  }

  /// The kind: 0 echo reply, 3 unreachable, 5 redirect, 8 echo request, 11 time exceeded.
  @inlinable public var type: UInt8 { base.byte(0) }
  /// Finer kind.
  @inlinable public var code: UInt8 { base.byte(1) }
  /// As written.
  @inlinable public var checksum: UInt16 { base.big16(2) }
  /// Of an echo.
  @inlinable public var identifier: UInt16 { base.big16(4) }
  /// Of an echo.
  @inlinable public var sequence: UInt16 { base.big16(6) }
  /// Of an unreachable with code 4: what would fit, in bytes.
  @inlinable public var nextHopMTU: UInt16 { base.big16(6) }
  /// Of a redirect.
  @inlinable public var gateway: IPv4Address { IPv4Address(base.big32(4)) }

  /// Writes an echo header over data that is in place and returns the header's length.
  ///
  /// - `isReply`: type 0 instead of 8.
  /// - `dataLength`: bytes of `bytes` after the header, covered by the checksum.
  @inlinable @discardableResult
  public static func emitEcho(
    into bytes: UnsafeMutableRawBufferPointer,
    isReply: Bool,
    identifier: UInt16,
    sequence: UInt16,
    dataLength: Int
  ) throws(WireError) -> Int {
    guard dataLength >= 0, dataLength <= 65507 else {
      throw .outOfRange(.icmpv4, field: "data length", value: dataLength)
    }
    let base = try room(in: bytes, for: 8 + dataLength, of: .icmpv4)
    base.store8(0, isReply ? 0 : 8)
    base.store8(1, 0)
    base.store16(2, 0)
    base.store16(4, identifier)
    base.store16(6, sequence)
    let whole = UnsafeRawBufferPointer(start: base, count: 8 + dataLength)
    base.store16(2, InternetChecksum.compute(whole))
    return 8
  }
}
