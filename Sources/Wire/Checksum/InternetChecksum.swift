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
  @inline(__always)
  public static func compute(_ bytes: UnsafeRawBufferPointer) -> UInt16 {
    guard let base = bytes.baseAddress else { return 0xFFFF }
    return ~UInt16(bigEndian: wordSum(base, bytes.count))
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
  @inline(__always)
  static func fold(_ sum: UInt64) -> UInt16 {
    // A number plus itself with its halves exchanged has in its upper half what both add up to, carry included.
    let pair = UInt32(truncatingIfNeeded: (sum &+ (sum << 32 | sum >> 32)) >> 32)
    return UInt16(truncatingIfNeeded: (pair &+ (pair << 16 | pair >> 16)) >> 16)
  }

  /// Folded sum of the native-order words; a last odd byte counts as the first half of a word.
  @inlinable
  @inline(__always)
  static func wordSum(_ base: UnsafeRawPointer, _ count: Int) -> UInt16 {
    // The upper halves of 64-bit loads are summed by themselves, the loads as a whole beside them: what the lower halves
    // come to is the rest. No carry can be lost below 2³³ bytes.
    var whole = SIMD2<UInt64>()
    var high = SIMD2<UInt64>()
    var offset = 0
    while offset &+ 64 <= count {
      let a = base.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
      let b = base.loadUnaligned(fromByteOffset: offset &+ 16, as: SIMD2<UInt64>.self)
      let c = base.loadUnaligned(fromByteOffset: offset &+ 32, as: SIMD2<UInt64>.self)
      let d = base.loadUnaligned(fromByteOffset: offset &+ 48, as: SIMD2<UInt64>.self)
      whole &+= (a &+ b) &+ (c &+ d)
      high &+= ((a &>> 32) &+ (b &>> 32)) &+ ((c &>> 32) &+ (d &>> 32))
      offset &+= 64
    }
    while offset &+ 16 <= count {
      let a = base.loadUnaligned(fromByteOffset: offset, as: SIMD2<UInt64>.self)
      whole &+= a
      high &+= a &>> 32
      offset &+= 16
    }
    let low = whole &- (high &<< 32) &+ high
    var sum = low[0] &+ low[1]
    if count & 15 != 0 { sum &+= endSum(base + offset, count & 15) }
    return fold(sum)
  }

  /// Sum of the words of fewer than 16 bytes.
  @inlinable
  static func endSum(_ base: UnsafeRawPointer, _ count: Int) -> UInt64 {
    var sum: UInt64 = 0
    var offset = 0
    if count & 8 != 0 {
      let a = base.loadUnaligned(as: UInt64.self)
      sum = (a & 0xFFFF_FFFF) &+ (a >> 32)
      offset = 8
    }
    if count & 4 != 0 {
      sum &+= UInt64(base.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
      offset &+= 4
    }
    if count & 2 != 0 {
      sum &+= UInt64(base.loadUnaligned(fromByteOffset: offset, as: UInt16.self))
      offset &+= 2
    }
    if count & 1 != 0 { sum &+= UInt64(UInt16(littleEndian: UInt16(base.byte(offset)))) }
    return sum
  }
}
