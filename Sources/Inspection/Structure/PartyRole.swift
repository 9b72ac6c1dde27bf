/// What a party is in its stack.
public enum PartyRole: UInt8, CaseIterable, Sendable {
  /// A miniport's adapter.
  case miniport = 1
  /// A modifying filter module.
  case filter = 2
  /// A monitoring filter module.
  case monitoringFilter = 3
  /// A protocol's binding.
  case `protocol` = 4
  /// The NDIS interface layer of an adapter: holds the parents of derived lists, drops what no binding wants.
  case ndis = 5
  /// A driver that owns lists outside of any adapter.
  case driver = 6

  /// One lower-case word or two, for people.
  public var name: String {
    switch self {
    case .miniport: "miniport"
    case .filter: "filter"
    case .monitoringFilter: "monitoring filter"
    case .protocol: "protocol"
    case .ndis: "ndis"
    case .driver: "driver"
    }
  }
}
