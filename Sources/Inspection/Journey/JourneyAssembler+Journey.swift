extension JourneyAssembler {
  /// The journey as far as it was found; nil if nothing was.
  public func journey(_ context: JourneyContext) -> Journey? {
    guard let firstTime else { return nil }
    let linkKind = context.linkKind(of: firstParty)
    var hops: [Hop] = []
    hops.reserveCapacity(steps.count)
    // The last packets known to the depth of level 2 and of level 3.
    var words: PacketState?
    var bytes: PacketState?
    for step in steps {
      let record = step.record
      let edge = HopEdge(rawValue: record.edge) ?? .send
      var hop = Hop(
        position: record.position,
        time: record.time,
        edge: edge,
        from: record.from,
        to: record.to,
        flags: record.callFlags,
        isLoan: record.flags & HopRecord.loanFlag != 0,
        isCompared: record.flags & HopRecord.comparedFlag != 0,
        level: record.level,
        port: record.port,
        processor: record.processor,
        batch: record.count,
        geometry: nil,
        info: [],
        bytes: nil,
        changes: []
      )
      if record.level >= 2 {
        hop.geometry = step.state.geometry
        hop.info = Self.info(step.state, edge)
        if let words, words.version != step.state.version {
          hop.changes = PacketComparison.words(words, step.state, edge)
        }
        words = step.state
      }
      if record.level >= 3 {
        hop.bytes = step.state.window
        if let bytes, bytes.version != step.state.version {
          hop.changes += PacketComparison.bytes(bytes, step.state, linkKind)
        }
        bytes = step.state
      }
      hops.append(hop)
    }
    // A packet that nobody handed off is known by its end alone.
    let last = steps.isEmpty ? state : PacketState()
    let first = steps.first { $0.state.geometry != nil }?.state.geometry ?? last.geometry
    let kept = last.bytes.isEmpty ? nil : last.window
    return Journey(
      id: journey,
      parent: parent,
      children: children,
      adapter: context.structure.parties[firstParty]?.adapter,
      direction: direction(context),
      birth: firstTime,
      length: first?.totalLength,
      summary: PacketSummary(of: hops.lazy.compactMap(\.bytes).first ?? kept, linkKind),
      hops: hops,
      ending: ending.map { Self.ending($0.record, $0.outcome, context) },
      isPartial: isPartial,
      bytesAtEnd: kept
    )
  }

  private func direction(_ context: JourneyContext) -> Direction {
    if let first = steps.first {
      return HopEdge(rawValue: first.record.edge)?.direction ?? .receive
    }
    return Direction(firstParty: firstParty, context.structure.parties)
  }

  private static func info(_ state: PacketState, _ edge: HopEdge) -> [InfoSlotValue] {
    var slots: [InfoSlotValue] = []
    for (slot, value) in state.info.enumerated() where value != 0 {
      slots.append(InfoSlotValue(slot: UInt8(slot), rawValue: value, edge: edge))
    }
    return slots
  }

  private static func ending(
    _ record: HopRecord,
    _ outcome: JourneyOutcome,
    _ context: JourneyContext
  ) -> JourneyEnding {
    let number = UInt16(truncatingIfNeeded: record.to)
    let reason =
      context.structure.reasons[number]
      ?? DropReasonRow(
        rawValue: number,
        symbol: context.structure.reasons.symbol(of: number),
        sentence: "",
        page: ""
      )
    return JourneyEnding(
      position: record.position,
      time: record.time,
      outcome: outcome,
      party: record.from,
      reason: outcome == .dropped ? reason : nil,
      cause: context.causes[record.callFlags] ?? ""
    )
  }
}

extension Direction {
  /// The way of a journey that ended before its first hop, told by who had it.
  init(firstParty: PartyID, _ parties: PartyTable) {
    self = parties[firstParty]?.role == .protocol ? .transmit : .receive
  }
}
