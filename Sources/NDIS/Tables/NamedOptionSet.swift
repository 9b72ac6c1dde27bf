/// A set of flags that have documented names.
public protocol NamedOptionSet: OptionSet, CustomStringConvertible where RawValue == UInt32 {
  /// Every flag with its documented name.
  static var names: [(flag: Self, symbol: String)] { get }
}

extension NamedOptionSet {
  /// The names of the flags set, joined by ` | `; bits without a name as one number, `0` for none.
  public var description: String {
    var rest = rawValue
    var parts: [String] = []
    for (flag, symbol) in Self.names where rawValue & flag.rawValue == flag.rawValue {
      parts.append(symbol)
      rest &= ~flag.rawValue
    }
    if rest != 0 { parts.append("0x" + String(rest, radix: 16, uppercase: true)) }
    return parts.isEmpty ? "0" : parts.joined(separator: " | ")
  }

  /// Bits that have no documented meaning.
  public var unknownBits: UInt32 { Self.names.reduce(rawValue) { $0 & ~$1.flag.rawValue } }
}
