import Testing

@testable import Wire

@Suite("Base 16")
struct HexadecimalTextTests {
  @Test("bytes are written as one by one, with and without something between them")
  func bytes() {
    let all = Array(0...255 as ClosedRange<UInt8>)
    for separator in ["", ":", " · "] {
      let expected = all.map { hexadecimal($0, digits: 2) }.joined(separator: separator)
      #expect(hexadecimal(all, separator: separator) == expected)
    }
    #expect(hexadecimal([UInt8](), separator: ":").isEmpty)
    #expect(hexadecimal([0x0A] as [UInt8], separator: ":") == "0a")
  }
}
