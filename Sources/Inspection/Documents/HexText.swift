/// Bytes in base 16.
public enum HexText {
  private static let digits = Array("0123456789abcdef".utf8)

  /// Two digits a byte, nothing between them.
  public static func digits(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes { text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Lines of sixteen bytes behind their offset.
  public static func lines(_ bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 16).map { start in
      let offset = String(start, radix: 16)
      let row = bytes[start..<min(start + 16, bytes.count)].map { digits([$0]) }
      return String(repeating: "0", count: max(0, 4 - offset.count)) + offset + "  "
        + row.joined(separator: " ")
    }
  }
}
