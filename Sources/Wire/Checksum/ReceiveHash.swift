/// The hash a network adapter calculates over a received frame, and the fields it covers.
///
/// Source: network/rss-hashing-types
public struct ReceiveHash: Equatable, Sendable {
  /// Hash types, as `HashInformation` holds them.
  @frozen
  public struct Types: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt32

    /// Makes a set from its bits; those of the hash function are left out.
    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue & 0x00FF_FF00 }

    /// Source and destination address.
    public static let ipv4 = Types(rawValue: 0x100)
    /// Addresses and ports of a TCP segment.
    public static let tcpIPv4 = Types(rawValue: 0x200)
    /// Source and destination address.
    public static let ipv6 = Types(rawValue: 0x400)
    /// The same with the addresses of extension headers, where there are any.
    public static let ipv6Extended = Types(rawValue: 0x800)
    /// Addresses and ports of a TCP segment.
    public static let tcpIPv6 = Types(rawValue: 0x1000)
    /// The same with the addresses of extension headers, where there are any.
    public static let tcpIPv6Extended = Types(rawValue: 0x2000)
    /// Addresses and ports of a UDP datagram.
    public static let udpIPv4 = Types(rawValue: 0x4000)
    /// Addresses and ports of a UDP datagram.
    public static let udpIPv6 = Types(rawValue: 0x8000)
    /// The same with the addresses of extension headers, where there are any.
    public static let udpIPv6Extended = Types(rawValue: 0x1_0000)

    /// Every type there is.
    public static let all = Types(rawValue: 0x1_FF00)
  }

  /// The hash.
  public let value: UInt32
  /// The one type that says which fields it covers.
  public let type: Types

  /// Hashes a frame as `types` want it; nil if they cover no part of it or its headers cannot be read.
  ///
  /// Fragments, the first included, are hashed over their addresses alone. Without a type for addresses alone a packet of
  /// another transport has no hash. Of an IPv6 packet the extended types take the home address and the address of a type 2
  /// routing header in place of those of the IP header.
  public init?(
    of frame: UnsafeRawBufferPointer,
    _ layout: FrameLayout,
    types: Types,
    with hash: ToeplitzHash
  ) {
    guard let base = frame.baseAddress, !layout.flags.contains(.malformed) else { return nil }
    let transport = Transport(layout)
    guard transport != .unreadable else { return nil }
    switch layout.network {
    case .ipv4: self.init(ipv4: base, frame.count, layout, transport, types, hash)
    case .ipv6: self.init(ipv6: base, frame.count, layout, transport, types, hash)
    default: return nil
    }
  }

  /// What of the transport a hash can cover.
  private enum Transport {
    case tcp, udp, other, unreadable

    init(_ layout: FrameLayout) {
      guard !layout.flags.contains(.fragment) else {
        self = .other
        return
      }
      switch (layout.transport, layout.ipProtocol) {
      case (.tcp, _): self = .tcp
      case (.udp, _): self = .udp
      // A port that is not there, of a frame that was cut, would be hashed on the wire.
      case (_, .tcp), (_, .udp): self = .unreadable
      default: self = .other
      }
    }
  }

  private init?(
    ipv4 base: UnsafeRawPointer,
    _ count: Int,
    _ layout: FrameLayout,
    _ transport: Transport,
    _ types: Types,
    _ hash: ToeplitzHash
  ) {
    let network = Int(layout.networkOffset)
    guard count >= network + 20 else { return nil }
    let source = IPv4Address(base.big32(network + 12))
    let destination = IPv4Address(base.big32(network + 16))
    let full: Types = transport == .tcp ? .tcpIPv4 : transport == .udp ? .udpIPv4 : []
    if !full.isEmpty, types.contains(full) {
      let ports = Int(layout.transportOffset)
      value = hash.hash(
        source: source,
        destination: destination,
        sourcePort: base.big16(ports),
        destinationPort: base.big16(ports + 2)
      )
      type = full
    } else if types.contains(.ipv4) {
      value = hash.hash(source: source, destination: destination)
      type = .ipv4
    } else {
      return nil
    }
  }

  private init?(
    ipv6 base: UnsafeRawPointer,
    _ count: Int,
    _ layout: FrameLayout,
    _ transport: Transport,
    _ types: Types,
    _ hash: ToeplitzHash
  ) {
    let network = Int(layout.networkOffset)
    guard count >= network + 40 else { return nil }
    let (plain, extended): (Types, Types) =
      switch transport {
      case .tcp: (.tcpIPv6, .tcpIPv6Extended)
      case .udp: (.udpIPv6, .udpIPv6Extended)
      default: ([], [])
      }
    let coversPorts = !plain.isEmpty && !types.isDisjoint(with: [plain, extended])
    let kinds = coversPorts ? (plain, extended) : (Types.ipv6, Types.ipv6Extended)
    guard !types.isDisjoint(with: [kinds.0, kinds.1]) else { return nil }
    var source = base + network + 8
    var destination = base + network + 24
    var isReplaced = false
    if types.contains(kinds.1), layout.flags.contains(.ipOptions) {
      let end = min(count, Int(layout.transportOffset))
      isReplaced = Self.replace(&source, &destination, base, network, end)
    }
    type = types.contains(kinds.1) && (isReplaced || !types.contains(kinds.0)) ? kinds.1 : kinds.0
    let from = IPv6Address(high: source.big64(0), low: source.big64(8))
    let to = IPv6Address(high: destination.big64(0), low: destination.big64(8))
    if coversPorts {
      let ports = Int(layout.transportOffset)
      value = hash.hash(
        source: from,
        destination: to,
        sourcePort: base.big16(ports),
        destinationPort: base.big16(ports + 2)
      )
    } else {
      value = hash.hash(source: from, destination: to)
    }
  }

  /// Finds the home address (option 201) and the address of a type 2 routing header; true if there was one of them.
  private static func replace(
    _ source: inout UnsafeRawPointer,
    _ destination: inout UnsafeRawPointer,
    _ base: UnsafeRawPointer,
    _ network: Int,
    _ end: Int
  ) -> Bool {
    var next = base.byte(network + 6)
    var position = network + 40
    var isReplaced = false
    while position + 8 <= end, IPv6ExtensionHeader.isExtension(IPProtocol(rawValue: next)) {
      let here = base + position
      let size =
        switch next {
        case 44: 8
        case 51: Int(here.byte(1)) * 4 + 8
        default: Int(here.byte(1)) * 8 + 8
        }
      guard position + size <= end else { break }
      if next == 43, here.byte(2) == 2, size >= 24 {
        destination = here + 8
        isReplaced = true
      } else if next == 60, let address = homeAddress(here, size) {
        source = address
        isReplaced = true
      }
      next = here.byte(0)
      position += size
    }
    return isReplaced
  }

  private static func homeAddress(_ header: UnsafeRawPointer, _ size: Int) -> UnsafeRawPointer? {
    var position = 2
    while position + 2 <= size {
      let kind = header.byte(position)
      // One byte of padding has no length.
      if kind == 0 {
        position += 1
        continue
      }
      let length = Int(header.byte(position + 1))
      guard position + 2 + length <= size else { return nil }
      if kind == 201, length == 16 { return header + position + 2 }
      position += 2 + length
    }
    return nil
  }
}
