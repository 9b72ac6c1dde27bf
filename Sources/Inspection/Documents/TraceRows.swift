extension TraceDocument {
  /// The names of the columns of `rows`.
  public static let columns = [
    "journey", "parent", "adapter", "direction", "length", "summary", "t", "module", "to", "edge",
    "changed", "status", "outcome", "reason", "endedAt", "cause",
  ]

  /// A line of cells per hop; one without a hop for a journey that ended where it began.
  public var rows: [[String]] {
    let parent = journey.parent.flatMap { $0.journey == 0 ? nil : "\($0.journey)" } ?? ""
    let head = [
      "\(journey.id)", parent, journey.adapter.flatMap { structure.adapter($0)?.name } ?? "",
      journey.direction.name, journey.length.map { "\($0)" } ?? "", journey.summary.line,
    ]
    let end = [
      journey.outcome.name, journey.ending?.reason?.symbol ?? "",
      journey.ending.map { structure.parties.name(of: $0.party) } ?? "",
      journey.ending?.cause ?? "",
    ]
    guard !journey.hops.isEmpty else { return [head + ["", "", "", "", "", ""] + end] }
    return journey.hops.map { hop in
      head + [
        "\(hop.time)", structure.parties.name(of: hop.from), structure.parties.name(of: hop.to),
        hop.edge.name, hop.changes.map(\.name).joined(separator: " "),
        hop.geometry.map { StatusText.name(of: $0.status) } ?? "",
      ] + end
    }
  }
}
