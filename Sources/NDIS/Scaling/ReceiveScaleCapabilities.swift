public import Wire

/// What an adapter's hardware can do to spread received frames over processors.
///
/// A miniport states it in its attributes; NDIS answers OID_GEN_RECEIVE_SCALE_CAPABILITIES from it.
/// - C: `NDIS_RECEIVE_SCALE_CAPABILITIES` · Source: ntddndis/ns-ntddndis-_ndis_receive_scale_capabilities
public struct ReceiveScaleCapabilities: Equatable, Sendable {
  /// `CapabilitiesFlags`: what can be hashed, and how its interrupts work.
  public struct Flags: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt32

    /// Makes a set from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The Toeplitz function.
    public static let toeplitz = Flags(rawValue: 0x1)
    /// IPv4, with TCP.
    public static let tcpIPv4 = Flags(rawValue: 0x100)
    /// IPv6, with TCP.
    public static let tcpIPv6 = Flags(rawValue: 0x200)
    /// IPv6 with the addresses of extension headers, with TCP.
    public static let tcpIPv6Extended = Flags(rawValue: 0x400)
    /// Each processor can have an interrupt of its own.
    public static let messageInterrupts = Flags(rawValue: 0x0100_0000)
    /// The service routine learns for which processors frames wait.
    public static let classificationAtISR = Flags(rawValue: 0x0200_0000)
    /// The deferred call learns for which processors frames wait.
    public static let classificationAtDPC = Flags(rawValue: 0x0400_0000)
    /// Message interrupts are in use (6.20).
    public static let usesMessages = Flags(rawValue: 0x0800_0000)
    /// Message interrupts are supported (6.30).
    public static let supportsMessages = Flags(rawValue: 0x2000_0000)
  }

  /// What can be hashed, and how its interrupts work.
  public var flags: Flags
  /// `NumberOfInterruptMessages`.
  public var interruptMessages: UInt32
  /// `NumberOfReceiveQueues`.
  public var receiveQueues: UInt32
  /// `NumberOfIndirectionTableEntries` (6.30), a power of two, at most 128.
  public var tableEntries: UInt16

  /// Most entries of an indirection table.
  public static let mostEntries = 128

  /// Hardware with so many queues, each with a message of its own, that hashes IPv4 and IPv6 with TCP.
  public init(
    receiveQueues: UInt32,
    flags: Flags = [
      .toeplitz, .tcpIPv4, .tcpIPv6, .tcpIPv6Extended, .messageInterrupts, .classificationAtISR,
      .classificationAtDPC, .usesMessages, .supportsMessages,
    ],
    tableEntries: UInt16 = 128
  ) {
    self.flags = flags
    self.receiveQueues = receiveQueues
    self.tableEntries = tableEntries
    interruptMessages = receiveQueues
  }

  /// Reads a driver's record; nil unless its header names one.
  ///
  /// Before revision 2 a table has 128 entries.
  init?(reading record: UnsafeRawPointer) {
    guard record.load(as: UInt8.self) == ObjectType.rssCapabilities.rawValue else { return nil }
    func word(_ place: Int) -> UInt32 {
      record.loadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian
    }
    self.init(receiveQueues: word(12), flags: Flags(rawValue: word(4)))
    interruptMessages = word(8)
    if record.load(fromByteOffset: 1, as: UInt8.self) >= 2 {
      let entries = record.loadUnaligned(fromByteOffset: 16, as: UInt16.self).littleEndian
      tableEntries = min(entries, UInt16(Self.mostEntries))
    }
  }

  /// The hash types that follow from the flags.
  public var hashTypes: ReceiveHash.Types {
    var types: ReceiveHash.Types = []
    if flags.contains(.tcpIPv4) { types.formUnion([.ipv4, .tcpIPv4]) }
    if flags.contains(.tcpIPv6) { types.formUnion([.ipv6, .tcpIPv6]) }
    if flags.contains(.tcpIPv6Extended) { types.formUnion([.ipv6Extended, .tcpIPv6Extended]) }
    return types
  }

  /// The record as a driver built for `version` sees it, little-endian.
  public func bytes(for version: NDISVersion) -> [UInt8] {
    let hasEntries = version >= .v6_30
    let size: UInt16 = hasEntries ? 18 : 16
    let words = [flags.rawValue, interruptMessages, receiveQueues]
    return [ObjectType.rssCapabilities.rawValue, hasEntries ? 2 : 1] + size.littleEndianBytes
      + words.flatMap(\.littleEndianBytes) + (hasEntries ? tableEntries.littleEndianBytes : [])
  }
}
