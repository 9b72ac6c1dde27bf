import Inspection

/// Breakpoints over what was recorded.
extension BreakDesk {
  /// Finds the nearest packet or event on one side of a place at which a breakpoint would have stopped; the answer names it.
  ///
  /// - Throws: `EngineError.refused` if there is none, or no breakpoint that can be looked for.
  func run(forward: Bool, from place: RecordedPlace) throws(EngineError) {
    engine.follow()
    let active = points.filter(\.isActive).map { (breakpoint: $0.value, party: $0.party) }
    let stop = try RecordedBreaks(active).stop(
      forward: forward,
      from: place,
      index: engine.list.index,
      log: engine.log,
      context: engine.journeyContext(),
      events: engine.events.history
    )
    engine.tell(
      .info,
      .command,
      party: stop.party,
      stop.text(forward: forward),
      note: "breakpoint \(stop.breakpoint)",
      journey: stop.journey,
      request: stop.event
    )
  }
}

extension RecordedBreaks {
  /// The nearest stop on one side of a place.
  ///
  /// - Throws: `EngineError.refused` that says why there is none.
  func stop(
    forward: Bool,
    from place: RecordedPlace,
    index: JourneyIndex,
    log: some HopLogSource,
    context: JourneyContext,
    events: some BidirectionalCollection<EngineEvent>
  ) throws(EngineError) -> Stop {
    let way = forward ? "run forward" : "run backward"
    guard !isEmpty else {
      let why = refusals.first ?? "no breakpoint is on: \(way): set one with `b`"
      throw .refused(why)
    }
    let found = next(
      forward: forward,
      from: place,
      index: index,
      log: log,
      context: context,
      events: events
    )
    guard let found else {
      let side = forward ? "after" : "before"
      let also = refusals.first.map { "; \($0)" } ?? ""
      throw .refused("nothing recorded \(side) this would have stopped: \(way)\(also)")
    }
    return found
  }
}

extension RecordedBreaks.Stop {
  /// Where it leads, in words.
  func text(forward: Bool) -> String {
    (forward ? "forward to " : "back to ") + (journey > 0 ? "#\(journey)" : "an event")
  }
}
