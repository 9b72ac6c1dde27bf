/// The Toeplitz hash receive-side scaling spreads flows with.
///
/// Source: network/rss-hashing-functions, network/verifying-the-rss-hash-calculation
public struct ToeplitzHash: Sendable, Equatable {
  /// Bytes of a key.
  public static let keyLength = 40
  /// The key of the documentation's verification suite.
  public static let verificationKey: [UInt8] = [
    0x6D, 0x5A, 0x56, 0xDA, 0x25, 0x5B, 0x0E, 0xC2, 0x41, 0x67, 0x25, 0x3D, 0x43, 0xA3,
    0x8F, 0xB0, 0xD0, 0xCA, 0x2B, 0xCB, 0xAE, 0x7B, 0x30, 0xB4, 0x77, 0xCB, 0x2D, 0xA3,
    0x80, 0x30, 0xF2, 0x0C, 0x6A, 0x42, 0xB7, 0x3B, 0xBE, 0xAC, 0x01, 0xFA,
  ]

  /// The 40 bytes the hash was made with.
  public let key: [UInt8]
  /// What each of the 256 values of each byte of input adds: 36 rows of 256, of which addresses and ports of IPv4 use 12.
  private let table: [UInt32]

  /// Makes the hash of a key; nil unless it has 40 bytes.
  public init?(key: [UInt8]) {
    guard key.count == Self.keyLength else { return nil }
    self.key = key
    var table = [UInt32](repeating: 0, count: 36 * 256)
    for row in 0..<36 {
      for value in 1..<256 {
        // One bit more than a smaller value has.
        let bit = value.trailingZeroBitCount
        let rest = table[row * 256 + (value & (value - 1))]
        table[row * 256 + value] = rest ^ Self.window(key, at: row * 8 + 7 - bit)
      }
    }
    self.table = table
  }

  /// The 32 key bits from bit `position` on.
  private static func window(_ key: [UInt8], at position: Int) -> UInt32 {
    var result: UInt32 = 0
    for bit in position..<(position + 32) {
      result = result << 1 | UInt32(key[bit / 8] >> UInt8(7 - bit % 8) & 1)
    }
    return result
  }

  /// Hashes two IPv4 addresses.
  public func hash(source: IPv4Address, destination: IPv4Address) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      part(table, 0, source.rawValue) ^ part(table, 4, destination.rawValue)
    }
  }

  /// Hashes two IPv4 addresses and two ports.
  public func hash(
    source: IPv4Address,
    destination: IPv4Address,
    sourcePort: UInt16,
    destinationPort: UInt16
  ) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      part(table, 0, source.rawValue) ^ part(table, 4, destination.rawValue)
        ^ part(table, 8, UInt32(sourcePort) << 16 | UInt32(destinationPort))
    }
  }

  /// Hashes two IPv6 addresses.
  public func hash(source: IPv6Address, destination: IPv6Address) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      part(table, 0, source.high) ^ part(table, 8, source.low)
        ^ part(table, 16, destination.high) ^ part(table, 24, destination.low)
    }
  }

  /// Hashes two IPv6 addresses and two ports.
  public func hash(
    source: IPv6Address,
    destination: IPv6Address,
    sourcePort: UInt16,
    destinationPort: UInt16
  ) -> UInt32 {
    let addresses = hash(source: source, destination: destination)
    return table.withUnsafeBufferPointer { table in
      addresses ^ part(table, 32, UInt32(sourcePort) << 16 | UInt32(destinationPort))
    }
  }

  /// What 64 input bits add, beginning at byte `row`.
  private func part(_ table: UnsafeBufferPointer<UInt32>, _ row: Int, _ value: UInt64) -> UInt32 {
    part(table, row, UInt32(truncatingIfNeeded: value >> 32))
      ^ part(table, row + 4, UInt32(truncatingIfNeeded: value))
  }

  /// What 32 input bits add, beginning at byte `row`.
  private func part(_ table: UnsafeBufferPointer<UInt32>, _ row: Int, _ value: UInt32) -> UInt32 {
    let start = row * 256
    return table[start + Int(value >> 24)]
      ^ table[start + 256 + Int(value >> 16 & 255)]
      ^ table[start + 512 + Int(value >> 8 & 255)]
      ^ table[start + 768 + Int(value & 255)]
  }
}
