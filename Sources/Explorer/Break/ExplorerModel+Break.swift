import Inspection
import TUIKit
import Wire

/// Breakpoints, and what is done with what rests.
extension ExplorerModel {
  /// What rests now; nil while engine time goes on.
  var rest: Rest? { latest?.rest }

  /// Runs an action about breakpoints and what rests.
  ///
  /// - Returns: whether it is one.
  mutating func runBreak(_ action: ActionID) -> Bool {
    switch action {
    case .breakHere:
      state.overlay = .breakpoints(BreakpointsState(field: TextField(breakpointHere)))
    case .breakpoints: state.overlay = .breakpoints(BreakpointsState())
    case .atRest:
      if requireRest() { state.overlay = .rest(RestState()) }
    case .release:
      if rest == nil, latest?.breakpoints.isEmpty == false {
        state.runsTo = true
        send(.runForward(recordedPlace))
      } else {
        sendToRest(.release)
      }
    case .stepHop: sendToRest(.step(.hop))
    case .stepModule: sendToRest(.step(.module))
    case .stepChange: sendToRest(.step(.change))
    case .stepDrop: sendToRest(.step(.drop))
    case .dropPacket: sendToRest(.dropPacket)
    case .editPacket: beginEdit()
    case .runBack:
      state.runsTo = true
      send(.runBack(recordedPlace))
    default: return false
    }
    return true
  }

  private mutating func requireRest() -> Bool {
    if rest == nil { state.message = "nothing rests: set a breakpoint first" }
    return rest != nil
  }

  private mutating func sendToRest(_ command: Command) {
    guard requireRest() else { return }
    send(command)
  }

  private mutating func beginEdit() {
    guard requireRest() else { return }
    guard let packet = rest?.packet else {
      state.message = "no packet rests"
      return
    }
    guard packet.editRefusal.isEmpty else {
      state.message = "#\(packet.journey) cannot be written: \(packet.editRefusal)"
      return
    }
    state.overlay = .rest(RestState(edit: TextField()))
  }

  /// Opens what has come to rest, and closes what has gone on.
  mutating func followRest() {
    guard let rest else {
      if case .rest? = state.overlay { state.overlay = nil }
      return
    }
    guard rest.number != state.restNumber else { return }
    state.restNumber = rest.number
    if let journey = rest.packet?.journey, state.view == .trace, frozen == nil {
      goTo(journey: journey)
      state.trace.hop = .max
    }
    if state.view == .stack || state.view == .dashboard, frozen == nil,
      rows.place(of: .party(rest.party)) != nil
    {
      state.adapter = nil
      state.stack.selection = .party(rest.party)
    }
    switch state.overlay {
    case nil where !isTyping: state.overlay = .rest(RestState())
    case .rest?: state.overlay = .rest(RestState())
    case .breakpoints(let box)? where box.field == nil: state.overlay = .rest(RestState())
    default: break
    }
  }

  /// Where a search through the recording begins: at the packet, the event or the instant that is looked at.
  private var recordedPlace: RecordedPlace {
    if state.view == .trace, state.trace.isChosen, let journey = state.trace.selected {
      return RecordedPlace(journey: journey)
    }
    if state.view == .events, !state.events.follows, let event = selectedEvent {
      return RecordedPlace(event: event.sequence, time: event.time)
    }
    return RecordedPlace(time: snapshot?.detail.past?.time)
  }

  /// Goes to the packet or the event that a search through the recording found.
  mutating func finishRun(_ answer: EngineEvent) {
    guard state.runsTo else { return }
    state.runsTo = false
    guard answer.kind == .command, answer.severity == .info else { return }
    if answer.journey == 0, answer.request > 0 {
      remember()
      show(.events)
      refreshEvents()
      goTo(event: answer.request)
    }
    guard answer.journey > 0 else { return }
    if state.view != .trace { show(.trace) }
    remember()
    state.trace.hop = 0
    goTo(journey: answer.journey)
  }

  // Keys.

  /// A key in the box of what rests.
  mutating func handle(_ event: KeyEvent, resting old: RestState) -> Effect {
    var box = old
    if box.edit != nil {
      type(event, into: &box)
      return .none
    }
    switch event.key {
    case .escape: state.overlay = nil
    case .up, .character("k"): box.offset = max(0, box.offset - 1)
    case .down, .character("j"): box.offset = min(box.offset + 1, lastRestOffset)
    case .pageUp: box.offset = max(0, box.offset - restFieldHeight)
    case .pageDown: box.offset = min(box.offset + restFieldHeight, lastRestOffset)
    default:
      if case .action(let action) = options.keys.match([event], in: state.view) {
        if Self.restActions.contains(action) { _ = runBreak(action) }
        if [.quit, .help, .palette].contains(action) { return run(action) }
      }
      return .none
    }
    if state.overlay != nil { state.overlay = .rest(box) }
    return .none
  }

  /// Actions whose keys work in the box.
  static let restActions: [ActionID] = [
    .release, .stepHop, .stepModule, .stepChange, .stepDrop, .dropPacket, .editPacket,
    .breakpoints, .runBack,
  ]

  private mutating func type(_ event: KeyEvent, into box: inout RestState) {
    switch event.key {
    case .escape: box.edit = nil
    case .tab: box.mends.toggle()
    case .enter:
      guard let packet = rest?.packet, case .success(let edit)? = box.made(of: packet) else {
        return
      }
      send(.editPacket(edit.bytes))
      box.edit = nil
    default: _ = box.edit?.handle(event)
    }
    state.overlay = .rest(box)
  }

  /// A key in the list of breakpoints.
  mutating func handle(_ event: KeyEvent, breakpoints old: BreakpointsState) {
    var box = old
    if box.field != nil {
      type(event, into: &box)
    } else {
      choose(event, in: &box)
    }
    if state.overlay != nil { state.overlay = .breakpoints(box) }
  }

  private mutating func type(_ event: KeyEvent, into box: inout BreakpointsState) {
    box.refusal = ""
    switch event.key {
    case .escape: box.field = nil
    case .enter:
      guard let text = box.field?.text, (try? BreakpointCondition(parsing: text)) != nil else {
        return
      }
      send(.addBreakpoint(FilterText.trimmed(text)))
      box.field = nil
      let count = (latest?.breakpoints.count ?? 0) + 1
      box.viewport.select(count - 1, count: count, height: breakpointListHeight)
    default: _ = box.field?.handle(event)
    }
  }

  private mutating func choose(_ event: KeyEvent, in box: inout BreakpointsState) {
    let all = latest?.breakpoints ?? []
    let height = breakpointListHeight
    box.refusal = ""
    box.viewport.fit(count: all.count, height: height)
    let selected = all.indices.contains(box.viewport.selection) ? all[box.viewport.selection] : nil
    switch event.key {
    case .escape, .character("q"): state.overlay = nil
    case .up, .character("k"): box.viewport.move(by: -1, count: all.count, height: height)
    case .down, .character("j"): box.viewport.move(by: 1, count: all.count, height: height)
    case .character("a"): box.field = TextField()
    case .character(" "), .enter:
      if let selected { send(.enableBreakpoint(selected.id, !selected.isEnabled)) }
    case .character("d"), .delete:
      if let selected { send(.deleteBreakpoint(selected.id)) }
    case .character("+"):
      if let selected { send(.ignoreBreakpoint(selected.id, selected.ignored + 1)) }
    case .character("-"):
      if let selected, selected.ignored > 0 {
        send(.ignoreBreakpoint(selected.id, selected.ignored - 1))
      }
    default: break
    }
  }

  // What is selected.

  /// The text of a breakpoint at what is selected, to be changed or taken as it is.
  private var breakpointHere: String {
    let condition: BreakpointCondition? =
      switch state.view {
      case .stack, .dashboard, .queues: handlerHere
      case .adapter: selectedAdapter.map { BreakpointCondition(.state("Paused"), at: $0.name) }
      case .oids:
        selectedOID.map {
          BreakpointCondition(.oid(name: $0.name, kind: nil), at: selectedAdapter?.name)
        }
      case .events: eventHere
      case .trace: packetHere
      }
    return condition?.text ?? "packet "
  }

  private var handlerHere: BreakpointCondition? {
    guard let structure = snapshot?.structure, let row = selectedRow else { return nil }
    let adapter = structure.adapters[row.adapter]
    switch row.node {
    case .adapter: return BreakpointCondition(.state("Paused"), at: adapter.name)
    case .miniport: return BreakpointCondition(.handler(.send), at: adapter.name)
    case .binding(let index):
      return BreakpointCondition(
        .handler(.indicate),
        at: "\(adapter.name)/\(adapter.bindings[index].protocolName)"
      )
    case .filter(let index):
      let filter = adapter.filters[index]
      let order: [(HopEdge, HopEdges)] = [
        (.indicate, .indicate), (.send, .send), (.complete, .complete), (.return, .return),
      ]
      let edge = order.first { filter.edges.contains($0.1) }?.0 ?? .indicate
      return BreakpointCondition(.handler(edge), at: "\(adapter.name)/\(filter.name)")
    }
  }

  private var eventHere: BreakpointCondition? {
    guard let event = selectedEvent else { return nil }
    switch event.kind {
    case .stateChange:
      let state = event.text.split(separator: "→").last.map { FilterText.trimmed(String($0)) }
      return state.map { BreakpointCondition(.state($0), at: placeName(of: event.party)) }
    case .verifierFinding: return BreakpointCondition(.rule(event.text))
    case .oid: return BreakpointCondition(.oid(name: event.text, kind: nil))
    default: return nil
    }
  }

  /// A party as a breakpoint names it.
  private func placeName(of party: PartyID) -> String? {
    guard let structure = snapshot?.structure, let adapter = structure.adapter(of: party) else {
      return nil
    }
    if adapter.partyID == party { return adapter.name }
    return structure.parties[party].map { "\(adapter.name)/\($0.name)" }
  }

  private var packetHere: BreakpointCondition? {
    if !state.trace.filter.isEmpty {
      let made = try? BreakpointCondition(parsing: "packet \(state.trace.filter)")
      if let made { return made }
    }
    guard let journey, let bytes = journey.hops.first?.bytes?.prefix else { return nil }
    let dissection = bytes.withUnsafeBytes { Dissection($0) }
    var parts: [String] = []
    for name in ["ip.src", "ip.dst", "ipv6.src", "ipv6.dst"] {
      guard let field = dissection.fields(named: name).first else { continue }
      parts.append("\(name) == \(field.text)")
    }
    for name in ["tcp.dstport", "udp.dstport"] {
      guard case .unsigned(let port)? = dissection.fields(named: name).first?.value else {
        continue
      }
      parts.append("\(name) == \(port)")
    }
    if parts.isEmpty, let layer = dissection.layers.last?.name { parts = [layer] }
    return BreakpointCondition(.packet(filter: parts.joined(separator: " && ")))
  }
}
