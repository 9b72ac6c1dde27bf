import Inspection
import TUIKit

extension ExplorerModel {
  /// The Queues view's panes.
  var queuesLayout: QueuesLayout {
    QueuesLayout(
      screenLayout,
      queues: selectedAdapter?.queues.count ?? 0,
      focus: state.queues.focus,
      isZoomed: state.isZoomed
    )
  }

  /// Runs an action on the Queues view.
  mutating func runOnQueues(_ action: ActionID) {
    switch action {
    case .moveUp: moveOnQueues(by: -1)
    case .moveDown: moveOnQueues(by: 1)
    case .pageUp: moveOnQueues(by: -8)
    case .pageDown: moveOnQueues(by: 8)
    case .moveTop: moveOnQueues(by: Int.min / 2)
    case .moveBottom: moveOnQueues(by: Int.max / 2)
    case .nextPane: focusQueuesPane(by: 1)
    case .previousPane: focusQueuesPane(by: -1)
    case .sortQueues: sortQueues()
    case .explainHash: explainHash()
    case .setTable: beginTableEdit()
    case .previousEntry: state.queues.entry -= 1
    case .nextEntry: state.queues.entry += 1
    case .open: openQueue()
    default: break
    }
    fitQueues()
  }

  private mutating func focusQueuesPane(by step: Int) {
    let panes = QueuesState.Pane.allCases
    let place = panes.firstIndex(of: state.queues.focus) ?? 0
    state.queues.focus = panes[(place + step + panes.count) % panes.count]
  }

  private mutating func moveOnQueues(by distance: Int) {
    switch state.queues.focus {
    case .list:
      let rows = queueRows
      guard !rows.isEmpty else { return }
      fitQueues()
      state.queues.viewport.move(by: distance, count: rows.count, height: queueListHeight)
      select(queue: rows[state.queues.viewport.selection].node)
    case .flows:
      let (moved, isOver) = state.queues.offset.addingReportingOverflow(distance)
      state.queues.offset = isOver ? 0 : moved
    case .table:
      let line = distance == -1 || distance == 1 ? distance * entriesPerLine : distance
      let (moved, isOver) = state.queues.entry.addingReportingOverflow(line)
      state.queues.entry = isOver ? 0 : moved
    }
  }

  private mutating func select(queue: QueueNode) {
    guard state.queues.queue != queue.id else { return }
    state.queues.queue = queue.id
    state.queues.explained = nil
    state.queues.offset = 0
  }

  private mutating func sortQueues() {
    let all = QueuesState.Order.allCases
    let selected = selectedQueue?.node.id
    let place = all.firstIndex(of: state.queues.order) ?? 0
    state.queues.order = all[(place + 1) % all.count]
    state.queues.queue = selected
  }

  /// Rows of the list that can be seen.
  var queueListHeight: Int { max(1, queuesLayout.list.height - 2) }

  /// Keeps selection and offsets inside what there is.
  mutating func fitQueues() {
    let rows = queueRows
    state.queues.viewport.select(queuePlace(rows), count: rows.count, height: queueListHeight)
    let entries = selectedScaling?.table.count ?? 0
    state.queues.entry = min(max(0, state.queues.entry), max(0, entries - 1))
    let height = max(1, (queuesLayout.flows?.height ?? 2) - 1)
    let width = max(8, (queuesLayout.flows?.width ?? size.width) - 2)
    let lines = state.queues.explained == nil ? queueFlows.count : hashLines(width: width).count
    state.queues.offset = min(max(0, state.queues.offset), max(0, lines - height))
  }

  /// Flows of the recorded packets at hand.
  var queueFlows: [FlowCount] { FlowCount.flows(of: queuePackets?.window.rows ?? []) }

  /// The newest recorded packets of the selected queue; nil while the engine has not answered.
  var queuePackets: LoadedPackets? {
    guard let filter = queueFilter, let known = answeredQueue, known.filter == filter else {
      return nil
    }
    guard let frozen else { return known }
    var past = known
    past.window = known.window.asOf(frozen.snapshot.time)
    return past
  }

  private mutating func openQueue() {
    guard let filter = queueFilter else {
      state.message = "the queues share a processor: their packets cannot be told apart"
      return
    }
    remember()
    state.trace.selected = nil
    state.trace.isChosen = false
    state.trace.follows = true
    show(.trace)
    setTraceFilter(filter)
    pinList()
  }

  /// Explains the hash of the packet opened, if it came into the selected queue, else of the newest that did; or ends it.
  private mutating func explainHash() {
    guard state.queues.explained == nil else {
      state.queues.explained = nil
      return
    }
    guard let scaling = selectedScaling, scaling.mode != .off else {
      state.message =
        selectedScaling == nil
        ? "this miniport does not scale: nothing is hashed"
        : "receive scaling is off: nothing is hashed"
      return
    }
    guard let rows = queuePackets?.window.rows, let newest = rows.last else {
      state.message = "no packet of this queue is recorded"
      return
    }
    let chosen = state.trace.selected.flatMap { id in rows.first { $0.journey == id } }
    state.queues.explained = (chosen ?? newest).journey
    state.queues.offset = 0
    if screenLayout.kind == .narrow { state.queues.focus = .flows }
  }
}
