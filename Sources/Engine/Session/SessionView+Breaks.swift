import CLinux
import Inspection
import Kernel

/// Breakpoints in a recorded session: nothing stops any more, but what would have stopped is found.
extension SessionView {
  /// Carries out what can be asked of a recording; anything else is answered with why not.
  func answer(_ command: AnytimeCommand) {
    state.withLock { state in
      do throws(EngineError) {
        let (text, note, stop) = try carry(out: command, &state)
        Self.tell(
          "",
          text,
          note,
          .info,
          journey: stop?.journey ?? 0,
          request: stop?.event ?? 0,
          in: &state.snapshot
        )
      } catch {
        Self.tell(command.name, error.description, "", .warning, in: &state.snapshot)
      }
    }
    _ = nd_host_event_signal(descriptor)
  }

  private func carry(
    out command: AnytimeCommand,
    _ state: inout State
  ) throws(EngineError) -> (text: String, note: String, stop: RecordedBreaks.Stop?) {
    switch command {
    case .addBreakpoint(let text):
      let condition: BreakpointCondition
      do {
        condition = try BreakpointCondition(parsing: text)
      } catch {
        throw .refused(error.description)
      }
      if let place = condition.place { _ = try party(named: place) }
      let point = Breakpoint(id: state.lastBreakpoint + 1, condition: condition)
      let breaks = RecordedBreaks([(point, nil)])
      if breaks.isEmpty, let why = breaks.refusals.first { throw .refused(why) }
      state.lastBreakpoint += 1
      state.snapshot.breakpoints.append(point)
      return ("breakpoint \(point.id): \(condition.text)", "set for what was recorded", nil)
    case .enableBreakpoint(let id, let isEnabled):
      let place = try place(of: id, state)
      state.snapshot.breakpoints[place].isEnabled = isEnabled
      return ("breakpoint \(id)", isEnabled ? "on" : "off", nil)
    case .deleteBreakpoint(let id):
      state.snapshot.breakpoints.remove(at: try place(of: id, state))
      return ("breakpoint \(id)", "deleted", nil)
    case .runBack(let place): return try run(forward: false, from: place, state)
    case .runForward(let place): return try run(forward: true, from: place, state)
    default:
      throw .refused("a recorded session takes no commands: open its stack to run it again")
    }
  }

  private func run(
    forward: Bool,
    from place: RecordedPlace,
    _ state: State
  ) throws(EngineError) -> (text: String, note: String, stop: RecordedBreaks.Stop?) {
    var points: [(breakpoint: Breakpoint, party: PartyID?)] = []
    for point in state.snapshot.breakpoints {
      var place: PartyID?
      if let name = point.condition.place { place = try party(named: name) }
      points.append((point, place))
    }
    let stop = try RecordedBreaks(points).stop(
      forward: forward,
      from: place,
      index: state.list.index,
      log: archive.log,
      context: archive.context,
      events: archive.session.events
    )
    return (stop.text(forward: forward), "breakpoint \(stop.breakpoint)", stop)
  }

  private func place(of id: UInt32, _ state: State) throws(EngineError) -> Int {
    guard let place = state.snapshot.breakpoints.firstIndex(where: { $0.id == id }) else {
      throw .refused("there is no such breakpoint: \(id): `L` lists them")
    }
    return place
  }

  /// A miniport, filter module or binding as the place of a breakpoint names it.
  private func party(named name: String) throws(EngineError) -> PartyID {
    var bare: [PartyID] = []
    for adapter in archive.context.structure.adapters {
      if adapter.name == name { return adapter.partyID }
      let parts =
        adapter.filters.map { ($0.name, $0.partyID) }
        + adapter.bindings.map { ($0.protocolName, $0.partyID) }
      for (part, id) in parts {
        if "\(adapter.name)/\(part)" == name { return id }
        if part == name { bare.append(id) }
      }
    }
    if let only = bare.first, bare.count == 1 { return only }
    throw .unknownPlace(
      bare.isEmpty
        ? "nothing in the recording has this name: \(name): the tree lists them all"
        : "\(bare.count) have this name: \(name): write adapter/\(name)"
    )
  }

  /// Adds an answer to the events that are shown.
  static func tell(
    _ subject: String,
    _ text: String,
    _ note: String,
    _ severity: EventSeverity,
    journey: UInt64 = 0,
    request: UInt64 = 0,
    in snapshot: inout Snapshot
  ) {
    let sequence = (snapshot.events.last?.sequence ?? 0) &+ 1
    snapshot.events.append(
      EngineEvent(
        sequence: sequence,
        time: snapshot.time,
        severity: severity,
        party: 0,
        kind: .command,
        subject: subject,
        text: text,
        note: note,
        journey: journey,
        request: request
      )
    )
    snapshot.sequence += 1
  }
}
