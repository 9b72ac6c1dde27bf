extension RunComparison {
  /// The pair of a journey of the first run; nil if that has none of the number.
  public func pair(ofFirst journey: UInt64) -> JourneyPair? {
    guard let place = first.index.place(of: journey) else { return nil }
    return pairs.first { $0.first == place }
  }

  /// A packet in both runs, hand-off beside hand-off.
  ///
  /// - Throws: `HopLogError` if a record on the way is broken.
  public func comparison(of pair: JourneyPair) throws(HopLogError) -> JourneyComparison? {
    let one = try Self.journey(pair.first, first)
    let two = try Self.journey(pair.second, second)
    guard let known = one ?? two else { return nil }
    return JourneyComparison(
      first: one?.id,
      second: two?.id,
      adapter: Self.adapter(known, one == nil ? second.context : first.context),
      summary: known.summary,
      rows: rows(one, two),
      firstEnding: one.map { Self.ending($0, first.context) },
      secondEnding: two.map { Self.ending($0, second.context) },
      items: try difference(of: pair)?.items ?? []
    )
  }

  private func rows(_ one: Journey?, _ two: Journey?) -> [JourneyComparison.Row] {
    func left(_ place: Int) -> JourneyComparison.HandOff? {
      one.map { Self.handOff(place, $0.hops[place], first.context) }
    }
    func right(_ place: Int) -> JourneyComparison.HandOff? {
      two.map { Self.handOff(place, $0.hops[place], second.context) }
    }
    guard let one, let two else {
      return (one?.hops.indices ?? 0..<0).map { .init(first: left($0), second: nil) }
        + (two?.hops.indices ?? 0..<0).map { .init(first: nil, second: right($0)) }
    }
    return alignment(one, two).rows.map { row in
      var changes: [HopChange] = []
      if let before = row.first.map({ one.hops[$0] }), let after = row.second.map({ two.hops[$0] })
      {
        let kind = first.context.linkKind(of: before.from)
        changes = after.differences(from: before, isSamePacket: true, kind)
      }
      return JourneyComparison.Row(
        first: row.first.flatMap(left),
        second: row.second.flatMap(right),
        changes: changes
      )
    }
  }

  private static func handOff(
    _ place: Int,
    _ hop: Hop,
    _ context: JourneyContext
  ) -> JourneyComparison.HandOff {
    .init(
      place: place,
      edge: hop.edge,
      from: name(hop.from, context),
      to: name(hop.to, context),
      processor: hop.processor
    )
  }

  private static func name(_ party: PartyID, _ context: JourneyContext) -> JourneyComparison.Name {
    let parties = context.structure.parties
    return .init(parties.name(of: party), parties[party]?.role)
  }

  private static func ending(
    _ journey: Journey,
    _ context: JourneyContext
  ) -> JourneyComparison.Ending {
    .init(
      outcome: journey.outcome,
      party: journey.ending.map { name($0.party, context) },
      reason: journey.ending?.reason,
      cause: journey.ending?.cause ?? ""
    )
  }
}
