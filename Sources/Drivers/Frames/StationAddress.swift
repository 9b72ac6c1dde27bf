public import Wire

/// Locally administered station addresses for adapters that have none configured.
public enum StationAddress {
  /// The address of a name: the same in every run, the local bit set, never a group.
  public static func derived(from name: String) -> MACAddress {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    // The high bits of the hash depend on every byte; fold them onto the 48 that are kept.
    let folded = (hash ^ hash >> 48) & 0xFFFF_FFFF_FFFF
    return MACAddress(folded & ~0x0300_0000_0000 | 0x0200_0000_0000)
  }
}
