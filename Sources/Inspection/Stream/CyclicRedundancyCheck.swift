/// CRC-32 of IEEE 802.3, as in gzip and PNG.
struct CyclicRedundancyCheck {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The sum of what was added.
  var value: UInt32 { ~state }

  mutating func add(_ bytes: borrowing RawSpan) {
    var state = state
    for index in 0..<bytes.byteCount {
      let byte = bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
      state = Self.table[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8)
    }
    self.state = state
  }

  private static let table: [UInt32] = (0..<256).map { index in
    var word = UInt32(index)
    for _ in 0..<8 { word = word & 1 == 0 ? word >> 1 : 0xEDB8_8320 ^ (word >> 1) }
    return word
  }
}
