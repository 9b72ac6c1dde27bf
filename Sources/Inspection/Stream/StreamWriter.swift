/// Collects the bytes of one chunk: variable-length numbers, texts, lists.
struct StreamWriter {
  private(set) var bytes: [UInt8] = []

  /// `capacity`: bytes expected.
  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  mutating func byte(_ value: UInt8) { bytes.append(value) }

  /// Seven bits a byte, lowest first; the highest bit says that more follow.
  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Small whether above or below zero.
  mutating func signed(_ value: Int64) {
    number(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  mutating func fixed32(_ value: UInt32) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    bytes.append(UInt8(truncatingIfNeeded: value >> 16))
    bytes.append(UInt8(truncatingIfNeeded: value >> 24))
  }

  /// Forgets what was collected and keeps the memory.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ other: StreamWriter) { bytes += other.bytes }

  mutating func raw(_ span: borrowing RawSpan) {
    span.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}
