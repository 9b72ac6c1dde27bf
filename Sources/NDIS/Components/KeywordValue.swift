public import Kernel

/// The value of a keyword.
public indirect enum KeywordValue: Hashable, Sendable {
  /// Yes or no.
  case boolean(Bool)
  /// A whole number.
  case integer(Int64)
  /// A number per second.
  case rate(UInt64, KeywordType.RateUnit)
  /// A time.
  case duration(Nanoseconds)
  /// A part of the whole in millionths; 0...1,000,000.
  case percentage(UInt32)
  /// A MAC address; 6 bytes.
  case hardwareAddress([UInt8])
  /// An IPv4 or IPv6 address.
  case address(ConfiguredAddress)
  /// A text.
  case text(String)
  /// One word of a choice.
  case choice(String)
  /// A packet filter expression.
  case packetFilter(String)
  /// The name of an adapter.
  case adapter(String)
  /// A file as written in the configuration.
  case path(String)
  /// Several values, each with its source.
  case list([ConfiguredValue])
  /// A rule's values, by name.
  case record(KeywordSettings)
}

/// An IPv4 or IPv6 address with the length of its network part.
public struct ConfiguredAddress: Hashable, Sendable {
  /// The address in network order; 4 or 16 bytes.
  public let bytes: [UInt8]
  /// Bits of the network part; 0...32 or 0...128.
  public let prefixLength: Int

  /// Makes an address; nil if the bytes are not 4 or 16 or the length does not fit.
  public init?(bytes: [UInt8], prefixLength: Int? = nil) {
    let length = prefixLength ?? bytes.count * 8
    guard bytes.count == 4 || bytes.count == 16, (0...bytes.count * 8).contains(length) else {
      return nil
    }
    self.bytes = bytes
    self.prefixLength = length
  }

  /// Whether it is an IPv6 address.
  public var isIPv6: Bool { bytes.count == 16 }
}
