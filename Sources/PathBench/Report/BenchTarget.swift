/// What a figure of the report has to reach.
struct BenchTarget: Sendable {
  /// What is looked at, with its unit.
  let name: String
  /// The bound, and on which side of it the figure has to be; nil where the figure is only told.
  let bound: Bound?
  /// The figure, nil when its rows were not measured.
  let figure: @Sendable ([BenchRow]) -> Double?

  /// The side of a limit.
  enum Bound: Sendable {
    case atLeast(Double)
    case atMost(Double)

    /// Whether a figure is on the right side.
    func holds(_ figure: Double) -> Bool {
      switch self {
      case .atLeast(let limit): figure >= limit
      case .atMost(let limit): figure <= limit
      }
    }

    /// As a person writes it.
    var text: String {
      switch self {
      case .atLeast(let limit): "≥ \(BenchReport.decimal(limit, 2))"
      case .atMost(let limit): "≤ \(BenchReport.decimal(limit, 2))"
      }
    }
  }

  /// A figure of the rows at hand: what was asked for, whether it is reached.
  struct Outcome {
    let name: String
    let figure: Double
    let bound: Bound?

    /// Nil where the figure is only told.
    var isMet: Bool? { bound.map { $0.holds(figure) } }
  }

  /// What became of every target whose rows were measured.
  static func outcomes(_ rows: [BenchRow]) -> [Outcome] {
    all.compactMap { target in
      target.figure(rows).map { Outcome(name: target.name, figure: $0, bound: target.bound) }
    }
  }

  private static let all = paths + filters + algorithms

  private static let paths: [BenchTarget] = [
    ratio("path at level 0, times testpmd io", "path-4hop-64B-b64", .atLeast(2)),
    ratio("path at level 1, times testpmd io", "path-4hop-64B-b64-recorded", .atLeast(1)),
    ratio("path at level 2, times testpmd io", "path-4hop-64B-b64-level2", nil),
    ratio("path at level 3, times testpmd io", "path-4hop-64B-b64-level3", nil),
    BenchTarget(name: "allocations per packet, the worst path", bound: .atMost(0)) { rows in
      rows.filter(\.isPath).compactMap(\.allocationsPerPacket).max()
    },
  ]

  private static let filters = FilterCost.all.map { cost in
    BenchTarget(
      name: "a filter\(cost.suffix), 2nd to 16th: dearest over cheapest",
      bound: .atMost(1.1)
    ) { cost.growth(in: $0) }
  }

  private static let algorithms: [BenchTarget] = [
    ratio("checksum of 64 bytes, times rte_raw_cksum", "checksum-64B", .atLeast(0.95)),
    ratio("checksum of 1514 bytes, times rte_raw_cksum", "checksum-1514B", .atLeast(0.95)),
    ratio("Toeplitz, times rte_softrss_be", "toeplitz-tcp4", .atLeast(4)),
    ratio("Toeplitz, times rte_thash_gfni", "toeplitz-tcp4-gfni", nil),
    time("BPF adapter, time over bpf_filter: tcp port", "bpf-tcp-port", 1.1),
    time("BPF adapter, time over bpf_filter: ip host, port", "bpf-ip-host-port", 1.1),
  ]

  private static func row(in rows: [BenchRow]) -> @Sendable (String) -> BenchRow? {
    { name in rows.first { $0.name == name } }
  }

  private static func ratio(_ name: String, _ row: String, _ bound: Bound?) -> BenchTarget {
    BenchTarget(name: name, bound: bound) { self.row(in: $0)(row)?.ratio }
  }

  private static func time(_ name: String, _ row: String, _ limit: Double) -> BenchTarget {
    BenchTarget(name: name, bound: .atMost(limit)) { rows in
      self.row(in: rows)(row)?.ratio.map { 1 / $0 }
    }
  }
}
