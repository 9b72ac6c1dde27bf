/// The 802.1Q fields that travel beside a frame instead of in it.
///
/// Bits, low first: user priority 3, canonical format 1, VLAN id 12.
///
/// - C: `NDIS_NET_BUFFER_LIST_8021Q_INFO` · Source: nbl8021q/ns-nbl8021q-ndis_net_buffer_list_8021q_info
@frozen
public struct VLANInfo: Equatable, Sendable {
  /// The value as it stands in the information slot.
  public var rawValue: UInt64

  /// Takes the value of an information slot as it is.
  @inlinable
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Packs the three fields.
  ///
  /// - Parameters:
  ///   - id: VLAN id, 0...4095; higher bits are cut.
  ///   - priority: user priority, 0...7; higher bits are cut.
  ///   - canonicalFormat: the canonical format bit.
  @inlinable
  public init(id: UInt16, priority: UInt8, canonicalFormat: Bool = false) {
    rawValue =
      UInt64(priority & 7) | (canonicalFormat ? 8 : 0) | UInt64(id & 0xFFF) << 4
  }

  /// VLAN id, 0...4095.
  @inlinable
  public var id: UInt16 { UInt16(truncatingIfNeeded: rawValue >> 4) & 0xFFF }

  /// User priority, 0...7.
  @inlinable
  public var priority: UInt8 { UInt8(truncatingIfNeeded: rawValue) & 7 }

  /// The tag control information as it stands in a frame.
  @inlinable
  public var tagControl: UInt16 {
    UInt16(priority) << 13 | (rawValue & 8 != 0 ? 0x1000 : 0) | id
  }

  /// From the tag control information of a frame.
  @inlinable
  public init(tagControl: UInt16) {
    self.init(
      id: tagControl & 0xFFF,
      priority: UInt8(truncatingIfNeeded: tagControl >> 13),
      canonicalFormat: tagControl & 0x1000 != 0
    )
  }
}
