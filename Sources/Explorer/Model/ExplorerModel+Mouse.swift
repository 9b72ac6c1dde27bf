import Inspection
import TUIKit

extension ExplorerModel {
  /// Takes in the mouse: the wheel moves what is under it, a click selects it.
  mutating func handle(_ event: MouseEvent) {
    guard state.overlay == nil, !isTyping else { return }
    let screen = screenLayout
    guard screen.kind != .statusLine else { return }
    let isPress = event.action == .press(0)
    if isPress, screen.tabs.contains(x: event.x, y: event.y) { return clickTab(x: event.x) }
    if screen.time.contains(x: event.x, y: event.y) {
      if isPress, let time = instant(atColumn: event.x) { go(to: .time(time)) }
      return
    }
    let step: Int? =
      switch event.action {
      case .scrollUp: -3
      case .scrollDown: 3
      default: nil
      }
    guard isPress || step != nil else { return }
    switch state.view {
    case .dashboard: click(event, isPress: isPress)
    case .stack:
      let layout = stackLayout
      if layout.tree.contains(x: event.x, y: event.y) {
        state.stack.focus = .tree
        let row = state.stack.viewport.offset + event.y - layout.tree.y - 2
        if isPress, row >= 0, rows.rows.indices.contains(row) {
          state.stack.selection = rows.rows[row].id
        }
      } else if layout.inspector?.contains(x: event.x, y: event.y) == true {
        state.stack.focus = .inspector
      } else if let list = layout.packets, list.contains(x: event.x, y: event.y) {
        state.stack.focus = .packets
        pinList()
        if isPress { selectPacket(inRow: event.y - list.y - 1) }
      }
    case .trace:
      let layout = traceLayout
      if layout.packets.contains(x: event.x, y: event.y) {
        state.trace.focus = .packets
        if isPress, !listsSums { selectPacket(inRow: event.y - layout.packets.y - 1) }
        if isPress, listsSums { selectSum(inRow: event.y - layout.packets.y - 2) }
      } else if layout.bytes?.contains(x: event.x, y: event.y) == true {
        state.trace.focus = .bytes
      } else if (layout.fields ?? layout.changes)?.contains(x: event.x, y: event.y) == true {
        state.trace.focus = .detail
      }
    case .adapter:
      let layout = adapterLayout
      if layout.facets?.contains(x: event.x, y: event.y) == true {
        state.adapterPages.focus = .facets
        let facets = adapterText(width: 0)?.facets ?? []
        let row = event.y - screen.body.y - 1
        if isPress, facets.indices.contains(row) { select(facet: facets[row]) }
      } else if let page = layout.pages.first(where: { $0.rect.contains(x: event.x, y: event.y) }) {
        state.adapterPages.focus = .page
        select(facet: page.facet)
      }
    case .oids:
      let layout = oidsLayout
      if layout.list.contains(x: event.x, y: event.y) {
        state.oids.focus = .list
        if isPress { selectOID(inRow: event.y - layout.list.y - 2) }
      } else if layout.value?.contains(x: event.x, y: event.y) == true {
        state.oids.focus = .value
      }
    case .queues:
      let layout = queuesLayout
      if layout.list.contains(x: event.x, y: event.y) {
        state.queues.focus = .list
        let rows = queueRows
        let row = event.y - layout.list.y - 2
        if isPress, let place = state.queues.viewport.item(inRow: row, count: rows.count) {
          state.queues.queue = rows[place].node.id
        }
      } else if layout.flows?.contains(x: event.x, y: event.y) == true {
        state.queues.focus = .flows
      } else if layout.table?.contains(x: event.x, y: event.y) == true {
        state.queues.focus = .table
      }
    case .events:
      let list = eventsLayout.list
      if isPress, list.contains(x: event.x, y: event.y) { selectEvent(inRow: event.y - list.y - 2) }
    }
    if let step {
      switch state.view {
      case .dashboard: runOnDashboard(step < 0 ? .moveUp : .moveDown)
      case .stack: runOnStack(step < 0 ? .moveUp : .moveDown)
      case .trace: runOnTrace(step < 0 ? .moveUp : .moveDown)
      case .adapter: runOnAdapter(step < 0 ? .moveUp : .moveDown)
      case .queues: runOnQueues(step < 0 ? .moveUp : .moveDown)
      case .oids: runOnOIDs(step < 0 ? .moveUp : .moveDown)
      case .events: runOnEvents(step < 0 ? .moveUp : .moveDown)
      }
    }
    fit()
  }

  private mutating func click(_ event: MouseEvent, isPress: Bool) {
    let places = dashboardLayout.places
    guard let place = places.first(where: { $0.rect.contains(x: event.x, y: event.y) }),
      place.pane.takesFocus
    else { return }
    focus(place.pane)
    guard isPress else { return }
    switch place.pane {
    case .tree:
      let row = state.stack.viewport.offset + event.y - place.rect.y - 2
      if row >= 0, rows.rows.indices.contains(row) { state.stack.selection = rows.rows[row].id }
    case .packets: selectPacket(inRow: event.y - place.rect.y - 1)
    case .events: selectEvent(inRow: event.y - place.rect.y - 2)
    default: break
    }
  }

  private mutating func clickTab(x: Int) {
    for (index, place) in tabBar.places(width: size.width).enumerated()
    where x >= place.x && x < place.x + place.width {
      show(views[index])
    }
  }

  /// Selects by row below the title.
  private mutating func selectPacket(inRow place: Int) {
    let row = place - PacketColumns.headingHeight(pane: packetPaneHeight)
    guard row >= 0 else { return }
    pinList()
    guard let entry = packets?.entry(at: state.trace.top + UInt64(row)) else { return }
    state.trace.isLinked = false
    state.trace.isChosen = true
    state.trace.selected = entry.journey
    fitList()
  }
}
