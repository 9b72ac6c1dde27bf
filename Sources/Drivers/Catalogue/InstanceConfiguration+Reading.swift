import Kernel
import NDIS
import Wire

extension InstanceConfiguration {
  /// The station address of `mac`, or one made from the name.
  func stationAddress() throws(DriverError) -> MACAddress {
    guard let bytes = settings.hardwareAddress("mac"),
      let address = bytes.withUnsafeBytes({ MACAddress(bytes: $0) })
    else { return StationAddress.derived(from: name) }
    guard !address.isMulticast else {
      throw DriverError(
        "\(address) is a group address",
        source: settings.source("mac"),
        mend: "write a station address such as 02-00-00-00-00-01"
      )
    }
    return address
  }

  /// The addresses of a list keyword, with the length of their networks.
  func addresses(_ keyword: String) -> [IPPrefix] {
    settings.list(keyword).compactMap {
      if case .address(let address) = $0.value { IPPrefix(address) } else { nil }
    }
  }

  /// A file's path; a relative one that a stack file names starts at that file's directory.
  func resolve(_ path: String, _ keyword: String) -> String {
    guard !path.hasPrefix("/"), case .file(let origin, _, _) = settings.source(keyword),
      let slash = origin.lastIndex(of: "/")
    else { return path }
    return origin[...slash] + path
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
