/// The ones' complement sum of IPv4, TCP, UDP and ICMP (RFC 1071), taken over chunks of any length.
///
/// Chunks follow each other as one text: after an odd number of bytes the next byte is the low half of a word.
/// Stored and returned values are numbers in host order, as the header fields hold them.
@frozen
public struct InternetChecksum: Sendable {
  /// Sum of native-order words; every chunk adds at most 0xFFFF.
  @usableFromInline var sum: UInt64 = 0
  @usableFromInline var isOdd = false

  /// Makes an empty sum.
  @inlinable
  public init() {}

  /// The complement of the sum over `bytes`: 0 over data that carries its correct checksum.
  @inlinable
  public static func compute(_ bytes: UnsafeRawBufferPointer) -> UInt16 {
    var sum = InternetChecksum()
    sum.add(bytes)
    return sum.checksum
  }

  /// Adds the bytes that come next.
  @inlinable
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    let part = InternetChecksum.wordSum(base, bytes.count)
    sum &+= UInt64(isOdd ? part.byteSwapped : part)
    if bytes.count & 1 != 0 { isOdd.toggle() }
  }

  /// Adds a 16-bit number as if its two bytes came next.
  @inlinable
  public mutating func add(_ value: UInt16) {
    let word = value.bigEndian
    sum &+= UInt64(isOdd ? word.byteSwapped : word)
  }

  /// Adds a 32-bit number as if its four bytes came next.
  @inlinable
  public mutating func add(_ value: UInt32) {
    add(UInt16(truncatingIfNeeded: value >> 16))
    add(UInt16(truncatingIfNeeded: value))
  }

  /// Adds a 64-bit number as if its eight bytes came next.
  @inlinable
  public mutating func add(_ value: UInt64) {
    add(UInt32(truncatingIfNeeded: value >> 32))
    add(UInt32(truncatingIfNeeded: value))
  }

  /// The folded sum, not complemented: what a transport leaves in the field for checksum offload.
  @inlinable
  public var folded: UInt16 {
    UInt16(bigEndian: InternetChecksum.fold(sum))
  }

  /// The complement of the folded sum.
  @inlinable
  public var checksum: UInt16 { ~folded }

  /// A checksum after one 16-bit field it covers changed (RFC 1624, equation 3).
  @inlinable
  public static func updated(_ checksum: UInt16, from old: UInt16, to new: UInt16) -> UInt16 {
    ~fold(UInt64(~checksum) + UInt64(~old) + UInt64(new))
  }

  /// Adds the carries back in until 16 bits are left.
  @inlinable
  static func fold(_ sum: UInt64) -> UInt16 {
    var value = (sum & 0xFFFF_FFFF) &+ (sum >> 32)
    value = (value & 0xFFFF) &+ (value >> 16 & 0xFFFF) &+ (value >> 32)
    value = (value & 0xFFFF) &+ (value >> 16)
    value = (value & 0xFFFF) &+ (value >> 16)
    return UInt16(truncatingIfNeeded: value)
  }

  /// Folded sum of the native-order words; a last odd byte counts as the first half of a word.
  @inlinable
  static func wordSum(_ base: UnsafeRawPointer, _ count: Int) -> UInt16 {
    // Halves of 64-bit loads go to 64-bit sums: no carry can be lost below 2³³ bytes, and the loop vectorises.
    var low: UInt64 = 0
    var high: UInt64 = 0
    var offset = 0
    while offset &+ 32 <= count {
      let a = base.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let b = base.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self)
      let c = base.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self)
      let d = base.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self)
      low &+= (a & 0xFFFF_FFFF) &+ (b & 0xFFFF_FFFF) &+ (c & 0xFFFF_FFFF) &+ (d & 0xFFFF_FFFF)
      high &+= (a >> 32) &+ (b >> 32) &+ (c >> 32) &+ (d >> 32)
      offset &+= 32
    }
    while offset &+ 4 <= count {
      low &+= UInt64(base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      offset &+= 4
    }
    if offset &+ 2 <= count {
      low &+= UInt64(base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
      offset &+= 2
    }
    if offset < count {
      low &+= UInt64(UInt16(littleEndian: UInt16(base.byte(offset))))
    }
    return fold((low & 0xFFFF_FFFF) &+ (low >> 32) &+ (high & 0xFFFF_FFFF) &+ (high >> 32))
  }
}
