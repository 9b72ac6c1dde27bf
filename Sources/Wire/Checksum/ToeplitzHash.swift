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
  /// What each of the 16 values of each half byte of input adds: 72 rows of 16, which stay in the cache.
  private let table: [UInt32]

  /// Makes the hash of a key; nil unless it has 40 bytes.
  public init?(key: [UInt8]) {
    guard key.count == Self.keyLength else { return nil }
    self.key = key
    var table: [UInt32] = []
    table.reserveCapacity(72 * 16)
    for row in 0..<72 {
      for value in 0..<16 {
        var result: UInt32 = 0
        for bit in 0..<4 where value & (8 >> bit) != 0 {
          result ^= Self.window(key, at: row * 4 + bit)
        }
        table.append(result)
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
      part(table, 0, source.rawValue) ^ part(table, 8, destination.rawValue)
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
      part(table, 0, source.rawValue) ^ part(table, 8, destination.rawValue)
        ^ part(table, 16, UInt32(sourcePort) << 16 | UInt32(destinationPort))
    }
  }

  /// Hashes two IPv6 addresses.
  public func hash(source: IPv6Address, destination: IPv6Address) -> UInt32 {
    table.withUnsafeBufferPointer { table in
      part(table, 0, source.high) ^ part(table, 16, source.low)
        ^ part(table, 32, destination.high) ^ part(table, 48, destination.low)
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
      addresses ^ part(table, 64, UInt32(sourcePort) << 16 | UInt32(destinationPort))
    }
  }

  /// What 64 input bits add, beginning at half byte `row`.
  private func part(_ table: UnsafeBufferPointer<UInt32>, _ row: Int, _ value: UInt64) -> UInt32 {
    part(table, row, UInt32(truncatingIfNeeded: value >> 32))
      ^ part(table, row + 8, UInt32(truncatingIfNeeded: value))
  }

  /// What 32 input bits add, beginning at half byte `row`.
  private func part(_ table: UnsafeBufferPointer<UInt32>, _ row: Int, _ value: UInt32) -> UInt32 {
    var result: UInt32 = 0
    for nibble in 0..<8 {
      let index = Int(value >> UInt32(28 - 4 * nibble) & 15)
      result ^= table[(row + nibble) * 16 + index]
    }
    return result
  }
}
