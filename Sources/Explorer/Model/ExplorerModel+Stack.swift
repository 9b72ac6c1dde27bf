import Inspection
import TUIKit

extension ExplorerModel {
  /// Runs an action on the Stack view.
  mutating func runOnStack(_ action: ActionID) {
    switch action {
    case .moveUp: moveOnStack(by: -1)
    case .moveDown: moveOnStack(by: 1)
    case .pageUp: moveOnStack(by: -stackPage)
    case .pageDown: moveOnStack(by: stackPage)
    case .moveTop: moveOnStack(by: Int.min / 2)
    case .moveBottom: moveOnStack(by: Int.max / 2)
    case .nextPane: focusStackPane(by: 1)
    case .previousPane: focusStackPane(by: -1)
    case .open: openOnStack()
    case .fold: foldSelected(nil)
    case .openFold: foldSelected(false)
    case .closeFold: foldSelected(true)
    case .foldAll: foldAll()
    case .traceHere: traceHere()
    default: break
    }
  }

  /// The selected row; nil in an empty tree.
  var selectedRow: StackRow? { row(state.stack.selection) }

  /// The row of an id, or the first one.
  func row(_ id: StackRow.ID?) -> StackRow? {
    id.flatMap { rows.place(of: $0) }.map { rows.rows[$0] } ?? rows.rows.first
  }

  private var stackPage: Int {
    switch state.stack.focus {
    case .tree: max(1, treeHeight - 1)
    case .inspector: max(1, inspectorHeight - 1)
    case .packets: max(1, packetListHeight - 1)
    }
  }

  private mutating func moveOnStack(by distance: Int) {
    switch state.stack.focus {
    case .tree:
      guard !rows.rows.isEmpty else { return }
      state.stack.viewport.move(by: distance, count: rows.rows.count, height: treeHeight)
      state.stack.selection = rows.rows[state.stack.viewport.selection].id
    case .inspector:
      let last = max(0, inspectorLines().count - inspectorHeight)
      let (moved, isOver) = state.stack.inspectorOffset.addingReportingOverflow(distance)
      state.stack.inspectorOffset = min(max(0, isOver ? (distance < 0 ? 0 : last) : moved), last)
    case .packets: movePacket(by: distance)
    }
  }

  private mutating func focusStackPane(by step: Int) {
    // Zoomed or not, the focus goes through all panes.
    let layout = StackLayout(screenLayout, rows: rows.total)
    var panes: [StackState.Pane] = [.tree]
    if layout.inspector != nil { panes.append(.inspector) }
    if layout.packets != nil { panes.append(.packets) }
    let place = panes.firstIndex(of: state.stack.focus) ?? 0
    state.stack.focus = panes[(place + step + panes.count) % panes.count]
    if state.stack.focus == .packets { pinList() }
  }

  private mutating func openOnStack() {
    guard state.stack.focus != .packets else {
      show(.trace)
      return
    }
    guard let row = selectedRow else { return }
    if row.node == .adapter { foldSelected(nil) } else { traceHere() }
  }

  /// Folds, unfolds, or with nil turns round the adapter of the selected row.
  private mutating func foldSelected(_ wanted: Bool?) {
    guard let structure = snapshot?.structure, let row = selectedRow else { return }
    let adapter = structure.adapters[row.adapter].id
    guard row.node == .adapter else {
      if wanted != false { select(.adapter(adapter)) }
      return
    }
    if wanted == false, row.isOpen {
      moveOnStack(by: 1)
      return
    }
    if wanted ?? row.isOpen {
      state.stack.folded.insert(adapter)
    } else {
      state.stack.folded.remove(adapter)
    }
    refreshRows()
  }

  private mutating func foldAll() {
    guard let structure = snapshot?.structure else { return }
    let all = Set(structure.adapters.map(\.id))
    if let row = selectedRow { select(.adapter(structure.adapters[row.adapter].id)) }
    state.stack.folded = state.stack.folded.isSuperset(of: all) ? [] : all
    refreshRows()
  }

  /// Selects a row that is shown.
  mutating func select(_ id: StackRow.ID) {
    state.stack.selection = id
    guard let place = rows.place(of: id) else { return }
    state.stack.viewport.select(place, count: rows.rows.count, height: treeHeight)
  }

  /// Shows the packets that passed the selected module.
  private mutating func traceHere() {
    guard let structure = snapshot?.structure, let row = selectedRow else { return }
    remember()
    state.trace.selected = nil
    state.trace.isChosen = false
    state.trace.follows = true
    if state.view == .dashboard, dashboardLayout[.packets] != nil {
      focus(.packets)
    } else {
      state.isZoomed = false
      state.view = .trace
    }
    state.trace.focus = .packets
    setTraceFilter(FilterText.passing(row, in: structure))
    pinList()
  }
}
