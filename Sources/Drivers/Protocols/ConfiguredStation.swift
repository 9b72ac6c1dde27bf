import Kernel
import NDIS
import Wire

extension InstanceConfiguration {
  /// The addresses of a list keyword, with the length of their networks.
  func addresses(_ keyword: String) -> [IPPrefix] {
    settings.list(keyword).compactMap {
      if case .address(let address) = $0.value { IPPrefix(address) } else { nil }
    }
  }
}

extension IPPrefix {
  /// The configured address in the form frames are made of.
  init?(_ address: ConfiguredAddress) {
    let number = { (range: Range<Int>) in
      address.bytes[range].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    let value: IPAddress =
      address.isIPv6
      ? .v6(IPv6Address(high: number(0..<8), low: number(8..<16)))
      : .v4(IPv4Address(UInt32(truncatingIfNeeded: number(0..<4))))
    self.init(value, length: address.prefixLength)
  }
}
