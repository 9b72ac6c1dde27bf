/// The words of `HashInformation` and of slot `NetBufferListHashInfo`: types and function of a receive hash.
///
/// - Source: network/rss-hashing-types, network/rss-hashing-functions
public enum HashInformation {
  /// The types by their bits, as documented behind `NDIS_HASH_`.
  public static let types: [(bit: UInt32, name: String)] = [
    (0x100, "IPV4"), (0x200, "TCP_IPV4"), (0x400, "IPV6"), (0x800, "IPV6_EX"),
    (0x1000, "TCP_IPV6"), (0x2000, "TCP_IPV6_EX"), (0x4000, "UDP_IPV4"), (0x8000, "UDP_IPV6"),
    (0x1_0000, "UDP_IPV6_EX"),
  ]

  /// Names of the types that are set, in the order of their bits.
  public static func typeNames(_ word: UInt32) -> [String] {
    types.filter { word & $0.bit != 0 }.map(\.name)
  }

  /// Name of the function; its number if it is none that is documented, nil if there is none.
  public static func functionName(_ word: UInt32) -> String? {
    switch word & 0xFF {
    case 0: nil
    case 1: "Toeplitz"
    default: hexadecimal(UInt64(word & 0xFF))
    }
  }
}
