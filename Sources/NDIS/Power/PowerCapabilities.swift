import CNDIS

/// How an adapter can wake the machine and what it can do in its sleep; all zero for one that can do nothing.
///
/// - C: `NDIS_PM_CAPABILITIES` · Source: ntddndis/ns-ntddndis-_ndis_pm_capabilities
public struct PowerCapabilities: Equatable, Sendable {
  /// The members after the header, in their order, 32 bits each.
  private var members = [UInt32](repeating: 0, count: Self.memberCount)

  private static let memberCount = 14
  /// Members of revision 1, which NDIS 6.20 knows.
  private static let firstRevisionCount = 12

  /// An adapter that can do nothing.
  public init() {}

  /// Kinds of wake-up pattern, as `SupportedWoLPacketPatterns` has them.
  public var wakePatterns: UInt32 {
    get { members[1] }
    set { members[1] = newValue }
  }
  /// Wake-up patterns that the adapter can hold (`NumTotalWoLPatterns`).
  public var wakePatternCount: UInt32 {
    get { members[2] }
    set { members[2] = newValue }
  }
  /// Bytes of the longest pattern (`MaxWoLPatternSize`).
  public var longestWakePattern: UInt32 {
    get { members[3] }
    set { members[3] = newValue }
  }
  /// The deepest state from which a magic packet wakes (`MinMagicPacketWakeUp`); 0 for none.
  public var magicPacketWakeUp: UInt32 {
    get { members[9] }
    set { members[9] = newValue }
  }
  /// The deepest state from which a pattern wakes (`MinPatternWakeUp`); 0 for none.
  public var patternWakeUp: UInt32 {
    get { members[10] }
    set { members[10] = newValue }
  }
  /// Kinds of protocol offload, as `SupportedProtocolOffloads` has them.
  public var protocolOffloads: UInt32 {
    get { members[6] }
    set { members[6] = newValue }
  }
  /// ARP offloads that the adapter can hold (`NumArpOffloadIPv4Addresses`).
  public var arpOffloads: UInt32 {
    get { members[7] }
    set { members[7] = newValue }
  }
  /// Neighbor solicitation offloads that the adapter can hold (`NumNSOffloadIPv6Addresses`).
  public var neighbourOffloads: UInt32 {
    get { members[8] }
    set { members[8] = newValue }
  }
  /// `MinLinkChangeWakeUp`, the deepest state from which a link change wakes; 0 for none.
  public var linkChangeWakeUp: UInt32 {
    get { members[11] }
    set { members[11] = newValue }
  }
  /// Kinds of wake-up event, as `SupportedWakeUpEvents` has them.
  public var wakeEvents: UInt32 {
    get { members[12] }
    set { members[12] = newValue }
  }

  /// Reads what a driver gave; nil for a structure of another type or too short.
  init?(_ record: UnsafeRawPointer) {
    let header = record.loadUnaligned(as: NDIS_OBJECT_HEADER.self)
    let count = min((Int(header.Size) - 4) / 4, Self.memberCount)
    guard header.Type == ObjectType.default.rawValue, count >= Self.firstRevisionCount else {
      return nil
    }
    for index in 0..<count {
      members[index] = record.loadUnaligned(fromByteOffset: 4 + index * 4, as: UInt32.self)
    }
  }

  /// Translates what a driver of NDIS 6.0 or 6.1 gave, `NDIS_PNP_CAPABILITIES`.
  init(translating record: UnsafeRawPointer) {
    for index in 0..<3 {
      members[9 + index] = record.loadUnaligned(fromByteOffset: 4 + index * 4, as: UInt32.self)
    }
    // NDIS_PM_WOL_MAGIC_PACKET_SUPPORTED and NDIS_PM_WOL_BITMAP_PATTERN_SUPPORTED.
    if members[9] != 0 { wakePatterns |= 2 }
    if members[10] != 0 { wakePatterns |= 1 }
  }

  /// The structure in the revision that a version of NDIS knows.
  func bytes(for version: NDISVersion) -> [UInt8] {
    let isFirst = version < .v6_30
    let count = isFirst ? Self.firstRevisionCount : Self.memberCount
    return Self.header(isFirst ? 1 : 2, members: count)
      + members.prefix(count).flatMap(\.littleEndianBytes)
  }

  static func header(_ revision: UInt8, members: Int) -> [UInt8] {
    [ObjectType.default.rawValue, revision] + UInt16(4 + members * 4).littleEndianBytes
  }
}

/// What of its capabilities an adapter is to use in its sleep.
///
/// - C: `NDIS_PM_PARAMETERS` · Source: ntddndis/ns-ntddndis-_ndis_pm_parameters
struct PowerParameters: Equatable, Sendable {
  var wakePatterns: UInt32 = 0
  var protocolOffloads: UInt32 = 0
  var wakeFlags: UInt32 = 0
  var wakeEvents: UInt32 = 0
  var mediaEvents: UInt32 = 0

  static let firstRevisionLength = 16

  init() {}

  /// Reads what was set; nil for a structure of another type.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.firstRevisionLength, bytes[0] == ObjectType.default.rawValue else {
      return nil
    }
    func member(_ offset: Int) -> UInt32 { Array(bytes.dropFirst(offset)).littleEndianValue() }
    wakePatterns = member(4)
    protocolOffloads = member(8)
    wakeFlags = member(12)
    guard bytes[1] >= 2 else { return }
    wakeEvents = member(16)
    mediaEvents = member(20)
  }

  mutating func formUnion(_ other: PowerParameters) {
    wakePatterns |= other.wakePatterns
    protocolOffloads |= other.protocolOffloads
    wakeFlags |= other.wakeFlags
    wakeEvents |= other.wakeEvents
    mediaEvents |= other.mediaEvents
  }

  /// True if an adapter has all of it.
  func isWithin(_ capabilities: PowerCapabilities) -> Bool {
    // NDIS_PM_WAKE_ON_LINK_CHANGE_ENABLED.
    let wantsLinkChange = wakeFlags & 1 != 0
    return wakePatterns & ~capabilities.wakePatterns == 0
      && protocolOffloads & ~capabilities.protocolOffloads == 0
      && wakeEvents & ~capabilities.wakeEvents == 0
      && !(wantsLinkChange && capabilities.linkChangeWakeUp == 0)
  }

  func bytes(for version: NDISVersion) -> [UInt8] {
    let members = [wakePatterns, protocolOffloads, wakeFlags, wakeEvents, mediaEvents]
    let count = version < .v6_30 ? 3 : 5
    return PowerCapabilities.header(count == 3 ? 1 : 2, members: count)
      + members.prefix(count).flatMap(\.littleEndianBytes)
  }
}
