/// The place of a modifying filter among the others; the cases are in order from top to bottom.
///
/// The three switch classes are for the filters of an extensible switch.
/// - Source: network/configuring-an-inf-file-for-a-modifying-filter-driver
public enum FilterClass: String, Hashable, Sendable, CaseIterable {
  /// Packet schedulers.
  case scheduler
  /// Encryption.
  case encryption
  /// Compression.
  case compression
  /// Virtual private networks.
  case vpn
  /// Load balancing.
  case loadBalance = "loadbalance"
  /// Failover.
  case failover
  /// Diagnostics.
  case diagnostic
  /// Everything else.
  case custom
  /// Filters that work on the provider addresses of virtualised networks.
  case providerAddress = "provider_address"
  /// Capturing extensions of a switch.
  case switchCapture = "ms_switch_capture"
  /// Filtering extensions of a switch.
  case switchFilter = "ms_switch_filter"
  /// The forwarding extension of a switch.
  case switchForward = "ms_switch_forward"
}

extension FilterClass: Comparable {
  /// The place from the top; 0 is highest.
  public var rank: Int {
    switch self {
    case .scheduler: 0
    case .encryption: 1
    case .compression: 2
    case .vpn: 3
    case .loadBalance: 4
    case .failover: 5
    case .diagnostic: 6
    case .custom: 7
    case .providerAddress: 8
    case .switchCapture: 9
    case .switchFilter: 10
    case .switchForward: 11
    }
  }

  /// Orders classes from the top of a stack to its bottom.
  public static func < (left: FilterClass, right: FilterClass) -> Bool {
    left.rank < right.rank
  }
}
