import Inspection
import TUIKit

extension ExplorerModel {
  /// Columns and rows from which on there is a dashboard.
  static let dashboardSize = Size(width: 140, height: 40)

  /// Whether the screen has room for a dashboard.
  var hasDashboard: Bool { screenLayout.kind == .dashboard }

  /// The dashboard's panes.
  var dashboardLayout: DashboardLayout {
    let adapters = snapshot?.structure.adapters.count ?? 0
    return DashboardLayout(
      screenLayout.body,
      state.dashboard.preset,
      rows: rows.total + adapters,
      queues: snapshot?.structure.adapters.map(\.queues.count).max() ?? 0,
      zoomed: state.isZoomed ? state.dashboard.focus : nil
    )
  }

  /// Whether a pane of the dashboard has the focus.
  func hasFocus(_ pane: DashboardPane) -> Bool {
    state.view == .dashboard && state.dashboard.focus == pane
  }

  /// Why there is no dashboard here.
  var dashboardAbsence: String {
    let needed = Self.dashboardSize
    guard size.width >= needed.width, size.height >= needed.height else {
      return "the dashboard needs \(needed.width)x\(needed.height), not "
        + "\(size.width)x\(size.height)"
    }
    return "no dashboard: the layout chosen is \(options.layout.rawValue)"
  }

  /// On a screen that became too small the dashboard gives way to the tree; it comes back with the room.
  mutating func keepDashboard() {
    if state.view == .dashboard, !hasDashboard {
      show(.stack)
      state.dashboard.waits = true
      state.message = dashboardAbsence
    } else if state.dashboard.waits, hasDashboard {
      state.message = ""
      show(.dashboard)
    }
  }

  /// Runs an action on the dashboard: what is about a packet works in every pane, the rest in the pane with the focus.
  mutating func runOnDashboard(_ action: ActionID) {
    switch action {
    case .nextPane: focusDashboardPane(by: 1)
    case .previousPane: focusDashboardPane(by: -1)
    case .previousHop, .nextHop, .previousChange, .nextChange, .previousDrop, .nextDrop,
      .switchDetail, .blame, .whoSet, .compare, .parentJourney, .childJourney:
      runOnTrace(action)
    case .traceHere, .foldAll: runOnStack(action)
    default: runInDashboardPane(action)
    }
  }

  private mutating func runInDashboardPane(_ action: ActionID) {
    switch state.dashboard.focus {
    case .tree: runOnStack(action)
    case .packets, .detail, .bytes:
      if action == .open, state.dashboard.focus == .packets {
        remember()
        show(.trace)
      } else {
        runOnTrace(action)
      }
    case .events: runOnEvents(action)
    case .paths: runOnPaths(action)
    case .flights: runOnFlightList(action)
    case .queues: runOnQueueList(action)
    case .wall: runOnWall(action)
    case .graph, .path, .outcome: break
    }
  }

  private mutating func focusDashboardPane(by step: Int) {
    // Zoomed or not, the focus goes through all panes.
    let queues = snapshot?.structure.adapters.map(\.queues.count).max() ?? 0
    let panes = DashboardLayout(
      screenLayout.body,
      state.dashboard.preset,
      rows: 0,
      queues: queues
    ).focusOrder
    guard !panes.isEmpty else { return }
    let place = panes.firstIndex(of: state.dashboard.focus) ?? 0
    focus(panes[(place + step + panes.count) % panes.count])
  }

  /// Gives the focus to a pane of the dashboard.
  mutating func focus(_ pane: DashboardPane) {
    guard pane.takesFocus else { return }
    state.dashboard.focus = pane
    state.stack.focus = .tree
    switch pane {
    case .packets:
      state.trace.focus = .packets
      pinList()
    case .detail: state.trace.focus = .detail
    case .bytes: state.trace.focus = .bytes
    default: state.trace.focus = .packets
    }
  }

  /// Opens the dashboard, or takes the preset after or before the one there is.
  mutating func stepPreset(by step: Int) {
    guard hasDashboard else {
      state.message = dashboardAbsence
      return
    }
    guard state.view == .dashboard else { return show(.dashboard) }
    let all = DashboardPreset.allCases
    let place = all.firstIndex(of: state.dashboard.preset) ?? 0
    state.dashboard.preset = all[(place + step + all.count) % all.count]
    if state.dashboard.preset == .trace { state.trace.detail = .fields }
    keepDashboardFocus()
    refreshEvents()
  }

  /// A pane that the preset does not have gives the focus to the first one.
  mutating func keepDashboardFocus() {
    state.isZoomed = false
    if state.trace.detail == .bytes { state.trace.detail = .fields }
    let panes = dashboardLayout.focusOrder
    let kept = panes.contains(state.dashboard.focus) ? state.dashboard.focus : panes.first
    if let kept { focus(kept) }
  }

  private mutating func runOnQueueList(_ action: ActionID) {
    let rows = queueRows
    guard !rows.isEmpty else { return }
    let place = queuePlace(rows)
    switch action {
    case .moveUp: state.queues.queue = rows[max(0, place - 1)].node.id
    case .moveDown: state.queues.queue = rows[min(rows.count - 1, place + 1)].node.id
    case .pageUp, .moveTop: state.queues.queue = rows[0].node.id
    case .pageDown, .moveBottom: state.queues.queue = rows[rows.count - 1].node.id
    case .open:
      guard let filter = queueFilter else {
        state.message = "the queues share a processor: their packets cannot be told apart"
        return
      }
      remember()
      setTraceFilter(filter)
    default: break
    }
  }

  // The watch wall.

  private mutating func runOnWall(_ action: ActionID) {
    switch action {
    case .moveUp, .pageUp: stepAdapter(by: -1)
    case .moveDown, .pageDown: stepAdapter(by: 1)
    case .open:
      guard let adapter = selectedAdapter else { return }
      remember()
      show(.stack)
      goTo(row: .adapter(adapter.id))
    default: break
    }
  }
}
