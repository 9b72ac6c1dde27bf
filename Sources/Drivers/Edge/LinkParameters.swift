import NDIS

/// What OID_GEN_LINK_PARAMETERS asks of a link: each part is forced to a value, or left to both ends to negotiate.
///
/// - C: `NDIS_LINK_PARAMETERS` · Source: network/oid-gen-link-parameters
struct LinkParameters: Equatable {
  /// Bits per second; nil to negotiate.
  var transmitSpeed: UInt64?
  /// Bits per second; nil to negotiate.
  var receiveSpeed: UInt64?
  /// Nil to negotiate.
  var duplex: MediaDuplexState?
  /// Nil to negotiate.
  var pauseFunctions: PauseFunctions?

  /// Bytes of the structure.
  static let byteCount = 32

  /// Everything is negotiated.
  init() {}

  /// Reads the structure; nil for another type, another revision, or values that are not documented.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= Self.byteCount, bytes[0] == ObjectType.default.rawValue, bytes[1] == 1,
      let duplex = MediaDuplexState(rawValue: bytes.value(at: 4)),
      let pause = PauseFunctions(rawValue: bytes.value(at: 24))
    else { return nil }
    let negotiated = LinkState.AutoNegotiation(rawValue: bytes.value(at: 28))
    if !negotiated.contains(.transmitLinkSpeed) { transmitSpeed = bytes.value(at: 8) }
    if !negotiated.contains(.receiveLinkSpeed) { receiveSpeed = bytes.value(at: 16) }
    if !negotiated.contains(.duplex) { self.duplex = duplex }
    if !negotiated.contains(.pauseFunctions) { pauseFunctions = pause }
  }

  /// True if an adapter can do it that has full duplex alone and no pause frames.
  func isWithin(maximumSpeed: UInt64) -> Bool {
    [transmitSpeed, receiveSpeed].allSatisfy { $0.map { $0 > 0 && $0 <= maximumSpeed } ?? true }
      && duplex ?? .full == .full && pauseFunctions ?? .unsupported == .unsupported
  }

  /// True if the link is so already.
  func holds(of link: LinkState) -> Bool {
    transmitSpeed ?? link.transmitLinkSpeed == link.transmitLinkSpeed
      && receiveSpeed ?? link.receiveLinkSpeed == link.receiveLinkSpeed
      && duplex ?? link.duplex == link.duplex
      && pauseFunctions ?? link.pauseFunctions == link.pauseFunctions
  }

  /// What is left to negotiate.
  var negotiated: LinkState.AutoNegotiation {
    var parts: LinkState.AutoNegotiation = []
    if transmitSpeed == nil { parts.insert(.transmitLinkSpeed) }
    if receiveSpeed == nil { parts.insert(.receiveLinkSpeed) }
    if duplex == nil { parts.insert(.duplex) }
    if pauseFunctions == nil { parts.insert(.pauseFunctions) }
    return parts
  }
}

extension [UInt8] {
  /// The number that begins at an offset, lowest byte first; 0 for what is missing.
  func value<Value: FixedWidthInteger>(at offset: Int) -> Value {
    dropFirst(offset).prefix(MemoryLayout<Value>.size).reversed()
      .reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
  }
}
