/// The state of an adapter's link, as OIDs and status indications carry it.
///
/// Source: ntddndis/ns-ntddndis-_ndis_link_state
public struct LinkState: Hashable, Sendable {
  /// Stands for a speed that is not known.
  public static let unknownSpeed = UInt64.max
  /// Bytes of the structure, revision 1.
  public static let byteCount = 40
  private static let revision: UInt8 = 1

  /// Parts that were negotiated with the link partner.
  public struct AutoNegotiation: NamedOptionSet, Hashable, Sendable {
    /// The bits as C code sees them.
    public let rawValue: UInt32

    /// Makes a set from its bits.
    public init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    /// The transmit speed.
    public static let transmitLinkSpeed = AutoNegotiation(rawValue: 1)
    /// The receive speed.
    public static let receiveLinkSpeed = AutoNegotiation(rawValue: 2)
    /// The duplex state.
    public static let duplex = AutoNegotiation(rawValue: 4)
    /// The pause functions.
    public static let pauseFunctions = AutoNegotiation(rawValue: 8)

    /// Every flag with its documented name.
    public static let names: [(flag: AutoNegotiation, symbol: String)] = [
      (.transmitLinkSpeed, "NDIS_LINK_STATE_XMIT_LINK_SPEED_AUTO_NEGOTIATED"),
      (.receiveLinkSpeed, "NDIS_LINK_STATE_RCV_LINK_SPEED_AUTO_NEGOTIATED"),
      (.duplex, "NDIS_LINK_STATE_DUPLEX_AUTO_NEGOTIATED"),
      (.pauseFunctions, "NDIS_LINK_STATE_PAUSE_FUNCTIONS_AUTO_NEGOTIATED"),
    ]
  }

  /// Whether the medium is connected.
  public var connect: MediaConnectState
  /// Whether both directions can be used at a time.
  public var duplex: MediaDuplexState
  /// Bits per second, `unknownSpeed` if not known.
  public var transmitLinkSpeed: UInt64
  /// Bits per second, `unknownSpeed` if not known.
  public var receiveLinkSpeed: UInt64
  /// Which directions honour pause frames.
  public var pauseFunctions: PauseFunctions
  /// What was negotiated.
  public var autoNegotiation: AutoNegotiation

  /// Describes a link; without arguments, one of which nothing is known.
  public init(
    connect: MediaConnectState = .unknown,
    duplex: MediaDuplexState = .unknown,
    transmitLinkSpeed: UInt64 = LinkState.unknownSpeed,
    receiveLinkSpeed: UInt64 = LinkState.unknownSpeed,
    pauseFunctions: PauseFunctions = .unknown,
    autoNegotiation: AutoNegotiation = []
  ) {
    self.connect = connect
    self.duplex = duplex
    self.transmitLinkSpeed = transmitLinkSpeed
    self.receiveLinkSpeed = receiveLinkSpeed
    self.pauseFunctions = pauseFunctions
    self.autoNegotiation = autoNegotiation
  }

  /// The structure as drivers see it, `byteCount` bytes, little-endian.
  public var bytes: [UInt8] {
    var bytes = [ObjectType.`default`.rawValue, Self.revision]
    bytes.reserveCapacity(Self.byteCount)
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    append(UInt16(Self.byteCount))
    append(connect.rawValue)
    append(duplex.rawValue)
    append(UInt32(0))  // alignment of the speeds
    append(transmitLinkSpeed)
    append(receiveLinkSpeed)
    append(pauseFunctions.rawValue)
    append(autoNegotiation.rawValue)
    return bytes
  }

  /// Reads the structure.
  ///
  /// Throws `invalidLength` for fewer than `byteCount` bytes and `invalidData` for a header or a
  /// value that is none of the documented ones.
  public init(_ bytes: [UInt8]) throws(NDISStatus) {
    guard bytes.count >= Self.byteCount else { throw .invalidLength }
    func word<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type) -> Value {
      (0..<MemoryLayout<Value>.size).reduce(0) { $0 | Value(bytes[offset + $1]) << Value($1 * 8) }
    }
    guard bytes[0] == ObjectType.`default`.rawValue, bytes[1] >= Self.revision,
      Int(word(2, as: UInt16.self)) >= Self.byteCount,
      let connect = MediaConnectState(rawValue: word(4, as: UInt32.self)),
      let duplex = MediaDuplexState(rawValue: word(8, as: UInt32.self)),
      let pause = PauseFunctions(rawValue: word(32, as: UInt32.self))
    else { throw .invalidData }
    self.init(
      connect: connect,
      duplex: duplex,
      transmitLinkSpeed: word(16, as: UInt64.self),
      receiveLinkSpeed: word(24, as: UInt64.self),
      pauseFunctions: pause,
      autoNegotiation: AutoNegotiation(rawValue: word(36, as: UInt32.self))
    )
  }
}
