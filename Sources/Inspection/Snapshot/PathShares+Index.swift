extension JourneyIndex {
  /// The ways its journeys took, the most frequent first.
  ///
  /// - Parameters:
  ///   - wanted: ways to tell at most.
  ///   - isTimed: tell how long the journeys of each took.
  /// - Returns: the ways with how many took each, and how many journeys there are.
  public func paths(most wanted: Int, isTimed: Bool = false) -> PathShares {
    let counts = ways.nodes.map(\.count)
    let newest = ways.nodes.map(\.newest)
    var times: [UInt32: [UInt64]] = [:]
    let chosen = mostTaken(counts, wanted)
    if isTimed {
      for node in chosen { times[node] = [] }
      for row in rows.indices { times[ways.places[row]]?.append(duration(row)) }
    }
    return shares(counts, newest, chosen) { times[$0].flatMap { Percentiles(of: $0) } }
  }

  /// The ways its journeys had taken at an instant, without how long they took.
  ///
  /// - Parameters:
  ///   - wanted: ways to tell at most.
  ///   - time: engine time of the instant.
  ///   - source: the log behind the index.
  ///   - context: names behind numbers.
  /// - Returns: the ways with how many had taken each, and how many journeys there were.
  public func paths(
    most wanted: Int,
    until time: UInt64,
    in source: some HopLogSource,
    _ context: JourneyContext
  ) -> PathShares {
    var counts = [Int](repeating: 0, count: ways.nodes.count)
    var newest = [UInt64](repeating: 0, count: ways.nodes.count)
    var arrivals = newest
    var journeys = 0
    for row in rows.indices where rows[row].firstTime <= time {
      journeys += 1
      var node = ways.places[row]
      var arrival = rows[row].lastTime
      if arrival > time, node != JourneyWays.unknown {
        (node, arrival) = place(ofRow: row, at: time, in: source, context)
      }
      counts[Int(node)] += 1
      guard arrival >= arrivals[Int(node)] else { continue }
      arrivals[Int(node)] = arrival
      newest[Int(node)] = rows[row].journey
    }
    var shares = shares(counts, newest, mostTaken(counts, wanted)) { _ in nil }
    shares.journeyCount = journeys
    return shares
  }

  /// How far a journey had come at an instant, and when it had come there.
  private func place(
    ofRow row: Int,
    at time: UInt64,
    in source: some HopLogSource,
    _ context: JourneyContext
  ) -> (node: UInt32, arrival: UInt64) {
    guard let journey = (try? source.journey(entry(at: row), context)) ?? nil else {
      return (JourneyWays.unknown, 0)
    }
    // The way back says nothing that the way there has not said.
    let hops = journey.hops.filter { $0.edge == .send || $0.edge == .indicate }
    let done = hops.filter { $0.time <= time }
    let hasEnded = journey.ending.map { $0.time <= time } ?? false
    let left = hops.count - done.count + (journey.ending == nil || hasEnded ? 0 : 1)
    var node = ways.places[row]
    for _ in 0..<left { node = ways.nodes[Int(node)].step.node }
    return (node, hasEnded ? journey.ending?.time ?? 0 : done.last?.time ?? 0)
  }

  /// The ways that some of its journeys took, with how long they took and what they cost.
  ///
  /// - Parameters:
  ///   - places: the journeys, ascending.
  ///   - cost: processor nanoseconds of the host by place; nil for what was not measured.
  /// - Returns: the ways, the most frequent first.
  public func paths(of places: [Int], cost: (Int) -> UInt64? = { _ in nil }) -> PathShares {
    var counts = [Int](repeating: 0, count: ways.nodes.count)
    var newest = [UInt64](repeating: 0, count: ways.nodes.count)
    var times: [UInt32: [UInt64]] = [:]
    var costs: [UInt32: [UInt64]] = [:]
    for place in places {
      let node = ways.places[place]
      counts[Int(node)] += 1
      newest[Int(node)] = max(newest[Int(node)], rows[place].journey)
      times[node, default: []].append(duration(place))
      if let cost = cost(place) { costs[node, default: []].append(cost) }
    }
    var shares = shares(counts, newest, mostTaken(counts, .max)) {
      times[$0].flatMap { Percentiles(of: $0) }
    }
    for index in shares.paths.indices {
      shares.paths[index].cost = costs[shares.paths[index].id].flatMap { Percentiles(of: $0) }
    }
    shares.journeyCount = places.count
    return shares
  }

  /// Ways known so far, those under way included; only ever grows.
  public var wayCount: Int { ways.nodes.count }

  /// The ways that came up after the first `known` and long after the first journey, in the order of coming.
  public func newPaths(after known: Int) -> [PathShares.Path] {
    guard known < ways.nodes.count, let start = ways.start else { return [] }
    let flows = [Int](repeating: 0, count: ways.nodes.count)
    return (max(2, known)..<ways.nodes.count).filter { node in
      let found = ways.nodes[node]
      return found.step.kind & JourneyWays.endingBit != 0
        && found.since > start &+ PathShares.learning
    }.map { path(UInt32($0), ways.nodes[$0].count, ways.nodes[$0].newest, flows) }
  }

  /// A journey at the root has not been handed off; it takes no way yet.
  private func mostTaken(_ counts: [Int], _ wanted: Int) -> [UInt32] {
    var taken = counts.indices.dropFirst(2).filter { counts[$0] > 0 }
    taken.sort { (counts[$1], $0) < (counts[$0], $1) }
    return taken.prefix(wanted).map { UInt32($0) }
  }

  private func duration(_ row: Int) -> UInt64 {
    rows[row].lastTime >= rows[row].firstTime ? rows[row].lastTime - rows[row].firstTime : 0
  }

  private func shares(
    _ counts: [Int],
    _ newest: [UInt64],
    _ chosen: [UInt32],
    _ took: (UInt32) -> Percentiles?
  ) -> PathShares {
    let flows = ways.flows(counts)
    return PathShares(
      paths: chosen.map { node in
        var path = path(node, counts[Int(node)], newest[Int(node)], flows)
        path.took = took(node)
        return path
      },
      pathCount: counts.dropFirst(2).count { $0 > 0 },
      journeyCount: count,
      unknownCount: counts[Int(JourneyWays.unknown)],
      start: ways.start ?? 0
    )
  }

  private func path(_ id: UInt32, _ count: Int, _ newest: UInt64, _ flows: [Int]) -> PathShares.Path
  {
    var path = PathShares.Path(
      id: id,
      parties: [],
      direction: .receive,
      outcome: .held,
      reason: nil,
      count: count,
      newest: newest,
      since: ways.nodes[Int(id)].since
    )
    for (node, step) in ways.nodesOnTheWay(to: id) {
      if step.kind & JourneyWays.endingBit != 0 {
        path.outcome = JourneyOutcome(rawValue: step.kind & ~JourneyWays.endingBit) ?? .held
        if path.outcome == .dropped { path.reason = UInt16(truncatingIfNeeded: step.to) }
        if path.parties.last != step.from { path.parties.append(step.from) }
        continue
      }
      let edge = HopEdge(rawValue: step.kind) ?? .send
      if path.steps.isEmpty { path.direction = edge.direction }
      path.steps.append(.init(from: step.from, to: step.to, edge: edge, flow: flows[Int(node)]))
      if path.parties.last != step.from { path.parties.append(step.from) }
      path.parties.append(step.to)
    }
    return path
  }
}
