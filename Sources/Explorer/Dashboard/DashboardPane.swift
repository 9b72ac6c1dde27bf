/// The panes a dashboard is made of.
enum DashboardPane: Equatable, CaseIterable, Sendable {
  /// Adapters and modules.
  case tree
  /// The last minute of what is selected in the tree.
  case graph
  /// Which ways packets took, and how many took each.
  case paths
  /// The packet list.
  case packets
  /// The hand-offs of the selected packet.
  case path
  /// How it ended, and why.
  case outcome
  /// What the hop changed, or all fields.
  case detail
  /// Its bytes.
  case bytes
  /// Its adapter's receive queues.
  case queues
  /// Requests to the selected adapter, those under way first.
  case flights
  /// What has happened.
  case events
  /// All adapters, each with its last minute.
  case wall

  /// Whether keys can go to it.
  var takesFocus: Bool {
    switch self {
    case .graph, .path, .outcome: false
    case .tree, .paths, .packets, .detail, .bytes, .queues, .flights, .events, .wall: true
    }
  }
}
