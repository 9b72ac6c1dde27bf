@preconcurrency import Glibc

extension ThemeFile {
  private static let largest = 256 * 1024

  /// `theme[key]="value"` or `key="value"`; the value may lack its quotes.
  ///
  /// Nil if it is neither.
  static func assignment(_ line: Substring) -> (key: String, value: String)? {
    guard let equals = line.firstIndex(of: "=") else { return nil }
    var key = trimmed(line[..<equals])
    if key.hasPrefix("theme[") {
      guard key.last == "]" else { return nil }
      key = key.dropFirst(6).dropLast()
    }
    let isName = key.utf8.allSatisfy { byte in
      byte == 0x5F || byte == 0x2E || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte)
    }
    guard !key.isEmpty, isName else { return nil }
    let value = trimmed(line[line.index(after: equals)...])
    guard let quote = value.first, quote == "\"" || quote == "'" else {
      // A comment may follow a bare value only after a blank: colours begin with the same sign.
      return value.contains("\"") ? nil : (String(key), String(value))
    }
    let body = value.dropFirst()
    guard let end = body.firstIndex(of: quote) else { return nil }
    let rest = trimmed(body[body.index(after: end)...])
    guard rest.isEmpty || rest.first == "#" else { return nil }
    return (String(key), String(body[..<end]))
  }

  static func trimmed(_ text: Substring) -> Substring {
    func isBlank(_ character: Character) -> Bool {
      character == " " || character == "\t" || character == "\r"
    }
    var text = text.drop(while: isBlank)
    while let last = text.last, isBlank(last) { text.removeLast() }
    return text
  }

  static func read(_ path: String) throws(ThemeError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else { throw ThemeError.unreadable(file: path, code: errno) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let count = Glibc.read(descriptor, &part, part.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw ThemeError.unreadable(file: path, code: errno)
      }
      bytes += part[..<count]
      if bytes.count > largest { throw ThemeError.tooLarge(file: path) }
    }
  }

  /// The system's words for an error number.
  static func systemMessage(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &buffer, buffer.count) == 0 else { return "error \(code)" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return bytes.isEmpty ? "error \(code)" : String(decoding: bytes, as: UTF8.self)
  }
}
