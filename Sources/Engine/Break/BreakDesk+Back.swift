import Inspection

/// Breakpoints over what was recorded.
extension BreakDesk {
  /// Finds the newest packet born before a journey at which a breakpoint would have stopped; the answer names it.
  ///
  /// Filters look at the packet as it was at birth, as those of the packet list do.
  ///
  /// - Throws: `EngineError.refused` if there is none, or no breakpoint that says anything of packets.
  func runBack(before journey: UInt64) throws(EngineError) {
    engine.follow()
    let looks = points.filter(\.isActive).compactMap(Look.init)
    guard !looks.isEmpty else {
      throw .refused("no breakpoint waits for packets: run backward: set one with `b`")
    }
    let index = engine.list.index
    let start = journey == 0 ? index.count : index.place(of: journey) ?? index.count
    let context = engine.journeyContext()
    let log = engine.log
    for place in (0..<start).reversed() {
      let entry = index.entry(at: place)
      guard
        let look = looks.first(where: { look in
          guard look.filter?.matches(entry, in: log, context) ?? true else { return false }
          guard look.party != nil || look.edge != nil else { return true }
          return log.path(of: entry).contains {
            $0.to == look.party ?? $0.to && $0.edge == look.edge ?? $0.edge
          }
        })
      else { continue }
      engine.tell(
        .info,
        .command,
        party: look.party ?? entry.firstParty,
        "back to #\(entry.journey)",
        note: "breakpoint \(look.id)",
        journey: entry.journey
      )
      return
    }
    throw .refused("no packet recorded before would have stopped: run backward")
  }

  /// What of a breakpoint can be asked of a recorded journey.
  private struct Look {
    var id: UInt32
    var filter: JourneyFilter?
    var party: PartyID?
    var edge: HopEdge?

    init?(_ point: Point) {
      id = point.value.id
      party = point.party
      switch point.value.condition.subject {
      case .packet(let text):
        guard let made = try? JourneyFilter(parsing: text) else { return nil }
        filter = made
      case .handler(let edge): self.edge = edge
      default: return nil
      }
    }
  }
}
