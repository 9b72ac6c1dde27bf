/// A view of the 14 bytes that begin an Ethernet frame; valid while the bytes are.
@frozen
public struct EthernetHeader {
  /// Bytes.
  public static let length = 14
  @usableFromInline let base: UnsafeRawPointer

  /// Checks that the header is there.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 14, of: .ethernet)
  }

  /// Who it is for.
  @inlinable public var destination: MACAddress { MACAddress(at: base) }
  /// Who sent it.
  @inlinable public var source: MACAddress { MACAddress(at: base + 6) }
  /// What follows, or its length.
  @inlinable public var type: EtherType { EtherType(rawValue: base.big16(12)) }

  /// Writes the header and returns its length.
  @inlinable @discardableResult
  public static func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    destination: MACAddress,
    source: MACAddress,
    type: EtherType
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 14, of: .ethernet)
    destination.store(at: base)
    source.store(at: base + 6)
    base.store16(12, type.rawValue)
    return 14
  }
}
