/// Documented names of the values or flags of one field.
struct SymbolTable: Sendable {
  /// Values or bits with their names, in the documentation's order.
  let names: [(value: UInt64, symbol: String)]
  /// What all names begin with; a person may leave it out.
  let prefix: String

  init(_ names: [(value: UInt64, symbol: String)]) {
    self.names = names
    prefix = Self.commonPrefix(names.map(\.symbol))
  }

  /// Names that follow each other from a first value on.
  init(from first: UInt64 = 0, _ symbols: [String]) {
    self.init(symbols.enumerated().map { (first + UInt64($0.offset), $0.element) })
  }

  /// The flags of an option set.
  init<Flags: NamedOptionSet>(_ type: Flags.Type) {
    self.init(type.names.map { (UInt64($0.flag.rawValue), $0.symbol) })
  }

  /// The name of a value; nil if it has none.
  func symbol(of value: UInt64) -> String? { names.first { $0.value == value }?.symbol }

  /// The value of a name in any case, with or without the prefix of all names.
  func value(of name: String) -> UInt64? {
    let name = name.lowercased()
    if let exact = names.first(where: { $0.symbol.lowercased() == name }) { return exact.value }
    let short = prefix.lowercased() + name
    return names.first { $0.symbol.lowercased() == short }?.value
  }

  /// The names of the flags set, joined by ` | `; bits without a name as one number, `0` for none.
  func flagText(_ value: UInt64) -> String {
    var rest = value
    var parts: [String] = []
    for (flag, symbol) in names where flag != 0 && value & flag == flag {
      parts.append(symbol)
      rest &= ~flag
    }
    if rest != 0 { parts.append("0x" + String(rest, radix: 16, uppercase: true)) }
    return parts.isEmpty ? "0" : parts.joined(separator: " | ")
  }

  /// The longest beginning that all names have, cut back so that every name keeps something of its own.
  private static func commonPrefix(_ symbols: [String]) -> String {
    guard symbols.count > 1, var common = symbols.first?[...] else { return "" }
    for symbol in symbols.dropFirst() {
      while !symbol.hasPrefix(common) { common.removeLast() }
    }
    if common.contains("_"), let end = common.lastIndex(of: "_") { return String(common[...end]) }
    while symbols.contains(where: { $0.count == common.count }), !common.isEmpty {
      common.removeLast()
    }
    return String(common)
  }
}
