import Inspection
import TUIKit

extension ExplorerModel {
  /// What is selected as text for the clipboard: the row's inspector, the journey hop by hop, the event, the page of an
  /// adapter, the identifier or request with its value.
  mutating func copySelected() -> Effect {
    let text = selectedText
    guard !text.isEmpty else {
      state.message = "nothing is selected"
      return .none
    }
    let lines = text.split(separator: "\n").count
    state.message = "copied \(lines) line\(lines == 1 ? "" : "s")"
    return .copy(text)
  }

  private var selectedText: String {
    guard let structure = snapshot?.structure else { return "" }
    switch state.view {
    case .trace:
      return journey.map { TraceText($0, in: structure).text } ?? ""
    case .stack where state.stack.focus == .packets:
      return journey.map { TraceText($0, in: structure).text } ?? ""
    case .dashboard where [.packets, .detail, .bytes, .paths].contains(state.dashboard.focus):
      return journey.map { TraceText($0, in: structure).text } ?? ""
    default:
      return focusedText(structure)
    }
  }

  private func focusedText(_ structure: StackStructure) -> String {
    switch state.view {
    case .adapter:
      guard let adapter = selectedAdapter, let text = adapterText(width: 100) else { return "" }
      let facet = state.adapterPages.facet
      let title = StyledText("\(adapter.name)  \(facet.name)")
      return ([title] + text.lines(facet)).map { $0.string + "\n" }.joined()
    case .oids: return requestText(structure)
    case .queues: return queueText
    case .dashboard where state.dashboard.focus == .flights:
      let flights = listedFlights
      return (flights.first { $0.id == state.dashboard.flight } ?? flights.first)
        .map { text(of: $0, structure) } ?? ""
    case .events: return eventText
    case .dashboard where hasFocus(.events): return eventText
    case .stack, .trace, .dashboard:
      guard let row = row(state.stack.inspected) else { return "" }
      let remark = InspectorText.remark(row, structure)
      let title = InspectorText.title(row, structure) + "  " + remark
      let lines = [title] + inspectorLines()
      return lines.map { $0.string + "\n" }.joined()
    }
  }

  /// The selected queue with its flows, or the explanation of a hash.
  private var queueText: String {
    guard let row = selectedQueue, let adapter = selectedAdapter else { return "" }
    guard state.queues.explained == nil else {
      return hashLines(width: 100).map { $0.string + "\n" }.joined()
    }
    let packets = queuePackets?.window.rows.count ?? 0
    let flows = queueFlows.map {
      "\(Self.share($0.packets, of: packets))  \($0.summary.protocolName)  "
        + PacketColumns.summary($0.summary).string
    }
    let title = "\(row.node.name)  cpu \(row.node.processor.text)  \(adapter.name)"
    return ([title] + flows).map { $0 + "\n" }.joined()
  }

  private var eventText: String {
    guard let snapshot, let event = selectedEvent else { return "" }
    let text = EventText(snapshot: snapshot, event: event, cause: nil, width: 100)
    return text.lines.map { $0.string + "\n" }.joined()
  }

  /// The selected identifier with its last value, or the selected request.
  private func requestText(_ structure: StackStructure) -> String {
    guard let row = selectedOID else { return "" }
    return shownFlight.map { text(of: $0, structure) } ?? row.name + "\n"
  }

  /// A request: what it was and how it ended, its way, and its value field by field.
  private func text(of flight: RequestFlight, _ structure: StackStructure) -> String {
    let now = snapshot?.time ?? flight.start
    var lines = [
      StyledText("\(flight.name)  \(flight.kind.name)  ") + OIDColumns.status(flight) + "  "
        + OIDColumns.took(flight, at: now)
    ]
    lines += FlightText(flight: flight, structure: structure, now: now)
      .lines(width: 100, height: flight.steps.count + 2)
    lines += flight.fields.map { StyledText("\($0.name)  \($0.value)") }
    return lines.map { $0.string + "\n" }.joined()
  }
}
