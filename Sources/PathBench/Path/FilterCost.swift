/// What each further filter costs: paths that differ in their number of filters alone, measured in turn in short slices.
struct FilterCost: Sendable {
  /// What the filters do.
  let work: FilterWork
  /// What tells its rows from others'.
  let suffix: String
  /// The verifier is on, as it is in everything but measurements.
  var isVerified = false

  /// Filters that read the EtherType, filters that run a compiled capture filter, and the former with the verifier on.
  static let all = [
    FilterCost(work: .look, suffix: ""),
    FilterCost(work: .match("ip and not tcp port 22"), suffix: "-bpf"),
    FilterCost(work: .look, suffix: "-verified", isVerified: true),
  ]

  private static let counts = [1, 2, 4, 8, 16]
  /// Slices of each path in a round; the verifier takes its time before each of them too.
  private var slices: Int { isVerified ? 5 : 20 }

  /// Row of each step, such as `filter-9to16`; all but the first stand beside the second filter alone.
  var rows: [String] {
    zip(Self.counts, Self.counts.dropFirst()).map { low, high in
      (high == low + 1 ? "filter-\(high)" : "filter-\(low + 1)to\(high)") + suffix
    }
  }

  /// Filters that packets pass per second of processor time, for each step.
  ///
  /// Of each path the quickest of its slices counts: whatever else the machine does only adds, and a difference of two
  /// times shows it twice.
  func measure(rounds: Int, seconds: Double) throws -> [BenchRow] {
    let counts = Self.counts
    var steps = [[Double]](repeating: [], count: counts.count - 1)
    for _ in 1...rounds {
      let paths = try counts.map {
        try FourHopPath(level: 0, filters: $0, work: work, isVerified: isVerified)
      }
      var best = [Double](repeating: .infinity, count: counts.count)
      for _ in 0..<slices {
        for (index, path) in paths.enumerated() {
          let figure = try path.measure(seconds: seconds / Double(slices * counts.count))
          best[index] = min(best[index], 1 / figure.packetsPerProcessorSecond)
        }
      }
      for index in steps.indices {
        let added = Double(counts[index + 1] - counts[index])
        steps[index].append(added / max(best[index + 1] - best[index], 1e-12))
      }
    }
    let first = Spread(steps[0])
    return zip(rows, steps).enumerated().map { index, step in
      BenchRow(
        name: step.0,
        unit: "filters passed",
        ours: Spread(step.1),
        reference: index == 0 ? nil : first,
        referenceName: index == 0 ? nil : "our second filter"
      )
    }
  }

  /// The dearest step over the cheapest; nil unless all were measured.
  func growth(in measured: [BenchRow]) -> Double? {
    let rates = rows.compactMap { name in measured.first { $0.name == name }?.ours?.median }
    guard rates.count == rows.count, let low = rates.min(), let high = rates.max() else {
      return nil
    }
    return high / low
  }
}
