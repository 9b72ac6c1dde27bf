@preconcurrency import Glibc
import Inspection
import Kernel

/// An engine that stands still and answers what it is asked for from sample journeys.
final class SampleConnection: EngineConnection {
  private struct State {
    var snapshot: Snapshot
    var rows: [JourneyRow]
    var commands: [Command] = []
    var isSilent = false
    /// Commands are answered by an event.
    var answers = true
    /// The reason with which commands are refused; empty carries them out.
    var refusal = ""
    var flights = SampleRequests.flights
    var injectionJourney: UInt64 = 0
    /// Engine nanoseconds from which on the past is known.
    var firstKnown: UInt64 = 0
    /// What is told of every adapter; nil takes the sample's.
    var facts: AdapterFacts?
    /// What every fork comes to; nil leaves it unanswered.
    var fork: WhatIfReport? = .done(SampleFork.dropped)
  }

  let descriptor: Int32
  private let writing: Int32
  private let state: Guarded<State>
  private let journeys: @Sendable (UInt64) -> Journey?

  init(
    _ snapshot: Snapshot,
    rows: [JourneyRow] = (0..<SampleJourneys.count).map(SampleJourneys.row),
    journeys: @escaping @Sendable (UInt64) -> Journey? = {
      $0 >= 1 && $0 <= SampleJourneys.count ? SampleJourneys.journey($0 - 1) : nil
    }
  ) {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    descriptor = ends[0]
    writing = ends[1]
    state = Guarded(State(snapshot: snapshot, rows: rows))
    self.journeys = journeys
    signal()
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  var snapshot: Snapshot? { state.withLock { $0.snapshot } }
  /// It answers nothing any more.
  var isSilent: Bool {
    get { state.withLock { $0.isSilent } }
    set { state.withLock { $0.isSilent = newValue } }
  }
  /// It answers commands with an event.
  var answersCommands: Bool {
    get { state.withLock { $0.answers } }
    set { state.withLock { $0.answers = newValue } }
  }
  /// The reason with which commands are refused; empty carries them out.
  var refusal: String {
    get { state.withLock { $0.refusal } }
    set { state.withLock { $0.refusal = newValue } }
  }
  /// The journey every injected packet gets; 0 refuses them.
  var injectionJourney: UInt64 {
    get { state.withLock { $0.injectionJourney } }
    set { state.withLock { $0.injectionJourney = newValue } }
  }
  /// Engine nanoseconds from which on the past is known; after 0 something has been given up.
  var firstKnown: UInt64 {
    get { state.withLock { $0.firstKnown } }
    set { state.withLock { $0.firstKnown = newValue } }
  }
  /// What every fork comes to; nil leaves it unanswered.
  var fork: WhatIfReport? {
    get { state.withLock { $0.fork } }
    set { state.withLock { $0.fork = newValue } }
  }
  var commands: [Command] { state.withLock { $0.commands } }

  func acknowledge() {
    var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    while poll(&watched, 1, 0) > 0 { _ = read(descriptor, &byte, 1) }
  }

  func send(_ command: Command) {
    state.withLock { state in
      state.commands.append(command)
      if case .atRest(.inject(let request)) = command {
        Self.answer(request, &state)
      } else if state.answers, command.isAtRest || command.isAboutBreaks {
        Self.answer(command, &state)
      }
      guard case .anytime(.detail(let request)) = command, !state.isSilent else { return }
      state.snapshot.sequence += 1
      state.snapshot.detail = SnapshotDetail(
        request: request,
        packets: request.packets.map { Self.window($0, state.rows) },
        journey: request.journey.flatMap { journeys($0) },
        adapter: request.adapter.map { id in
          var facts = state.facts ?? SampleRequests.facts(id)
          facts.adapter = id
          return facts
        },
        keywords: request.adapter == 1 ? SampleKeywords.rows : [],
        flights: request.adapter == 1 || state.facts != nil ? state.flights : [],
        timers: request.adapter.map { SampleTimers.rows($0, at: state.snapshot.time) },
        paths: request.paths == 0
          ? nil : state.rows.isEmpty ? PathShares() : SampleJourneys.shares,
        past: request.instant.flatMap { Self.past($0, state) },
        span: request.spanParts == 0
          ? nil : Self.span(Int(request.spanParts), state),
        whatIf: request.whatIf.flatMap { $0.changes.isEmpty ? nil : state.fork }
      )
    }
    signal()
  }

  /// Lets something rest from now on.
  func rest(_ rest: Rest) {
    state.withLock { state in
      state.snapshot.rest = rest
      state.snapshot.breakpoints = [SampleRest.breakpoint]
      state.snapshot.sequence += 1
    }
    signal()
  }

  /// Tells other facts and requests from now on.
  func setRequests(_ facts: AdapterFacts, _ flights: [RequestFlight]) {
    state.withLock { state in
      state.facts = facts
      state.flights = flights
    }
  }

  /// Ends a command with an event, and a query also with one more request.
  private static func answer(_ command: Command, _ state: inout State) {
    let sequence = (state.snapshot.events.last?.sequence ?? 0) + 1
    var events = EventHistory(Array(state.snapshot.events))
    events.append(
      EngineEvent(
        sequence: sequence,
        time: state.snapshot.time,
        severity: state.refusal.isEmpty ? .notice : .warning,
        party: 7,
        kind: .command,
        subject: "Ethernet0",
        text: command.name,
        note: state.refusal.isEmpty ? "done in 1.2 µs" : "not done: \(state.refusal)",
        request: 1
      )
    )
    if case .atRest(.queryOID(_, let number)) = command,
      var flight = state.flights.first(where: { $0.number == number })
    {
      flight.id = (state.flights.last?.id ?? 0) + 1
      flight.steps = flight.steps.map {
        .init(time: $0.time - flight.start + state.snapshot.time, party: $0.party, text: $0.text)
      }
      state.flights.append(flight)
      state.snapshot.detail.flights = state.flights
    }
    state.snapshot.events = events
    state.snapshot.sequence += 1
  }

  private static func answer(_ request: InjectionRequest, _ state: inout State) {
    let journey = state.injectionJourney
    let name = state.snapshot.structure.parties.name(of: request.party)
    let way = request.direction == .transmit ? "sent" : "received"
    state.snapshot.sequence += 1
    state.snapshot.events.append(
      EngineEvent(
        sequence: state.snapshot.sequence,
        time: state.snapshot.time,
        severity: journey == 0 ? .warning : .notice,
        party: request.party,
        kind: .command,
        subject: name,
        text: journey == 0
          ? "inject" : "inject #\(journey) \(way) at \(name), \(request.frame.count) bytes",
        note: journey == 0
          ? "not done: nothing can be originated in state Paused: \(name): restart the adapter"
          : "",
        journey: journey,
        request: request.number
      )
    )
  }

  /// Loses the oldest rows of the list, and answers the last request again.
  func forget(first count: Int) {
    let request = state.withLock { state in
      state.rows.removeFirst(count)
      return state.snapshot.detail.request
    }
    send(.detail(request))
  }

  /// Shows a later instant, with the answer to the last request.
  func advance(to snapshot: Snapshot) {
    state.withLock { state in
      var next = snapshot
      next.sequence = state.snapshot.sequence + 1
      next.detail = state.snapshot.detail
      state.snapshot = next
    }
    signal()
  }

  private func signal() {
    var byte: UInt8 = 1
    _ = write(writing, &byte, 1)
  }

  /// Everything since the start is known, at every instant.
  private static func past(_ request: InstantRequest, _ state: State) -> PastInstant? {
    let latest = state.snapshot
    let time: UInt64?
    switch request {
    case .first: time = state.firstKnown
    case .time(let wanted): time = min(max(wanted, state.firstKnown), latest.time)
    case .event(let number): time = latest.events.event(number)?.time
    case .eventBefore(let limit): time = latest.events.last { $0.time < limit }?.time ?? 0
    case .eventAfter(let limit): time = latest.events.first { $0.time > limit }?.time
    }
    guard let time else { return nil }
    let ticks = time / 500_000_000
    let samples = (ticks - min(ticks, 120)...ticks).map { SampleStack.snapshot(tick: $0) }
    var instant = samples[samples.count - 1]
    instant.time = time
    instant.structure = latest.structure
    instant.events = EventHistory(latest.events.prefix { $0.time <= time })
    return PastInstant(time: time, countedAt: time, before: samples.dropLast(), instant)
  }

  private static func span(_ parts: Int, _ state: State) -> KnownSpan {
    let latest = state.snapshot
    var span = KnownSpan(
      first: state.firstKnown,
      last: latest.time,
      firstPacket: max(state.firstKnown, state.rows.first?.time ?? .max),
      hasForgotten: state.firstKnown > 0
    )
    span.count(parts, events: latest.events, index: JourneyIndex())
    return span
  }

  private static func window(_ request: PacketWindowRequest, _ kept: [JourneyRow]) -> PacketWindow {
    let all = kept.filter { $0.time <= request.until ?? .max }
    var rows = all
    switch request.filter {
    case "": break
    case #"outcome == "dropped""#: rows.removeAll { $0.outcome != .dropped }
    case "arp": rows.removeAll { $0.summary.protocolName != "ARP" }
    case "tcp.port == 1": rows = []
    default: rows.removeAll { $0.journey % 2 == 0 }
    }
    let wanted = min(Int(request.count), rows.count)
    let first: Int
    switch request.anchor {
    case .newest: first = rows.count - wanted
    case .row(let row): first = min(Int(row), rows.count - wanted)
    case .journey(let journey):
      let middle = rows.firstIndex { $0.journey >= journey } ?? rows.count
      first = min(max(0, middle - wanted / 2), rows.count - wanted)
    }
    return PacketWindow(
      firstRow: UInt64(first),
      rowCount: UInt64(rows.count),
      journeyCount: UInt64(all.count),
      rows: Array(rows[first..<(first + wanted)])
    )
  }
}
