import TUIKit

/// What a person has chosen on the dashboard beside what all views share.
struct DashboardState: Equatable {
  /// Which panes there are.
  var preset: DashboardPreset = .all
  /// The pane with the focus.
  var focus: DashboardPane = .tree
  /// The dashboard has given way to the tree until there is room again.
  var waits = false
  /// The selected way; nil takes the first.
  var path: UInt32?
  /// Which ways are seen.
  var paths = ListViewport()
  /// The selected request; nil takes the first listed.
  var flight: UInt64?
  /// Which requests are seen.
  var flights = ListViewport()
}
