/// Where the headers of one frame begin and what they are: parsed once, then only read.
///
/// Offsets are in bytes from the frame's first byte. A part that is not there has kind `.none` and the offset
/// where it would begin. Nothing is copied: keep the layout beside the bytes.
@frozen
public struct FrameLayout: Sendable, Equatable {
  /// What the first byte belongs to.
  public internal(set) var link: LinkLayer = .ethernet
  /// What follows the link header.
  public internal(set) var network: NetworkKind = .none
  /// What the IP packet carries; `.none` for a fragment other than the first, which has no transport header.
  public internal(set) var transport: TransportKind = .none
  /// Tags present, counted also past the two that are kept; 0…255.
  public internal(set) var vlanCount: UInt8 = 0
  /// What was found wrong or special.
  public internal(set) var flags: Flags = []
  /// The type after all tags; 0 for raw IP.
  public internal(set) var etherType = EtherType(rawValue: 0)
  /// The outer tag, if `vlanCount` is not 0.
  public internal(set) var outerTag = VLANTag(control: 0)
  /// The second tag, if `vlanCount` is above 1.
  public internal(set) var innerTag = VLANTag(control: 0)
  /// The protocol after all IPv6 extension headers, or that of the IPv4 header.
  public internal(set) var ipProtocol = IPProtocol(rawValue: 0)
  /// Start of the network header.
  public internal(set) var networkOffset: UInt32 = 0
  /// Network header and its data as the header claims it; what is there if the claim is larger or 0.
  public internal(set) var networkLength: UInt32 = 0
  /// Start of the transport header, after options and extension headers.
  public internal(set) var transportOffset: UInt32 = 0
  /// Start of the data after the innermost header that is known.
  public internal(set) var payloadOffset: UInt32 = 0
  /// End of the data: padding after the network packet is left out.
  public internal(set) var payloadEnd: UInt32 = 0

  /// What was found wrong or special about a frame.
  @frozen
  public struct Flags: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt16

    /// Makes the set from its bits.
    @inlinable
    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// Fewer bytes are here than were on the wire, or than the network header claims.
    @inlinable public static var truncated: Flags { Flags(rawValue: 1) }
    /// A header ends past the bytes, or holds a value it cannot have; the layers above are `.none`.
    @inlinable public static var malformed: Flags { Flags(rawValue: 2) }
    /// One of several fragments.
    @inlinable public static var fragment: Flags { Flags(rawValue: 4) }
    /// A fragment that is not the first.
    @inlinable public static var laterFragment: Flags { Flags(rawValue: 8) }
    /// IPv4 options or IPv6 extension headers are present.
    @inlinable public static var ipOptions: Flags { Flags(rawValue: 16) }
    /// The destination address is a group, broadcast included.
    @inlinable public static var multicast: Flags { Flags(rawValue: 32) }
    /// The destination address is all ones.
    @inlinable public static var broadcast: Flags { Flags(rawValue: 64) }
  }

  /// The outer tag; nil without tags.
  @inlinable public var tag: VLANTag? { vlanCount > 0 ? outerTag : nil }

  /// Bytes of network header with options or extension headers.
  @inlinable public var networkHeaderLength: Int { Int(transportOffset) - Int(networkOffset) }
  /// Bytes of transport header with options; 0 if there is none.
  @inlinable public var transportHeaderLength: Int {
    transport == .none ? 0 : Int(payloadOffset) - Int(transportOffset)
  }
  /// Bytes of data after the innermost known header.
  @inlinable public var payloadLength: Int { Int(payloadEnd) - Int(payloadOffset) }
}
