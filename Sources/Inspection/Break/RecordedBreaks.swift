/// Where breakpoints would have stopped what was recorded, in either direction.
///
/// Filters look at the packet as it was at birth and at its hops, as those of the packet list do. States, requests and
/// rules are looked for among the events.
public struct RecordedBreaks {
  /// A packet or an event at which a breakpoint would have stopped.
  public struct Stop: Equatable, Sendable {
    /// The breakpoint.
    public var breakpoint: UInt32
    /// The packet; 0 if it is an event.
    public var journey: UInt64
    /// The event, by its number; 0 if it is a packet.
    public var event: UInt64
    /// Engine nanoseconds: of the packet's birth, of the event.
    public var time: UInt64
    /// Who it happened to.
    public var party: PartyID
  }

  /// Why breakpoints cannot be looked for, a sentence each.
  public private(set) var refusals: [String] = []
  private var looks: [Look] = []

  private struct Look {
    var id: UInt32
    var party: PartyID?
    var filter: JourneyFilter?
    var edge: HopEdge?
    var event: (kind: EventKind, text: String)?
  }

  /// Takes the breakpoints that are on, each with the party that its place names.
  public init(_ breakpoints: [(breakpoint: Breakpoint, party: PartyID?)]) {
    for (breakpoint, party) in breakpoints where breakpoint.isEnabled {
      var look = Look(id: breakpoint.id, party: party)
      switch breakpoint.condition.subject {
      case .packet(let text):
        do {
          look.filter = try JourneyFilter(parsing: text)
        } catch {
          refusals.append("breakpoint \(breakpoint.id): \(error)")
          continue
        }
      case .handler(let edge): look.edge = edge
      case .oid(let name, nil): look.event = (.oid, name)
      case .oid(_, _?):
        let why = "a recorded request has no kind: leave it out"
        refusals.append("breakpoint \(breakpoint.id): \(why)")
        continue
      case .state(let name): look.event = (.stateChange, name)
      case .rule(let name): look.event = (.verifierFinding, name)
      }
      looks.append(look)
    }
  }

  /// True if none of the breakpoints can be looked for.
  public var isEmpty: Bool { looks.isEmpty }

  /// The nearest stop after a place, or before it; nil if there is none.
  ///
  /// `events` are those of the recording, oldest first.
  public func next(
    forward: Bool,
    from place: RecordedPlace,
    index: JourneyIndex,
    log: some HopLogSource,
    context: JourneyContext,
    events: some BidirectionalCollection<EngineEvent>
  ) -> Stop? {
    let from =
      place.time ?? index.entry(of: place.journey)?.firstTime ?? (forward ? nil : UInt64.max)
    let packet = nearestPacket(forward, place, from, index, log, context)
    let event = nearestEvent(forward, place, from, events)
    guard let packet, let event else { return packet ?? event }
    // At one instant the packet is first: its event, if it has one, names it.
    if packet.time == event.time { return forward ? packet : event }
    return (packet.time < event.time) == forward ? packet : event
  }

  private func nearestPacket(
    _ forward: Bool,
    _ place: RecordedPlace,
    _ from: UInt64?,
    _ index: JourneyIndex,
    _ log: some HopLogSource,
    _ context: JourneyContext
  ) -> Stop? {
    let wanted = looks.filter { $0.event == nil }
    guard !wanted.isEmpty else { return nil }
    let start = index.place(of: place.journey)
    var at = start.map { forward ? $0 + 1 : $0 - 1 } ?? (forward ? 0 : index.count - 1)
    while at >= 0, at < index.count {
      let entry = index.entry(at: at)
      at += forward ? 1 : -1
      if start == nil, let from, forward ? entry.firstTime <= from : entry.firstTime >= from {
        continue
      }
      guard let look = wanted.first(where: { matches($0, entry, log, context) }) else { continue }
      return Stop(
        breakpoint: look.id,
        journey: entry.journey,
        event: 0,
        time: entry.firstTime,
        party: look.party ?? entry.firstParty
      )
    }
    return nil
  }

  private func matches(
    _ look: Look,
    _ entry: JourneyEntry,
    _ log: some HopLogSource,
    _ context: JourneyContext
  ) -> Bool {
    guard look.filter?.matches(entry, in: log, context) ?? true else { return false }
    guard look.party != nil || look.edge != nil else { return true }
    return log.path(of: entry).contains {
      $0.to == look.party ?? $0.to && $0.edge == look.edge ?? $0.edge
    }
  }

  private func nearestEvent(
    _ forward: Bool,
    _ place: RecordedPlace,
    _ from: UInt64?,
    _ events: some BidirectionalCollection<EngineEvent>
  ) -> Stop? {
    let wanted = looks.filter { $0.event != nil }
    guard !wanted.isEmpty else { return nil }
    func isBeyond(_ event: EngineEvent) -> Bool {
      if place.event > 0 {
        return forward ? event.sequence > place.event : event.sequence < place.event
      }
      guard let from else { return true }
      return forward ? event.time > from : event.time < from
    }
    func waiting(for event: EngineEvent) -> Look? {
      wanted.first { look in
        guard let sought = look.event, event.kind == sought.kind,
          event.party == look.party ?? event.party
        else { return false }
        guard sought.kind == .stateChange else { return [event.text, "any"].contains(sought.text) }
        return event.text.hasSuffix("→ " + sought.text)
      }
    }
    let found =
      forward
      ? events.first { isBeyond($0) && waiting(for: $0) != nil }
      : events.last { isBeyond($0) && waiting(for: $0) != nil }
    guard let found, let look = waiting(for: found) else { return nil }
    return Stop(
      breakpoint: look.id,
      journey: 0,
      event: found.sequence,
      time: found.time,
      party: found.party
    )
  }
}
