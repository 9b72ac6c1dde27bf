/// A packet filter: the bits of `OID_GEN_CURRENT_PACKET_FILTER` and their names.
///
/// - Source: network/oid-gen-current-packet-filter
public struct PacketFilterValue: Equatable, Sendable {
  /// The bits.
  public var rawValue: UInt32

  /// Makes the value from its bits.
  public init(_ rawValue: UInt32) { self.rawValue = rawValue }

  /// The names of the bits set, lowest first, without `NDIS_PACKET_TYPE_`; unknown bits as one hexadecimal number.
  public var names: [String] {
    var names: [String] = []
    var rest = rawValue
    for (bit, name) in Self.table where rawValue & bit != 0 {
      names.append(name)
      rest &= ~bit
    }
    if rest != 0 { names.append("0x" + String(rest, radix: 16)) }
    return names
  }

  /// The names of the bits set as documented, lowest first; unknown bits as one hexadecimal number.
  public var documentedNames: [String] {
    names.map { $0.hasPrefix("0x") ? $0 : "NDIS_PACKET_TYPE_" + $0 }
  }

  /// The names joined by spaces; `none` for an empty filter.
  public var text: String {
    rawValue == 0 ? "none" : names.joined(separator: " ")
  }

  private static let table: [(UInt32, String)] = [
    (0x1, "DIRECTED"), (0x2, "MULTICAST"), (0x4, "ALL_MULTICAST"), (0x8, "BROADCAST"),
    (0x10, "SOURCE_ROUTING"), (0x20, "PROMISCUOUS"), (0x40, "SMT"), (0x80, "ALL_LOCAL"),
    (0x1000, "GROUP"), (0x2000, "ALL_FUNCTIONAL"), (0x4000, "FUNCTIONAL"), (0x8000, "MAC_FRAME"),
    (0x10000, "NO_LOCAL"),
  ]
}
