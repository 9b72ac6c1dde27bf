/// How many TCP segments a received list was coalesced from; 0: it is an ordinary packet.
///
/// - C: `NDIS_RSC_NBL_INFO` · Source: nblrsc/ns-nblrsc-ndis_rsc_nbl_info
@frozen
public struct CoalescingInfo: Equatable, Sendable {
  /// The value as it stands in the information slot.
  public var rawValue: UInt64

  /// Takes the value of an information slot as it is.
  @inlinable
  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Packs both counts; higher bits are cut.
  @inlinable
  public init(segmentCount: UInt16, duplicateAckCount: UInt16 = 0) {
    rawValue = UInt64(segmentCount) | UInt64(duplicateAckCount) << 16
  }

  /// Segments in the unit; 0: the list is an ordinary packet.
  @inlinable public var segmentCount: Int { Int(rawValue & 0xFFFF) }
  /// Duplicate acknowledgements in the unit; meaningful if `segmentCount` is not 0.
  @inlinable public var duplicateAckCount: Int { Int(rawValue >> 16) & 0xFFFF }
}
