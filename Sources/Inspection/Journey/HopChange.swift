/// What one hop has that the hop before had not.
public struct HopChange: Equatable, Sendable {
  /// Where the change is.
  public var kind: Kind
  /// What changed (`ipv4.ttl`, `Ieee8021QNetBufferListInfo.VlanId`, `dataLength`, `bytes 12…15`).
  public var name: String
  /// The value before; empty for something new.
  public var before: String
  /// The value now; empty for something gone.
  public var after: String
  /// First byte from the data start of the hop it is seen at; nil for what is not in the bytes.
  public var offset: UInt32?
  /// Bytes; 0 for what is not in the bytes.
  public var length: UInt32

  /// Makes the value from its parts.
  public init(
    kind: Kind,
    name: String,
    before: String,
    after: String,
    offset: UInt32? = nil,
    length: UInt32 = 0
  ) {
    self.kind = kind
    self.name = name
    self.before = before
    self.after = after
    self.offset = offset
    self.length = length
  }

  /// Where the change is.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// A header field, or a whole header, of the packet.
    case field = 0
    /// An out-of-band slot.
    case info = 1
    /// Data start, length, flags, status.
    case geometry = 2
    /// Bytes that no known field covers.
    case bytes = 3

    /// The case's name.
    public var name: String {
      switch self {
      case .field: "field"
      case .info: "info"
      case .geometry: "geometry"
      case .bytes: "bytes"
      }
    }
  }
}
