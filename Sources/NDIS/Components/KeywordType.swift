public import Kernel

/// What a keyword's value may be; ranges include their ends.
public indirect enum KeywordType: Hashable, Sendable {
  /// What a rate counts.
  public enum RateUnit: String, Hashable, Sendable {
    /// Bits per second.
    case bits = "bit/s"
    /// Packets per second.
    case packets = "packets/s"
  }

  /// Whether an address names a host or a host within its network.
  public enum AddressForm: Hashable, Sendable {
    /// `10.0.0.1` or `fd00::1`.
    case host
    /// `10.0.0.1/24` or `fd00::1/64`; without a length the whole address counts.
    case prefix
  }

  /// `true` or `false`.
  case boolean
  /// A whole number, with what it counts (`bytes`).
  case integer(ClosedRange<Int64>, unit: String?)
  /// A number per second: `1 Gbit/s`, `500 packets/s`.
  case rate(RateUnit, ClosedRange<UInt64>)
  /// A time: `250 us`, `1.5 s`.
  case duration(ClosedRange<Nanoseconds>)
  /// A part of the whole: `1 %`, `0.05 %`; to a ten-thousandth of a percent.
  case percentage
  /// A MAC address: `02-00-00-00-00-01`, colons too.
  case hardwareAddress
  /// An IPv4 or IPv6 address.
  case address(AddressForm)
  /// Any text.
  case text
  /// One of some words.
  case choice([String])
  /// An expression that packets match or not, in the syntax of libpcap.
  case packetFilter
  /// The adapter at the other end, by name; each names the other, or one of the two names none.
  case peer
  /// A file; a relative one starts at the stack file's directory.
  case path
  /// Several values of one type.
  case list(KeywordType, count: ClosedRange<Int>)
  /// A rule: named values, each with its own place in the file.
  case record([KeywordDescription])

  /// A whole number within a range.
  public static func integer(_ range: ClosedRange<Int64>) -> KeywordType {
    .integer(range, unit: nil)
  }
  /// A number of bytes within a range.
  public static func bytes(_ range: ClosedRange<Int64>) -> KeywordType {
    .integer(range, unit: "bytes")
  }
  /// Bits per second within a range.
  public static func bitRate(_ range: ClosedRange<UInt64> = 1...1_000_000_000_000) -> KeywordType {
    .rate(.bits, range)
  }
  /// Packets per second within a range.
  public static func packetRate(_ range: ClosedRange<UInt64> = 1...1_000_000_000) -> KeywordType {
    .rate(.packets, range)
  }
  /// Any time up to an hour.
  public static let anyDuration = KeywordType.duration(.zero ... .seconds(UInt64(3_600)))
  /// Any number of values of one type.
  public static func list(_ element: KeywordType) -> KeywordType {
    .list(element, count: 0...65_536)
  }
}

extension KeywordType: CustomStringConvertible {
  /// What a value of this type looks like, for error messages and help.
  public var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range, let unit):
      (unit.map { "a number of \($0)" } ?? "a whole number")
        + (range == Int64.min...Int64.max ? "" : " from \(range.lowerBound) to \(range.upperBound)")
    case .rate(let unit, let range):
      "a rate from \(KeywordValue.text(range.lowerBound, unit)) "
        + "to \(KeywordValue.text(range.upperBound, unit))"
    case .duration(let range):
      "a time from \(KeywordValue.text(range.lowerBound)) to \(KeywordValue.text(range.upperBound))"
    case .percentage: "a percentage from 0 % to 100 % such as 0.5 %"
    case .hardwareAddress: "a MAC address such as 02-00-00-00-00-01"
    case .address(.host): "an IP address such as 10.0.0.1 or fd00::1"
    case .address(.prefix): "an IP address such as 10.0.0.1/24 or fd00::1/64"
    case .text: "a text"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .packetFilter: "a packet filter such as \"udp port 53\""
    case .peer: "the name of another adapter"
    case .path: "a file"
    case .list(let element, _): "a list, each \(element)"
    case .record(let fields): "a mapping with \(fields.map(\.name).joined(separator: ", "))"
    }
  }
}
