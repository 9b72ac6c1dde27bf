/// The ways that recorded journeys took, with how many took each.
public struct PathShares: Equatable, Sendable {
  /// One way through a stack: the hand-offs down and up, without the way back, and the ending.
  public struct Path: Equatable, Sendable {
    /// Never reused within one recording.
    public var id: UInt32
    /// Who had the packet, in the order of the hand-offs.
    public var parties: [PartyID]
    /// Way of its first hand-off.
    public var direction: Direction
    /// How it ended; `held` while it goes on.
    public var outcome: JourneyOutcome
    /// Number of the drop reason; nil unless dropped.
    public var reason: UInt16?
    /// Journeys that took it.
    public var count: Int
    /// The one that took it last.
    public var newest: UInt64

    /// Makes the value from its parts.
    public init(
      id: UInt32,
      parties: [PartyID],
      direction: Direction,
      outcome: JourneyOutcome,
      reason: UInt16?,
      count: Int,
      newest: UInt64
    ) {
      self.id = id
      self.parties = parties
      self.direction = direction
      self.outcome = outcome
      self.reason = reason
      self.count = count
      self.newest = newest
    }
  }

  /// The most frequent ways, as many as were asked for; the most frequent first.
  public var paths: [Path]
  /// Ways there are.
  public var pathCount: Int
  /// Journeys in the recording.
  public var journeyCount: Int
  /// Those whose way is not known as a whole; they are in no path.
  public var unknownCount: Int

  /// Makes the value from its parts.
  public init(paths: [Path] = [], pathCount: Int = 0, journeyCount: Int = 0, unknownCount: Int = 0)
  {
    self.paths = paths
    self.pathCount = pathCount
    self.journeyCount = journeyCount
    self.unknownCount = unknownCount
  }
}

extension JourneyIndex {
  /// The ways its journeys took, the most frequent first.
  ///
  /// - Parameter wanted: ways to tell at most.
  /// - Returns: the ways with how many took each, and how many journeys there are.
  public func paths(most wanted: Int) -> PathShares {
    shares(ways.nodes, journeys: count, most: wanted)
  }

  /// The same as it was at an instant.
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
    var nodes = ways.nodes
    var arrivals = [UInt64](repeating: 0, count: nodes.count)
    for place in nodes.indices { nodes[place].count = 0 }
    var journeys = 0
    for row in rows.indices where rows[row].firstTime <= time {
      journeys += 1
      var node = ways.places[row]
      var arrival = rows[row].lastTime
      if arrival > time, node != JourneyWays.unknown {
        (node, arrival) = place(ofRow: row, at: time, in: source, context)
      }
      nodes[Int(node)].count += 1
      guard arrival >= arrivals[Int(node)] else { continue }
      arrivals[Int(node)] = arrival
      nodes[Int(node)].newest = rows[row].journey
    }
    return shares(nodes, journeys: journeys, most: wanted)
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

  private func shares(_ nodes: [JourneyWays.Node], journeys: Int, most wanted: Int) -> PathShares {
    // A journey at the root has not been handed off; it takes no way yet.
    var taken = nodes.indices.dropFirst(2).filter { nodes[$0].count > 0 }
    taken.sort { (nodes[$1].count, $0) < (nodes[$0].count, $1) }
    return PathShares(
      paths: taken.prefix(wanted).map { path(UInt32($0), nodes[$0]) },
      pathCount: taken.count,
      journeyCount: journeys,
      unknownCount: nodes[Int(JourneyWays.unknown)].count
    )
  }

  private func path(_ id: UInt32, _ node: JourneyWays.Node) -> PathShares.Path {
    var path = PathShares.Path(
      id: id,
      parties: [],
      direction: .receive,
      outcome: .held,
      reason: nil,
      count: node.count,
      newest: node.newest
    )
    var isFirst = true
    for step in ways.steps(to: id) {
      if step.kind & JourneyWays.endingBit != 0 {
        path.outcome = JourneyOutcome(rawValue: step.kind & ~JourneyWays.endingBit) ?? .held
        if path.outcome == .dropped { path.reason = UInt16(truncatingIfNeeded: step.to) }
        if path.parties.last != step.from { path.parties.append(step.from) }
        continue
      }
      if isFirst { path.direction = HopEdge(rawValue: step.kind)?.direction ?? .receive }
      isFirst = false
      if path.parties.last != step.from { path.parties.append(step.from) }
      path.parties.append(step.to)
    }
    return path
  }
}
