/// A view of one IPv6 extension header that is not encrypted; valid while the bytes are.
@frozen
public struct IPv6ExtensionHeader {
  @usableFromInline let base: UnsafeRawPointer
  /// Which extension it is.
  public let kind: IPProtocol
  /// Bytes, a multiple of 4; 8 for a fragment header.
  public let length: Int

  /// Whether the number names an extension header this view can walk over.
  @inlinable
  public static func isExtension(_ kind: IPProtocol) -> Bool {
    switch kind.rawValue {
    case 0, 43, 44, 51, 60, 135, 139, 140: true
    default: false
    }
  }

  /// Checks the length and that the whole header is there.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer, kind: IPProtocol) throws(WireError) {
    base = try start(of: bytes, holding: 8, of: .ipv6Extension)
    self.kind = kind
    switch kind {
    case .fragment: length = 8
    case .authentication: length = Int(base.byte(1)) * 4 + 8
    default: length = Int(base.byte(1)) * 8 + 8
    }
    guard bytes.count >= length else {
      throw .truncated(.ipv6Extension, needed: length, available: bytes.count)
    }
  }

  /// What follows.
  @inlinable public var nextHeader: IPProtocol { IPProtocol(rawValue: base.byte(0)) }
  /// Of a fragment header: place of the data in bytes.
  @inlinable public var fragmentOffset: Int { Int(base.big16(2) & 0xFFF8) }
  /// Of a fragment header: others follow.
  @inlinable public var hasMoreFragments: Bool { base.byte(3) & 1 != 0 }
  /// Of a fragment header: groups the fragments of one packet.
  @inlinable public var fragmentIdentification: UInt32 { base.big32(4) }
  /// Of a routing header.
  @inlinable public var routingType: UInt8 { base.byte(2) }
  /// Of a routing header: addresses still to visit.
  @inlinable public var segmentsLeft: UInt8 { base.byte(3) }

  /// Writes a fragment header and returns its length.
  ///
  /// - `fragmentOffset`: in bytes, a multiple of 8.
  @inlinable @discardableResult
  public static func emitFragment(
    into bytes: UnsafeMutableRawBufferPointer,
    nextHeader: IPProtocol,
    fragmentOffset: Int,
    hasMoreFragments: Bool,
    identification: UInt32
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 8, of: .ipv6Extension)
    guard fragmentOffset >= 0, fragmentOffset <= 65528, fragmentOffset % 8 == 0 else {
      throw .outOfRange(.ipv6Extension, field: "fragment offset", value: fragmentOffset)
    }
    base.store8(0, nextHeader.rawValue)
    base.store8(1, 0)
    base.store16(2, UInt16(fragmentOffset) | (hasMoreFragments ? 1 : 0))
    base.store32(4, identification)
    return 8
  }
}
