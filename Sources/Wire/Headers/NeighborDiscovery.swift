/// A view of a neighbour discovery message: RS, RA, NS or NA (RFC 4861); valid while the bytes are.
@frozen
public struct NeighborDiscovery {
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let count: Int
  /// Which message it is.
  public let kind: Kind

  /// The four messages; the number is the ICMPv6 type.
  @frozen
  public enum Kind: UInt8, Sendable {
    case routerSolicitation = 133
    case routerAdvertisement = 134
    case neighborSolicitation = 135
    case neighborAdvertisement = 136

    /// Bytes before the options.
    @inlinable public var fixedLength: Int {
      switch self {
      case .routerSolicitation: 8
      case .routerAdvertisement: 16
      case .neighborSolicitation, .neighborAdvertisement: 24
      }
    }
  }

  /// Checks the type, the fixed part, and that every option has a length and is whole.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 8, of: .neighborDiscovery)
    guard let kind = Kind(rawValue: base.byte(0)) else {
      throw .malformed(.neighborDiscovery, field: "type", value: UInt64(base.byte(0)))
    }
    self.kind = kind
    count = bytes.count
    var offset = kind.fixedLength
    guard count >= offset else {
      throw .truncated(.neighborDiscovery, needed: offset, available: count)
    }
    while offset < count {
      guard count - offset >= 2 else {
        throw .truncated(.neighborDiscovery, needed: offset + 2, available: count)
      }
      let length = Int(base.byte(offset + 1)) * 8
      guard length > 0 else {
        throw .malformed(.neighborDiscovery, field: "option length", value: 0)
      }
      guard count - offset >= length else {
        throw .truncated(.neighborDiscovery, needed: offset + length, available: count)
      }
      offset += length
    }
  }

  /// Of NS and NA: the address asked about; nil for the router messages.
  @inlinable public var target: IPv6Address? {
    kind.fixedLength == 24 ? IPv6Address(at: base + 8) : nil
  }
  /// Of NA: the sender is a router.
  @inlinable public var isRouter: Bool { base.byte(4) & 0x80 != 0 }
  /// Of NA: it answers a solicitation.
  @inlinable public var isSolicited: Bool { base.byte(4) & 0x40 != 0 }
  /// Of NA: replaces what a neighbour has cached.
  @inlinable public var isOverride: Bool { base.byte(4) & 0x20 != 0 }
  /// Of RA: hop limit hosts should use; 0 says nothing.
  @inlinable public var currentHopLimit: UInt8 { base.byte(4) }
  /// Of RA, in seconds; 0: not a default router.
  @inlinable public var routerLifetime: UInt16 { base.big16(6) }

  /// The station address of the source (1) or target (2) option; nil if there is none.
  @inlinable
  public func linkAddress(option: UInt8) -> MACAddress? {
    var offset = kind.fixedLength
    while offset < count {
      if base.byte(offset) == option, base.byte(offset + 1) == 1 {
        return MACAddress(at: base + offset + 2)
      }
      offset += Int(base.byte(offset + 1)) * 8
    }
    return nil
  }

  /// Writes a neighbour solicitation with the sender's station address and returns its length, 32.
  ///
  /// From the unspecified address the option is left out, as duplicate detection wants, and the length is 24.
  @inlinable @discardableResult
  public static func emitSolicitation(
    into bytes: UnsafeMutableRawBufferPointer,
    target: IPv6Address,
    source: IPv6Address,
    destination: IPv6Address,
    sourceMAC: MACAddress
  ) throws(WireError) -> Int {
    let length = source.isUnspecified ? 24 : 32
    let base = try room(in: bytes, for: length, of: .neighborDiscovery)
    base.store64(0, UInt64(Kind.neighborSolicitation.rawValue) << 56)
    target.store(at: base + 8)
    if length == 32 {
      base.store16(24, 0x0101)
      sourceMAC.store(at: base + 26)
    }
    close(base, length, source, destination)
    return length
  }

  /// Writes a neighbour advertisement with the target's station address and returns its length, 32.
  @inlinable @discardableResult
  public static func emitAdvertisement(
    into bytes: UnsafeMutableRawBufferPointer,
    target: IPv6Address,
    source: IPv6Address,
    destination: IPv6Address,
    targetMAC: MACAddress,
    isRouter: Bool = false,
    isSolicited: Bool = true,
    isOverride: Bool = true
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 32, of: .neighborDiscovery)
    base.store64(0, UInt64(Kind.neighborAdvertisement.rawValue) << 56)
    base.store8(4, (isRouter ? 0x80 : 0) | (isSolicited ? 0x40 : 0) | (isOverride ? 0x20 : 0))
    target.store(at: base + 8)
    base.store16(24, 0x0201)
    targetMAC.store(at: base + 26)
    close(base, 32, source, destination)
    return 32
  }

  /// Sets the checksum of a message whose checksum field holds zero.
  @inlinable
  static func close(
    _ base: UnsafeMutableRawPointer,
    _ length: Int,
    _ source: IPv6Address,
    _ destination: IPv6Address
  ) {
    let addresses = PseudoHeader.v6(source: source, destination: destination)
    let whole = UnsafeRawBufferPointer(start: base, count: length)
    base.store16(2, addresses.checksum(of: .icmpv6, over: whole))
  }
}
