/// CRC-32 of IEEE 802.3, as in gzip and PNG; eight bytes a step.
struct CyclicRedundancyCheck {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The sum of what was added.
  var value: UInt32 { ~state }

  mutating func add(_ bytes: borrowing RawSpan) {
    var state = state
    let tables = Self.tables
    var index = 0
    while bytes.byteCount - index >= 8 {
      let word =
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self).littleEndian
        ^ UInt64(state)
      state = 0
      for byte in 0..<8 {
        let value = Int(truncatingIfNeeded: word >> UInt64(8 * byte)) & 0xFF
        state ^= tables[(7 - byte) * 256 + value]
      }
      index += 8
    }
    while index < bytes.byteCount {
      let byte = bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
      state = tables[Int((state ^ UInt32(byte)) & 0xFF)] ^ (state >> 8)
      index += 1
    }
    self.state = state
  }

  /// Table n gives what a byte does that stands n bytes before the end of a step.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 8 * 256)
    for index in 0..<256 {
      var word = UInt32(index)
      for _ in 0..<8 { word = word & 1 == 0 ? word >> 1 : 0xEDB8_8320 ^ (word >> 1) }
      tables[index] = word
    }
    for place in 256..<(8 * 256) {
      let before = tables[place - 256]
      tables[place] = tables[Int(before & 0xFF)] ^ (before >> 8)
    }
    return tables
  }()
}
