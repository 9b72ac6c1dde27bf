/// The ways that packets took, as `trace --signatures` prints them.
public struct SignatureDocument: Sendable {
  private let shares: PathShares
  private let structure: StackStructure

  /// Makes the document of ways.
  public init(_ shares: PathShares, in structure: StackStructure) {
    self.shares = shares
    self.structure = structure
  }

  /// The names of the columns of `rows`.
  public static let columns = [
    "path", "count", "share", "direction", "timeP50", "timeP99", "costP50", "costP99", "outcome",
    "reason", "since", "newest", "modules",
  ]

  /// A line of cells per way.
  public var rows: [[String]] {
    shares.paths.map { path in
      [
        "\(path.id)", "\(path.count)", Self.decimal(share(path.count)), path.direction.name,
        path.took.map { "\($0.p50)" } ?? "", path.took.map { "\($0.p99)" } ?? "",
        path.cost.map { "\($0.p50)" } ?? "", path.cost.map { "\($0.p99)" } ?? "",
        path.outcome.name, path.reason.map { structure.reasons.symbol(of: $0) } ?? "",
        "\(path.since)", "\(path.newest)",
        path.parties.map { structure.parties.name(of: $0) }.joined(separator: " → "),
      ]
    }
  }

  /// A line of JSON per way, without line ends.
  public var lines: [String] {
    shares.paths.map { path in
      var json = JSONWriter()
      write(path, &json)
      return json.text
    }
  }

  /// All of it in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.member("journeys", shares.journeyCount)
      json.member("unknown", shares.unknownCount)
      json.array("paths") { json in
        for path in shares.paths { write(path, &json) }
      }
    }
    return json.text
  }

  private func write(_ path: PathShares.Path, _ json: inout JSONWriter) {
    json.object { json in
      json.member("path", path.id)
      json.member("count", path.count)
      json.key("share")
      json.value(share(path.count))
      json.member("direction", path.direction.name)
      json.array("modules", path.parties.map { structure.parties.name(of: $0) })
      json.array("steps") { json in
        for step in path.steps {
          json.object { json in
            json.member("module", structure.parties.name(of: step.from))
            json.member("to", structure.parties.name(of: step.to))
            json.member("edge", step.edge.name)
            json.member("flow", step.flow)
          }
        }
      }
      json.member("outcome", path.outcome.name)
      json.member("reason", path.reason.map { structure.reasons.symbol(of: $0) })
      json.member("timeP50", path.took?.p50)
      json.member("timeP99", path.took?.p99)
      json.member("costP50", path.cost?.p50)
      json.member("costP99", path.cost?.p99)
      json.member("since", path.since)
      json.member("newest", path.newest)
    }
  }

  /// 0…1.
  private func share(_ count: Int) -> Double {
    shares.journeyCount == 0 ? 0 : Double(count) / Double(shares.journeyCount)
  }

  /// Six places behind the point.
  private static func decimal(_ share: Double) -> String {
    let millionths = Int((share * 1_000_000).rounded())
    let rest = String(millionths % 1_000_000)
    return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - rest.count) + rest
  }
}

extension SignatureDocument {
  /// A table for people.
  public var text: String {
    let isMeasured = shares.paths.contains { $0.cost != nil }
    var table = TextTable()
    var head = ["COUNT", "SHARE", "TIME p50", "p99"]
    if isMeasured { head += ["COST p50", "p99"] }
    table.add(head + ["PATH"])
    for path in shares.paths {
      var cells = ["\(path.count)", percent(path.count)]
      cells += Self.spans(path.took)
      if isMeasured { cells += Self.spans(path.cost) }
      table.add(cells + [way(path)])
    }
    var lines = table.lines
    let count = shares.journeyCount
    lines.append("\(count) journey\(count == 1 ? "" : "s") on \(shares.paths.count) paths")
    if shares.unknownCount > 0 {
      lines.append("\(shares.unknownCount) more whose way is not known as a whole")
    }
    if isMeasured {
      lines.append(
        "COST is measured: processor time of each engine step, spread evenly over its hand-offs"
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func percent(_ count: Int) -> String {
    let hundredths = Int((share(count) * 10_000).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest) %"
  }

  private static func spans(_ times: Percentiles?) -> [String] {
    [times.map { TimeText.span($0.p50) } ?? "–", times.map { TimeText.span($0.p99) } ?? "–"]
  }

  private func way(_ path: PathShares.Path) -> String {
    let symbols = SymbolSet.unicode
    let stations = path.parties.map { party in
      let mark = structure.parties[party].map { symbols.mark($0.role) + " " } ?? ""
      return mark + structure.parties.name(of: party)
    }
    var line = stations.joined(separator: " \(symbols.arrow) ") + "  " + path.outcome.name
    if let reason = path.reason { line += " " + structure.reasons.symbol(of: reason) }
    return line
  }
}
