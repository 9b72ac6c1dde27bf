/// A view of a UDP header (RFC 768); valid while the bytes are.
@frozen
public struct UDPHeader {
  /// Bytes.
  public static let headerLength = 8
  @usableFromInline let base: UnsafeRawPointer

  /// Checks that the header is there and its length field covers it; the data may be cut short.
  ///
  /// A length of 0 is let through: jumbograms and large sends carry it.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 8, of: .udp)
    let length = base.big16(4)
    guard length == 0 || length >= 8 else {
      throw .malformed(.udp, field: "length", value: UInt64(length))
    }
  }

  /// The sender's port.
  @inlinable public var sourcePort: UInt16 { base.big16(0) }
  /// The receiver's port.
  @inlinable public var destinationPort: UInt16 { base.big16(2) }
  /// Header and data in bytes; 0 or 8…65535.
  @inlinable public var length: Int { Int(base.big16(4)) }
  /// As written; 0 says there is none.
  @inlinable public var checksum: UInt16 { base.big16(6) }

  /// Writes a header with checksum over data that is in place and returns the header's length.
  ///
  /// - `dataLength`: bytes of `bytes` after the header, covered by the checksum.
  @inlinable @discardableResult
  public static func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    sourcePort: UInt16,
    destinationPort: UInt16,
    dataLength: Int,
    addresses: PseudoHeader
  ) throws(WireError) -> Int {
    guard dataLength >= 0, dataLength <= 65527 else {
      throw .outOfRange(.udp, field: "data length", value: dataLength)
    }
    let base = try room(in: bytes, for: 8 + dataLength, of: .udp)
    base.store16(0, sourcePort)
    base.store16(2, destinationPort)
    base.store16(4, UInt16(8 + dataLength))
    base.store16(6, 0)
    let whole = UnsafeRawBufferPointer(start: base, count: 8 + dataLength)
    let sum = addresses.checksum(of: .udp, over: whole)
    // Zero would say "no checksum"; its twin in ones' complement stands for it.
    base.store16(6, sum == 0 ? 0xFFFF : sum)
    return 8
  }
}
