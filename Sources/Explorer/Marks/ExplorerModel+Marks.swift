import Inspection
import TUIKit

extension ExplorerModel {
  /// Marks what is selected, or takes its mark away.
  mutating func toggleMark() {
    guard let mark = markOfSelection else {
      state.message = "nothing is selected"
      return
    }
    if let place = state.marks.firstIndex(where: { $0.subject == mark.subject }) {
      state.marks.remove(at: place)
      state.message = "mark \(place + 1) is taken away"
      return
    }
    state.marks.append(mark)
    let key = options.keys.action(.marks)?.keyLabel(state.charset) ?? ""
    let way = key.isEmpty ? "" : "; \(key) lists the marks"
    state.message = "marked \(mark.kind) as \(state.marks.count)\(way)"
  }

  /// The number a mark is known by, from 1; nil for what has none.
  func markNumber(_ subject: Mark.Subject) -> Int? {
    guard !state.marks.isEmpty else { return nil }
    return state.marks.firstIndex { $0.subject == subject }.map { $0 + 1 }
  }

  /// Puts the number of a mark before the row of a list.
  func drawMark(_ subject: Mark.Subject, on canvas: Canvas, y: Int) {
    guard let number = markNumber(subject) else { return }
    canvas.put(number < 10 ? "\(number)" : "*", x: 0, y: y, style: Style(.key, .bold))
  }

  private var markOfSelection: Mark? {
    guard let structure = snapshot?.structure else { return nil }
    switch state.view {
    case .dashboard:
      switch state.dashboard.focus {
      case .packets, .detail, .bytes, .paths: return packetMark
      case .events: return eventMark(structure)
      case .flights:
        guard let adapter = selectedAdapter else { return nil }
        let flights = listedFlights
        let flight = flights.first { $0.id == state.dashboard.flight } ?? flights.first
        return flight.map { flightMark($0, adapter) }
      case .queues:
        guard let adapter = selectedAdapter, let queue = selectedQueue else { return nil }
        return queueMark(queue.node, adapter)
      case .tree, .graph, .path, .outcome, .wall: return rowMark(structure)
      }
    case .stack: return state.stack.focus == .packets ? packetMark : rowMark(structure)
    case .trace: return packetMark
    case .events: return eventMark(structure)
    case .adapter:
      return selectedAdapter.map {
        Mark(subject: .row(.adapter($0.id)), label: StyledText($0.name), kind: "adapter")
      }
    case .queues:
      guard let adapter = selectedAdapter, let queue = selectedQueue else { return nil }
      return queueMark(queue.node, adapter)
    case .oids:
      guard let adapter = selectedAdapter, let row = selectedOID else { return nil }
      if state.oids.list == .requests, let flight = row.flight {
        return flightMark(flight, adapter)
      }
      return Mark(
        subject: .identifier(row.number, adapter.id),
        label: StyledText(row.name) + StyledText("  " + adapter.name, .dim),
        kind: "OID"
      )
    }
  }

  private var packetMark: Mark? {
    guard let selected = state.trace.selected else { return nil }
    let summary =
      journey?.id == selected
      ? journey?.summary : packets?.row(of: selected).flatMap { packets?.entry(at: $0)?.summary }
    var label = StyledText("#\(selected)  ")
    if let summary {
      if !summary.protocolName.isEmpty { label.append(summary.protocolName + " ") }
      label += PacketColumns.summary(summary)
    }
    return Mark(
      subject: .journey(selected),
      hop: journey?.id == selected ? hopIndex ?? 0 : 0,
      label: label,
      kind: "packet"
    )
  }

  private func rowMark(_ structure: StackStructure) -> Mark? {
    guard let row = selectedRow else { return nil }
    let isAdapter = row.node == .adapter
    var label = InspectorText.title(row, structure)
    if !isAdapter { label.append("  \(structure.adapters[row.adapter].name)", .dim) }
    return Mark(subject: .row(row.id), label: label, kind: isAdapter ? "adapter" : "module")
  }

  private func eventMark(_ structure: StackStructure) -> Mark? {
    selectedEvent.map { event in
      Mark(
        subject: .event(event.sequence),
        label: StyledText(EngineTime.seconds(event.time) + "  ", .dim)
          + EventColumns.who(event, structure) + "  " + EventColumns.what(event),
        kind: "event"
      )
    }
  }

  private func queueMark(_ queue: QueueNode, _ adapter: AdapterNode) -> Mark {
    Mark(
      subject: .queue(queue.id, adapter.id),
      label: StyledText(queue.name) + StyledText("  cpu \(queue.processor.text)", .dim)
        + StyledText("  " + adapter.name, .dim),
      kind: "queue"
    )
  }

  private func flightMark(_ flight: RequestFlight, _ adapter: AdapterNode) -> Mark {
    Mark(
      subject: .flight(flight.id, adapter.id),
      label: StyledText("request \(flight.id)  \(flight.name)")
        + StyledText("  " + adapter.name, .dim),
      kind: "request"
    )
  }

  // The list.

  /// Opens the list of marks.
  mutating func openMarks() {
    guard !state.marks.isEmpty else {
      let key = options.keys.action(.mark)?.keyLabel(state.charset) ?? ""
      state.message = "nothing is marked" + (key.isEmpty ? "" : ": \(key) marks what is selected")
      return
    }
    state.overlay = .marks(ListViewport())
  }

  /// A key in the list of marks.
  mutating func chooseMark(_ event: KeyEvent, _ list: ListViewport) {
    var list = list
    let count = state.marks.count
    let height = max(1, OverlayPlace.marks(size, count: count).height - 2)
    switch event.key {
    case .escape, .character("q"):
      state.overlay = nil
      return
    case .enter:
      state.overlay = nil
      return go(to: state.marks[min(list.selection, count - 1)])
    case .character(let digit) where ("1"..."9").contains(digit):
      guard let place = digit.wholeNumberValue, place <= count else { return }
      state.overlay = nil
      return go(to: state.marks[place - 1])
    case .character("d"), .delete:
      state.marks.remove(at: min(list.selection, count - 1))
      guard !state.marks.isEmpty else {
        state.overlay = nil
        return
      }
      list.fit(count: count - 1, height: height)
    case .up, .character("k"): list.move(by: -1, count: count, height: height)
    case .down, .character("j"): list.move(by: 1, count: count, height: height)
    case .home: list.move(by: -count, count: count, height: height)
    case .end: list.move(by: count, count: count, height: height)
    default: return
    }
    state.overlay = .marks(list)
  }

  /// Goes to what was marked; on the dashboard to the pane that has it.
  private mutating func go(to mark: Mark) {
    remember()
    let panes = state.view == .dashboard ? dashboardLayout.focusOrder : []
    switch mark.subject {
    case .row(let id):
      if panes.contains(.tree) { focus(.tree) } else { show(.stack) }
      goTo(row: id)
    case .journey(let journey):
      if panes.contains(.packets) { focus(.packets) } else { show(.trace) }
      goTo(journey: journey)
      state.trace.hop = mark.hop
    case .event(let sequence):
      if panes.contains(.events) { focus(.events) } else { show(.events) }
      goTo(event: sequence)
    case .flight(let flight, let adapter):
      show(.oids)
      goTo(flight: flight, adapter: adapter)
    case .queue(let queue, let adapter):
      if !panes.contains(.queues) { show(.queues) }
      selectAdapter(adapter)
      if panes.contains(.queues) { focus(.queues) }
      state.queues.queue = queue
    case .identifier(let number, let adapter):
      show(.oids)
      selectAdapter(adapter)
      state.oids.list = .supported
      state.oids.number = number
      state.oids.flight = nil
    }
    fit()
  }

  /// Selects an event; level and filter give way where they hide it.
  mutating func goTo(event sequence: UInt64) {
    guard events.event(sequence) != nil else {
      state.message = "this event is no longer known"
      return
    }
    if !eventRows.sequences.contains(sequence) {
      state.events.minimum = .info
      state.events.filter = ""
      refreshEvents()
    }
    state.events.follows = false
    state.events.selected = sequence
    fitEvents()
  }
}
