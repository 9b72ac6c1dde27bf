/// A counter of `NDIS_STATISTICS_INFO`, in the order of the structure.
///
/// - Source: network/oid-gen-statistics
public enum StatisticsColumn: UInt8, CaseIterable, Sendable {
  case inDiscards = 0
  case inErrors
  case inOctets
  case inUnicastPackets
  case inMulticastPackets
  case inBroadcastPackets
  case outOctets
  case outUnicastPackets
  case outMulticastPackets
  case outBroadcastPackets
  case outErrors
  case outDiscards
  case inUnicastOctets
  case inMulticastOctets
  case inBroadcastOctets
  case outUnicastOctets
  case outMulticastOctets
  case outBroadcastOctets

  /// Words in an adapter's line.
  public static let width = 18

  /// The member's name, as documented.
  public var symbol: String { Self.table[Int(rawValue)].symbol }

  /// Its bit in `SupportedStatistics`.
  public var flag: UInt32 { Self.table[Int(rawValue)].flag }

  /// `bytes` or `packets`.
  public var unit: String { symbol.hasSuffix("Octets") ? "bytes" : "packets" }

  private static let table: [(symbol: String, flag: UInt32)] = [
    ("ifInDiscards", 0x10), ("ifInErrors", 0x20), ("ifHCInOctets", 0x8),
    ("ifHCInUcastPkts", 0x1), ("ifHCInMulticastPkts", 0x2), ("ifHCInBroadcastPkts", 0x4),
    ("ifHCOutOctets", 0x200), ("ifHCOutUcastPkts", 0x40), ("ifHCOutMulticastPkts", 0x80),
    ("ifHCOutBroadcastPkts", 0x100), ("ifOutErrors", 0x400), ("ifOutDiscards", 0x8000),
    ("ifHCInUcastOctets", 0x10000), ("ifHCInMulticastOctets", 0x20000),
    ("ifHCInBroadcastOctets", 0x40000), ("ifHCOutUcastOctets", 0x80000),
    ("ifHCOutMulticastOctets", 0x100000), ("ifHCOutBroadcastOctets", 0x200000),
  ]
}
