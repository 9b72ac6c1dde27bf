/// A strict little reader of JSON, to check what the product writes.
public indirect enum JSON: Equatable {
  case null
  case truth(Bool)
  case number(String)
  case text(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// Members count in their order.
  public static func == (one: JSON, other: JSON) -> Bool {
    switch (one, other) {
    case (.null, .null): true
    case (.truth(let a), .truth(let b)): a == b
    case (.number(let a), .number(let b)), (.text(let a), .text(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.map(\.key) == b.map(\.key) && a.map(\.value) == b.map(\.value)
    default: false
    }
  }

  /// A member; null if there is none.
  public subscript(key: String) -> JSON {
    guard case .object(let members) = self else { return .null }
    return members.first { $0.key == key }?.value ?? .null
  }

  /// An element; null if there is none.
  public subscript(index: Int) -> JSON {
    guard case .array(let elements) = self, index < elements.count else { return .null }
    return elements[index]
  }

  /// Keys in the order they were written.
  public var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  /// The number, if it is a whole one.
  public var integer: Int? {
    guard case .number(let digits) = self else { return nil }
    return Int(digits)
  }

  /// The number, whole or not.
  public var number: Double? {
    guard case .number(let digits) = self else { return nil }
    return Double(digits)
  }

  /// The text breaks the rules.
  public struct Malformed: Error {
    /// Bytes before the place.
    public var at: Int
  }

  /// The text, if it is one.
  public var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  /// The elements, if it is an array.
  public var elements: [JSON] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// Reads one value that is the whole text.
  public init(_ text: String) throws {
    var reader = Reader(bytes: Array(text.utf8))
    self = try reader.value()
    guard reader.place == reader.bytes.count else { throw Malformed(at: reader.place) }
  }

  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func take(_ text: String) throws {
      for byte in text.utf8 {
        guard place < bytes.count, bytes[place] == byte else { throw Malformed(at: place) }
        place += 1
      }
    }

    func peek() -> Character? {
      place < bytes.count ? Character(UnicodeScalar(bytes[place])) : nil
    }

    mutating func list(
      _ open: String,
      _ close: Character,
      _ item: (inout Reader) throws -> Void
    )
      throws
    {
      try take(open)
      if peek() == close { return try take(String(close)) }
      while true {
        try item(&self)
        if peek() == close { return try take(String(close)) }
        try take(",")
      }
    }

    mutating func value() throws -> JSON {
      switch peek() {
      case "{":
        var members: [(key: String, value: JSON)] = []
        try list("{", "}") { reader in
          let key = try reader.string()
          try reader.take(":")
          members.append((key, try reader.value()))
        }
        return .object(members)
      case "[":
        var elements: [JSON] = []
        try list("[", "]") { elements.append(try $0.value()) }
        return .array(elements)
      case "\"": return .text(try string())
      case "t":
        try take("true")
        return .truth(true)
      case "f":
        try take("false")
        return .truth(false)
      case "n":
        try take("null")
        return .null
      default:
        let start = place
        while let next = peek(), "-+.eE0123456789".contains(next) { place += 1 }
        guard place > start else { throw Malformed(at: place) }
        return .number(String(decoding: bytes[start..<place], as: UTF8.self))
      }
    }

    mutating func string() throws -> String {
      try take("\"")
      var out: [UInt8] = []
      while let next = peek(), next != "\"" {
        guard bytes[place] >= 0x20 else { throw Malformed(at: place) }
        if next == "\\" {
          place += 1
          switch peek() {
          case "n": out.append(10)
          case "r": out.append(13)
          case "t": out.append(9)
          case "u":
            let digits = String(decoding: bytes[(place + 1)..<(place + 5)], as: UTF8.self)
            guard let code = UInt8(digits, radix: 16) else { throw Malformed(at: place) }
            out.append(code)
            place += 4
          case "\"", "\\": out.append(bytes[place])
          default: throw Malformed(at: place)
          }
        } else {
          out.append(bytes[place])
        }
        place += 1
      }
      try take("\"")
      return String(decoding: out, as: UTF8.self)
    }
  }
}
