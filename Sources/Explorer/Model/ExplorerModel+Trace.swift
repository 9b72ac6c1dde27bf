import Inspection
import TUIKit

extension ExplorerModel {
  /// Runs an action on the Trace view.
  mutating func runOnTrace(_ action: ActionID) {
    if listsSums { return runOnSums(action) }
    switch action {
    case .switchListing: switchListing()
    case .orderList: orderList()
    case .reverseList: reverseList()
    case .moveUp: moveOnTrace(by: -1)
    case .moveDown: moveOnTrace(by: 1)
    case .pageUp: moveOnTrace(by: -tracePage)
    case .pageDown: moveOnTrace(by: tracePage)
    case .moveTop: moveOnTrace(by: Int.min / 2)
    case .moveBottom: moveOnTrace(by: Int.max / 2)
    case .nextPane: focusTracePane(by: 1)
    case .previousPane: focusTracePane(by: -1)
    case .previousHop: step { $0 - 1 }
    case .nextHop: step { $0 + 1 }
    case .firstHop: step { _ in 0 }
    case .lastHop: step { _ in Int.max }
    case .previousChange: stepToChange(-1)
    case .nextChange: stepToChange(1)
    case .previousDrop: seekDrop(forward: false)
    case .nextDrop: seekDrop(forward: true)
    case .switchDetail: switchDetail()
    case .blame: switchBlame()
    case .whoSet: goToWriter()
    case .compare: switchComparison()
    case .fold, .open: foldField()
    case .parentJourney: goToParent()
    case .childJourney: goToChild()
    default: break
    }
  }

  // Hops.

  /// Index of the hop the panes show; nil without hops.
  var hopIndex: Int? {
    guard let count = journey?.hops.count, count > 0 else { return nil }
    return min(max(0, state.trace.hop), count - 1)
  }

  private mutating func step(_ next: (Int) -> Int) {
    pinList()
    state.trace.isChosen = true
    guard let journey, !journey.hops.isEmpty, let hop = hopIndex else { return }
    select(hop: min(max(0, next(hop)), journey.hops.count - 1))
  }

  mutating func select(hop: Int) {
    guard state.trace.hop != hop else { return }
    state.trace.hop = hop
    state.trace.changes = ListViewport()
    state.trace.bytesOffset = 0
  }

  private mutating func stepToChange(_ direction: Int) {
    pinList()
    guard let journey, let start = hopIndex else { return }
    var hop = start + direction
    while journey.hops.indices.contains(hop) {
      if !journey.hops[hop].changes.isEmpty { return select(hop: hop) }
      hop += direction
    }
    state.message =
      direction < 0 ? "no change before this hop" : "no change after this hop"
  }

  // Panes.

  private var tracePage: Int {
    switch state.trace.focus {
    case .packets: max(1, packetListHeight - 1)
    case .detail: max(1, detailHeight - 1)
    case .bytes: max(1, bytesHeight - 1)
    }
  }

  private mutating func moveOnTrace(by distance: Int) {
    switch state.trace.focus {
    case .packets: movePacket(by: distance)
    case .detail where showsFields:
      state.trace.fields.move(by: distance, count: fieldRows().count, height: detailHeight)
    case .detail:
      state.trace.changes.move(by: distance, count: changeRows().count, height: detailHeight)
    case .bytes:
      let last = max(0, byteLineCount() - bytesHeight)
      let (moved, isOver) = state.trace.bytesOffset.addingReportingOverflow(distance)
      state.trace.bytesOffset = min(max(0, isOver ? (distance < 0 ? 0 : last) : moved), last)
    }
  }

  private mutating func focusTracePane(by step: Int) {
    // Zoomed or not, the focus goes through all panes.
    let layout = TraceLayout(screenLayout, state.trace.detail)
    var panes: [TraceState.Pane] = [.packets]
    if layout.changes != nil || layout.fields != nil { panes.append(.detail) }
    if layout.bytes != nil { panes.append(.bytes) }
    let place = panes.firstIndex(of: state.trace.focus) ?? 0
    state.trace.focus = panes[(place + step + panes.count) % panes.count]
  }

  private mutating func switchDetail() {
    let all = TraceState.Detail.allCases
    let place = all.firstIndex(of: state.trace.detail) ?? 0
    var next = all[(place + 1) % all.count]
    if screenLayout.kind == .dashboard, next == .bytes { next = .changes }
    show(next)
  }

  /// Puts something else beside the bytes, or into their place; a pane that is gone loses the focus.
  mutating func show(_ detail: TraceState.Detail) {
    state.trace.detail = detail
    let layout = TraceLayout(screenLayout, detail)
    if state.trace.focus == .bytes, layout.bytes == nil { state.trace.focus = .packets }
    if state.trace.focus == .detail, layout.changes == nil, layout.fields == nil {
      state.trace.focus = .bytes
    }
  }

  private mutating func foldField() {
    guard state.trace.focus == .detail, showsFields else { return }
    let rows = fieldRows()
    guard rows.indices.contains(state.trace.fields.selection) else { return }
    let row = rows[state.trace.fields.selection]
    guard row.isFoldable else { return }
    if state.trace.toggledFields.remove(row.path) == nil {
      state.trace.toggledFields.insert(row.path)
    }
  }

  // Parents and children.

  private mutating func goToParent() {
    guard let journey else { return }
    guard let parent = journey.parent, parent.journey > 0 else {
      state.message = "no parent: this packet was originated here"
      return
    }
    state.trace.lastChild[parent.journey] = journey.id
    visit(parent.journey)
  }

  private mutating func goToChild() {
    guard let journey else { return }
    guard !journey.children.isEmpty else {
      state.message = "no packet was made from this one"
      return
    }
    var next = 0
    if let last = state.trace.lastChild[journey.id],
      let place = journey.children.firstIndex(where: { $0.journey == last })
    {
      next = (place + 1) % journey.children.count
    }
    state.trace.lastChild[journey.id] = journey.children[next].journey
    visit(journey.children[next].journey)
  }

  private mutating func visit(_ journey: UInt64) {
    remember()
    state.trace.hop = 0
    goTo(journey: journey)
  }

  /// Selects a packet, also one outside of the filtered list.
  mutating func goTo(journey: UInt64) {
    pinList()
    state.trace.selected = journey
    state.trace.isChosen = true
    state.trace.isLinked = true
    if packets?.row(of: journey) == nil { state.trace.anchor = .journey(journey) }
    fitList()
  }
}
