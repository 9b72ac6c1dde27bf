/// Writes JSON text: keys in the order they are given, nothing between tokens, every integer exact.
///
///     var json = JSONWriter()
///     json.object { json in
///       json.member("name", "Ethernet0")
///       json.array("lower") { $0.value(3) }
///     }
public struct JSONWriter: Sendable {
  /// The text so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Starts with nothing written.
  public init() {}

  /// The text so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes an object whose members the body writes.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    enclose("{", "}", body)
  }

  /// Writes a member that is an object.
  public mutating func object(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    object(body)
  }

  /// Writes an array whose elements the body writes.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    enclose("[", "]", body)
  }

  /// Writes a member that is an array.
  public mutating func array(_ key: String, _ body: (inout JSONWriter) -> Void) {
    self.key(key)
    array(body)
  }

  /// Writes a member that is an array of texts.
  public mutating func array(_ key: String, _ texts: [String]) {
    array(key) { json in
      for text in texts { json.value(text) }
    }
  }

  /// Writes a member's key; its value must follow.
  public mutating func key(_ key: String) {
    value(key)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a text.
  public mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 { escape(byte) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes an integer with all its digits.
  public mutating func value(_ number: some BinaryInteger) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  /// Writes `true` or `false`.
  public mutating func value(_ truth: Bool) {
    separate()
    bytes.append(contentsOf: (truth ? "true" : "false").utf8)
  }

  /// Writes a number; `null` for what JSON cannot hold.
  public mutating func value(_ number: Double) {
    guard number.isFinite else { return null() }
    separate()
    bytes.append(contentsOf: "\(number)".utf8)
  }

  /// Writes `null`.
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a member that is a text.
  public mutating func member(_ key: String, _ text: String) {
    self.key(key)
    value(text)
  }

  /// Writes a member that is a text or `null`.
  public mutating func member(_ key: String, _ text: String?) {
    self.key(key)
    if let text { value(text) } else { null() }
  }

  /// Writes a member that is an integer.
  public mutating func member(_ key: String, _ number: some BinaryInteger) {
    self.key(key)
    value(number)
  }

  /// Writes a member that is an integer or `null`.
  public mutating func member(_ key: String, _ number: (some BinaryInteger)?) {
    self.key(key)
    if let number { value(number) } else { null() }
  }

  /// Writes a member that is `true` or `false`.
  public mutating func member(_ key: String, _ truth: Bool) {
    self.key(key)
    value(truth)
  }

  private mutating func enclose(
    _ open: Character,
    _ close: Character,
    _ body: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(open.asciiValue ?? 0)
    needsComma = false
    body(&self)
    bytes.append(close.asciiValue ?? 0)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
    case 0x0A: bytes.append(contentsOf: #"\n"#.utf8)
    case 0x0D: bytes.append(contentsOf: #"\r"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0..<0x20, 0x7F:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: (#"\u00"# + (digits.count == 1 ? "0" : "") + digits).utf8)
    default: bytes.append(byte)
    }
  }
}
