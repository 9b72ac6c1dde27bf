/// The control information of an IEEE 802.1Q tag.
@frozen
public struct VLANTag: Hashable, Sendable {
  /// Bytes of a tag between the source address and the type: control information and the next type.
  public static let length = 4
  /// Priority, drop-eligible bit and identifier as one number.
  public let control: UInt16

  /// Makes the tag from its number.
  @inlinable
  public init(control: UInt16) {
    self.control = control
  }

  /// Makes the tag from its parts; bits past the width of a part are left out.
  @inlinable
  public init(priority: UInt8 = 0, isDropEligible: Bool = false, identifier: UInt16) {
    control = UInt16(priority & 7) << 13 | (isDropEligible ? 0x1000 : 0) | identifier & 0xFFF
  }

  /// 0…7.
  @inlinable public var priority: UInt8 { UInt8(control >> 13) }
  /// May go first when there is no room.
  @inlinable public var isDropEligible: Bool { control & 0x1000 != 0 }
  /// 0…4095; 0 means priority only.
  @inlinable public var identifier: UInt16 { control & 0xFFF }

  /// Reads the control information and the type after it from the four bytes behind a tag's type.
  @inlinable
  public static func parse(
    _ bytes: UnsafeRawBufferPointer
  ) throws(WireError) -> (tag: VLANTag, type: EtherType) {
    let base = try start(of: bytes, holding: 4, of: .vlan)
    return (VLANTag(control: base.big16(0)), EtherType(rawValue: base.big16(2)))
  }

  /// Writes the control information and the type after it; returns 4.
  @inlinable @discardableResult
  public func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    type: EtherType
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 4, of: .vlan)
    base.store16(0, control)
    base.store16(2, type.rawValue)
    return 4
  }
}
