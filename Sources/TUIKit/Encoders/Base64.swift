/// Bytes as text of 64 letters (RFC 4648).
enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    func emit(_ digits: Int) {
      for digit in 0..<digits { text.append(letters[Int(group >> UInt32(18 - 6 * digit) & 63)]) }
    }
    for byte in bytes {
      group |= UInt32(byte) << UInt32(16 - 8 * count)
      count += 1
      if count == 3 {
        emit(4)
        group = 0
        count = 0
      }
    }
    if count > 0 {
      emit(count + 1)
      text += [UInt8](repeating: 0x3D, count: 3 - count)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
