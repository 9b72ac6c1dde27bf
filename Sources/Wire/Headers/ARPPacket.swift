/// A view of an ARP packet for Ethernet and IPv4 (RFC 826); valid while the bytes are.
@frozen
public struct ARPPacket {
  /// Bytes.
  public static let length = 28
  @usableFromInline let base: UnsafeRawPointer

  /// What the packet asks or says.
  @frozen
  public struct Operation: RawRepresentable, Hashable, Sendable {
    /// The field's number.
    public let rawValue: UInt16

    /// Makes the operation from its number.
    @inlinable
    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// 1.
    @inlinable public static var request: Operation { Operation(rawValue: 1) }
    /// 2.
    @inlinable public static var reply: Operation { Operation(rawValue: 2) }
  }

  /// Checks the length and that the addresses are Ethernet and IPv4.
  @inlinable
  public init(parsing bytes: UnsafeRawBufferPointer) throws(WireError) {
    base = try start(of: bytes, holding: 28, of: .arp)
    guard base.big16(0) == 1 else {
      throw .malformed(.arp, field: "hardware type", value: UInt64(base.big16(0)))
    }
    guard base.big16(2) == 0x0800 else {
      throw .malformed(.arp, field: "protocol type", value: UInt64(base.big16(2)))
    }
    guard base.big16(4) == 0x0604 else {
      throw .malformed(.arp, field: "address lengths", value: UInt64(base.big16(4)))
    }
  }

  /// Request, reply or another.
  @inlinable public var operation: Operation { Operation(rawValue: base.big16(6)) }
  /// The sender's station address.
  @inlinable public var senderHardware: MACAddress { MACAddress(at: base + 8) }
  /// The sender's IPv4 address.
  @inlinable public var senderProtocol: IPv4Address { IPv4Address(base.big32(14)) }
  /// The target's station address; zero in a request.
  @inlinable public var targetHardware: MACAddress { MACAddress(at: base + 18) }
  /// The IPv4 address asked about.
  @inlinable public var targetProtocol: IPv4Address { IPv4Address(base.big32(24)) }

  /// Writes the packet and returns its length.
  @inlinable @discardableResult
  public static func emit(
    into bytes: UnsafeMutableRawBufferPointer,
    operation: Operation,
    senderHardware: MACAddress,
    senderProtocol: IPv4Address,
    targetHardware: MACAddress,
    targetProtocol: IPv4Address
  ) throws(WireError) -> Int {
    let base = try room(in: bytes, for: 28, of: .arp)
    base.store16(0, 1)
    base.store16(2, 0x0800)
    base.store16(4, 0x0604)
    base.store16(6, operation.rawValue)
    senderHardware.store(at: base + 8)
    base.store32(14, senderProtocol.rawValue)
    targetHardware.store(at: base + 18)
    base.store32(24, targetProtocol.rawValue)
    return 28
  }
}
