import Inspection

/// A page about an adapter, as the kernel debugger's adapter page and the network cmdlets divide it.
enum AdapterFacet: String, CaseIterable, Sendable {
  case state
  case diagnosis
  case bindings
  case filters
  case link
  case addresses
  case receive
  case statistics
  case ledger
  case identifiers
  case offload
  case queues
  case scaling
  case interrupts
  case timers
  case ports
  case interfaces
  case power
  case limits
  case driver
  case versions
  case settings
  case events

  /// The name in the list of pages.
  var name: String {
    switch self {
    case .state: "State"
    case .diagnosis: "Diagnosis"
    case .bindings: "Bindings"
    case .filters: "Filters"
    case .link: "Link"
    case .addresses: "Addresses"
    case .receive: "Receive"
    case .statistics: "Statistics"
    case .ledger: "Ledger"
    case .identifiers: "OIDs"
    case .offload: "Offload"
    case .queues: "Queues"
    case .scaling: "Scaling"
    case .interrupts: "Interrupts"
    case .timers: "Timers"
    case .ports: "Ports"
    case .interfaces: "Interfaces"
    case .power: "Power"
    case .limits: "Limits"
    case .driver: "Driver"
    case .versions: "Versions"
    case .settings: "Settings"
    case .events: "Events"
    }
  }

  /// The topic of the facts it shows; nil for one made of the snapshot.
  var topic: FactSection.Topic? {
    switch self {
    case .link: .link
    case .addresses: .addresses
    case .receive: .receive
    case .offload: .offload
    case .scaling: .scaling
    case .interrupts: .interrupts
    case .ports: .ports
    case .interfaces: .interfaces
    case .versions: .versions
    case .power: .power
    case .limits: .limits
    case .driver: .driver
    case .state, .diagnosis, .bindings, .filters, .statistics, .ledger, .identifiers, .queues,
      .timers, .settings, .events:
      nil
    }
  }
}
