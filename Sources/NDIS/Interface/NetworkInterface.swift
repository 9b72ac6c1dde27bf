/// A network interface as NDIS keeps one for every adapter and filter module, and for providers.
///
/// Source: network/ndis-network-interface-services, network/net-luid-value
public struct NetworkInterface: Sendable, Equatable {
  /// 1 and up, the lowest that was free; may be given again once the interface is gone.
  public let index: UInt32
  /// NET_LUID: the interface type in the top 16 bits, then 24 bits that belong to the name for good.
  public let luid: UInt64
  /// Name of the adapter, module or provider's interface.
  public let name: String
  /// IANA interface type, 6 for Ethernet.
  public let type: UInt16
}

/// One interface stands directly on another.
///
/// Source: network/maintaining-a-network-interface-stack
public struct InterfaceStackEntry: Sendable, Hashable {
  /// Index of the upper one.
  public let higher: UInt32
  /// Index of the lower one.
  public let lower: UInt32
}
