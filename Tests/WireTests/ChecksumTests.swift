import Testing
import Wire

/// The definition of RFC 1071, one byte pair at a time.
private func bytewiseChecksum(_ bytes: [UInt8]) -> UInt16 {
  var sum: UInt32 = 0
  for index in stride(from: 0, to: bytes.count, by: 2) {
    let low = index + 1 < bytes.count ? bytes[index + 1] : 0
    sum += UInt32(bytes[index]) << 8 | UInt32(low)
    if sum > 0xFFFF { sum = sum & 0xFFFF + 1 }
  }
  return ~UInt16(sum)
}

/// Repeatable numbers (SplitMix64).
struct TestRandom: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
  }
}

@Suite("Internet checksum")
struct ChecksumTests {
  @Test("the example of RFC 1071 §3 sums to ddf2")
  func example() {
    let bytes: [UInt8] = [0x00, 0x01, 0xF2, 0x03, 0xF4, 0xF5, 0xF6, 0xF7]
    var sum = InternetChecksum()
    bytes.withUnsafeBytes { sum.add($0) }
    #expect(sum.folded == 0xDDF2)
    #expect(sum.checksum == 0x220D)
  }

  @Test("random input of every length gives what the bytewise definition gives")
  func randomInput() {
    var random = TestRandom(state: 1)
    for length in 0..<600 {
      let bytes = random.bytes(length)
      #expect(bytes.withUnsafeBytes { InternetChecksum.compute($0) } == bytewiseChecksum(bytes))
    }
    let ones = [UInt8](repeating: 0xFF, count: 65_535)
    #expect(ones.withUnsafeBytes { InternetChecksum.compute($0) } == bytewiseChecksum(ones))
  }

  @Test("chunks of any length, odd ones too, sum as the whole text")
  func chunks() {
    var random = TestRandom(state: 2)
    for _ in 0..<300 {
      let bytes = random.bytes(Int(random.next() % 300))
      var sum = InternetChecksum()
      var offset = 0
      while offset < bytes.count {
        let count = min(Int(random.next() % 9), bytes.count - offset)
        bytes[offset..<(offset + count)].withUnsafeBytes { sum.add($0) }
        offset += count
      }
      #expect(sum.checksum == bytewiseChecksum(bytes))
    }
  }

  @Test("numbers added behind an odd byte keep their place")
  func numbersBehindOdd() {
    var sum = InternetChecksum()
    [UInt8(0x12)].withUnsafeBytes { sum.add($0) }
    sum.add(UInt16(0x3456))
    sum.add(UInt32(0x789A_BCDE))
    [UInt8(0xF0)].withUnsafeBytes { sum.add($0) }
    #expect(sum.checksum == bytewiseChecksum([0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0]))
  }

  @Test("pseudo headers sum as the bytes RFC 9293 and RFC 8200 lay out")
  func pseudoHeaders() {
    var random = TestRandom(state: 3)
    let data = random.bytes(37)
    let first = random.bytes(16)
    let second = random.bytes(16)
    func number(_ bytes: [UInt8].SubSequence) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
    let v6 = PseudoHeader.v6(
      source: IPv6Address(high: number(first[0..<8]), low: number(first[8..<16])),
      destination: IPv6Address(high: number(second[0..<8]), low: number(second[8..<16]))
    )
    #expect(
      data.withUnsafeBytes { v6.checksum(of: .tcp, over: $0) }
        == bytewiseChecksum(first + second + [0, 0, 0, 37, 0, 0, 0, 6] + data)
    )
    let v4 = PseudoHeader.v4(
      source: IPv4Address(UInt32(number(first[0..<4]))),
      destination: IPv4Address(UInt32(number(second[0..<4])))
    )
    #expect(
      data.withUnsafeBytes { v4.checksum(of: .udp, over: $0) }
        == bytewiseChecksum(first[0..<4] + second[0..<4] + [0, 17, 0, 37] + data)
    )
  }

  @Test("an updated checksum equals one computed anew")
  func incremental() {
    var random = TestRandom(state: 4)
    for _ in 0..<500 {
      var bytes = random.bytes(40)
      let before = bytewiseChecksum(bytes)
      let old = UInt16(bytes[8]) << 8 | UInt16(bytes[9])
      let new = UInt16(truncatingIfNeeded: random.next())
      bytes[8] = UInt8(new >> 8)
      bytes[9] = UInt8(new & 255)
      #expect(InternetChecksum.updated(before, from: old, to: new) == bytewiseChecksum(bytes))
    }
  }
}
