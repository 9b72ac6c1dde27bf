/// Reads the bytes of one chunk; whatever they hold, it ends with a value or a typed error.
struct StreamReader: ~Escapable {
  private let bytes: RawSpan
  /// Where the next value begins, from the start of the session.
  private(set) var offset: Int
  private let end: Int

  /// `range`: the chunk's payload inside `bytes`, whose first byte is at offset 0 of the session.
  @_lifetime(copy bytes)
  init(_ bytes: RawSpan, _ range: Range<Int>) {
    self.bytes = bytes
    offset = max(0, range.lowerBound)
    end = min(bytes.byteCount, range.upperBound)
  }

  var remaining: Int { max(0, end - offset) }

  @_lifetime(self: copy self)
  mutating func byte() throws(SessionError) -> UInt8 {
    guard offset < end else { throw SessionError(.valueTooLong, at: offset) }
    let value = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    offset += 1
    return value
  }

  @_lifetime(self: copy self)
  mutating func number() throws(SessionError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let part = try byte()
      // The tenth byte has room for one bit.
      guard shift < 63 || (shift == 63 && part <= 1) else {
        throw SessionError(.badValue, at: offset - 1)
      }
      value |= UInt64(part & 0x7F) << shift
      if part & 0x80 == 0 { return value }
      shift += 7
    }
  }

  @_lifetime(self: copy self)
  mutating func signed() throws(SessionError) -> Int64 {
    let word = try number()
    return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }

  /// A number of things that each take at least one byte.
  @_lifetime(self: copy self)
  mutating func count() throws(SessionError) -> Int {
    let start = offset
    let value = try number()
    guard value <= UInt64(remaining) else { throw SessionError(.valueTooLong, at: start) }
    return Int(value)
  }

  @_lifetime(self: copy self)
  mutating func fixed32() throws(SessionError) -> UInt32 {
    guard remaining >= 4 else { throw SessionError(.valueTooLong, at: offset) }
    let value = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
    offset += 4
    return value
  }

  @_lifetime(self: copy self)
  mutating func raw(_ count: Int) throws(SessionError) -> [UInt8] {
    guard count >= 0, count <= remaining else { throw SessionError(.valueTooLong, at: offset) }
    let part = bytes.extracting(offset..<(offset + count))
    offset += count
    return part.withUnsafeBytes { [UInt8]($0) }
  }
}
