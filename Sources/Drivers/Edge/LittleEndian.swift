extension FixedWidthInteger {
  /// The value's bytes, lowest first.
  var littleEndianBytes: [UInt8] {
    (0..<MemoryLayout<Self>.size).map { UInt8(truncatingIfNeeded: self >> Self($0 * 8)) }
  }
}
