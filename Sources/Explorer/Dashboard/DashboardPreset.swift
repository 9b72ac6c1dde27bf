/// Ways to fill a dashboard.
enum DashboardPreset: String, CaseIterable, Sendable {
  /// Something of everything.
  case all
  /// One packet with all that is known of it.
  case trace
  /// The receive queues of the selected adapter.
  case queues
  /// Every adapter's last minute, to be watched from afar.
  case wall

  /// Its name on the screen.
  var name: String {
    switch self {
    case .all: "all"
    case .trace: "trace"
    case .queues: "queues"
    case .wall: "watch wall"
    }
  }
}
