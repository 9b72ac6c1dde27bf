/// How bytes of a request or an indication are to be read.
indirect enum RecordForm: Sendable {
  /// A number of 1, 2, 4 or 8 bytes, lowest byte first.
  case number(Int, NumberStyle)
  /// A number of 8 bytes, or its low half where there are 4 to 7.
  case counter
  /// Bytes, shown as base-16 digits; the count is fixed, or nil for all that is there.
  case bytes(Int?)
  /// A link-layer address of 6 bytes.
  case mac
  /// An IPv4 address in wire order.
  case ipv4
  /// An IPv6 address in wire order.
  case ipv6
  /// A GUID.
  case guid
  /// ANSI characters to a NUL or the end.
  case text
  /// UTF-16 to a NUL or the end; written with a NUL or without.
  case wideText(isTerminated: Bool)
  /// A count of bytes and room for so many UTF-16 units.
  case countedText(Int)
  /// A documented structure.
  case record(RecordLayout)
  /// Values one behind the other to the end.
  case list(RecordForm)
  /// Structures of which each says where the next begins.
  case chain(RecordLayout, next: String)

  /// Bytes of a value whose size does not depend on its content; nil for the others.
  var fixedSize: Int? {
    switch self {
    case .number(let size, _): size
    case .bytes(let count): count
    case .mac: 6
    case .ipv4: 4
    case .ipv6, .guid: 16
    case .countedText(let units): 2 + units * 2
    case .record(let layout): layout.parts.isEmpty ? layout.size : nil
    case .counter, .text, .wideText, .list, .chain: nil
    }
  }

  /// 32 bits, shown as a number.
  static let u32 = RecordForm.number(4, .decimal)
  /// 64 bits, shown as a number.
  static let u64 = RecordForm.number(8, .decimal)

  /// 32 bits with documented values.
  static func values(_ table: SymbolTable) -> RecordForm { .number(4, .values(table)) }
  /// 32 bits with documented flags.
  static func flags(_ table: SymbolTable) -> RecordForm { .number(4, .flags(table)) }
}

/// How a number is written.
enum NumberStyle: Sendable {
  case decimal
  case hexadecimal
  /// One of the documented values.
  case values(SymbolTable)
  /// Documented flags.
  case flags(SymbolTable)
  /// Bits per second.
  case speed
  /// Hundreds of bits per second.
  case hundredBits
  /// Major version in the upper half, minor in the lower.
  case version
  /// A BOOLEAN.
  case boolean
  /// An object identifier.
  case oid
  /// A PROCESSOR_NUMBER: group, number, a reserved byte.
  case processor
}
