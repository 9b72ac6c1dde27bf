/// What each journey cost the host: the time of each engine step, spread evenly over the hand-offs in it.
public struct JourneyCosts: Sendable {
  /// Processor nanoseconds, by place in the index; nil where the journey has no hand-off.
  public private(set) var nanoseconds: [UInt64?]

  /// Reads the log once.
  ///
  /// - Parameters:
  ///   - cost: measured while the log was written.
  ///   - index: the journeys of the log.
  ///   - log: every record of it.
  public init(_ cost: HostCost, _ index: JourneyIndex, in log: some HopLogSource) {
    nanoseconds = [UInt64?](repeating: nil, count: index.count)
    guard !cost.steps.isEmpty else { return }
    var counts = [UInt64](repeating: 0, count: cost.steps.count)
    var steps: [[Int32]] = []
    steps.reserveCapacity(index.count)
    for place in 0..<index.count {
      let found = log.hopPositions(of: index.entry(at: place)).map { Self.step(of: $0, cost.steps) }
      for step in found { counts[step] += 1 }
      steps.append(found.map { Int32(truncatingIfNeeded: $0) })
    }
    let shares = zip(cost.steps, counts).map { step, count in
      count == 0 ? 0 : Double(step.nanoseconds) / Double(count)
    }
    for (place, found) in steps.enumerated() where !found.isEmpty {
      nanoseconds[place] = UInt64(found.reduce(0) { $0 + shares[Int($1)] }.rounded())
    }
  }

  /// The first step that ends after a position.
  private static func step(of position: UInt64, _ steps: [HostCost.Step]) -> Int {
    var low = 0
    var high = steps.count - 1
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].end <= position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
