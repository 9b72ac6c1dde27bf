/// The screens a person can choose, each with its own key.
enum ViewID: String, CaseIterable, Sendable {
  /// Many panes side by side; only where there is room for them.
  case dashboard
  /// The live tree of adapters and modules.
  case stack
  /// All that is known of one adapter.
  case adapter
  /// What an adapter can be asked, and what it was asked.
  case oids
  /// The receive queues of one adapter.
  case queues
  /// One packet, hop by hop, and the list of packets.
  case trace
  /// What has happened, from the engine's start on.
  case events

  /// The key that opens it.
  var key: Character {
    switch self {
    case .dashboard: "0"
    case .stack: "1"
    case .adapter: "2"
    case .oids: "3"
    case .queues: "4"
    case .trace: "5"
    case .events: "6"
    }
  }

  /// The action that opens it.
  var action: ActionID {
    switch self {
    case .dashboard: .viewDashboard
    case .stack: .viewStack
    case .adapter: .viewAdapter
    case .oids: .viewOIDs
    case .queues: .viewQueues
    case .trace: .viewTrace
    case .events: .viewEvents
    }
  }

  /// The name on its tab.
  var name: String {
    switch self {
    case .dashboard: "Dashboard"
    case .stack: "Stack"
    case .adapter: "Adapter"
    case .oids: "OIDs"
    case .queues: "Queues"
    case .trace: "Trace"
    case .events: "Events"
    }
  }
}
