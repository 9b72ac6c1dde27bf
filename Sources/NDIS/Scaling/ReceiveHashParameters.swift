/// Whether received frames are hashed without receive scaling, and how.
///
/// - C: `NDIS_RECEIVE_HASH_PARAMETERS` · Source: ntddndis/ns-ntddndis-_ndis_receive_hash_parameters
public struct ReceiveHashParameters: Equatable, Sendable {
  /// What a set changes.
  public struct Flags: OptionSet, Hashable, Sendable {
    /// One bit for each.
    public let rawValue: UInt32

    /// Makes a set from its bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Frames are hashed; without it they are not.
    public static let enable = Flags(rawValue: 1)
    /// `HashInformation` is as it was.
    public static let hashUnchanged = Flags(rawValue: 2)
    /// The key is as it was.
    public static let keyUnchanged = Flags(rawValue: 4)
  }

  /// What is switched on and what is left as it was.
  public var flags: Flags
  /// Types in 0x00FFFF00, function in 0xFF.
  public var hashInformation: UInt32
  /// The secret key, 40 bytes for the Toeplitz function.
  public var key: [UInt8]

  /// Parameters with every part.
  public init(flags: Flags, hashInformation: UInt32 = 0, key: [UInt8] = []) {
    self.flags = flags
    self.hashInformation = hashInformation
    self.key = key
  }

  /// Parameters that switch it off.
  public static let off = ReceiveHashParameters(flags: [])

  /// Reads the record.
  ///
  /// - Throws: `invalidLength` for a record cut short, `invalidParameter` for a key outside of it.
  public init(reading bytes: [UInt8]) throws(NDISStatus) {
    guard bytes.count >= 20 else { throw .invalidLength }
    flags = Flags(rawValue: bytes.value(4))
    hashInformation = bytes.value(8)
    key = []
    guard flags.contains(.enable), !flags.contains(.keyUnchanged) else { return }
    key = try bytes.part(
      at: Int(bytes.value(16, UInt32.self)),
      Int(bytes.value(12, UInt16.self))
    )
  }

  /// Everything: what these leave unchanged is as in the older ones.
  func completed(from older: ReceiveHashParameters?) -> ReceiveHashParameters {
    var all = self
    if let older, flags.contains(.hashUnchanged) { all.hashInformation = older.hashInformation }
    if let older, flags.contains(.keyUnchanged) { all.key = older.key }
    all.flags = .enable
    return all
  }

  /// The record with the key behind it, little-endian.
  public var bytes: [UInt8] {
    [ObjectType.default.rawValue, 1] + UInt16(20).littleEndianBytes
      + flags.rawValue.littleEndianBytes + hashInformation.littleEndianBytes
      + UInt16(key.count).littleEndianBytes + [0, 0] + UInt32(20).littleEndianBytes + key
  }
}
