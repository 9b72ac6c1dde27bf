/// Graphs in the language of Graphviz.
public enum GraphText {
  /// A text as a quoted identifier.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in text {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character.isNewline ? " " : character)
    }
    return quoted + "\""
  }

  /// The tree of a stack: adapters with what is on them, top to bottom, and what stands on what.
  public static func stack(_ structure: StackStructure) -> String {
    var lines = ["digraph \(quoted(structure.name)) {", "  rankdir=TB;", "  node [shape=box];"]
    for adapter in structure.adapters {
      lines.append("  subgraph \(quoted("cluster_\(adapter.id)")) {")
      lines.append("    label=\(quoted("\(adapter.name) (\(adapter.state))"));")
      for binding in adapter.bindings {
        lines.append(node(binding.partyID, binding.protocolName, binding.driver, "ellipse"))
      }
      for filter in adapter.filters {
        lines.append(node(filter.partyID, filter.name, filter.driver, "hexagon"))
      }
      lines.append(node(adapter.partyID, adapter.name, adapter.miniport.driver, "box"))
      let stations = adapter.filters.map(\.partyID) + [adapter.partyID]
      for (upper, lower) in zip(stations, stations.dropFirst()) {
        lines.append("    p\(upper) -> p\(lower);")
      }
      for binding in adapter.bindings {
        lines.append("    p\(binding.partyID) -> p\(stations[0]);")
      }
      lines.append("  }")
    }
    for adapter in structure.adapters {
      for lower in adapter.lower {
        guard let below = structure.adapter(lower) else { continue }
        let top = below.filters.first?.partyID ?? below.partyID
        lines.append("  p\(adapter.partyID) -> p\(top) [style=dashed];")
      }
    }
    return (lines + ["}"]).map { $0 + "\n" }.joined()
  }

  private static func node(
    _ party: PartyID,
    _ name: String,
    _ driver: String,
    _ shape: String
  ) -> String {
    let label = driver.isEmpty || driver == name ? name : "\(name)\n\(driver)"
    let text = label.split(separator: "\n").map { quoted(String($0)).dropFirst().dropLast() }
      .joined(separator: "\\n")
    return "    p\(party) [label=\"\(text)\", shape=\(shape)];"
  }

  /// Where packets went: an edge per kind of hand-off with how many took it and their share, and where they were dropped.
  public static func flow(_ shares: PathShares, in structure: StackStructure) -> String {
    struct Edge: Hashable {
      var from: PartyID
      var to: PartyID
      var edge: HopEdge
    }
    var order: [Edge] = []
    var counts: [Edge: Int] = [:]
    var drops: [(party: PartyID, reason: UInt16, count: Int)] = []
    for path in shares.paths {
      for step in path.steps {
        let edge = Edge(from: step.from, to: step.to, edge: step.edge)
        if counts[edge] == nil { order.append(edge) }
        counts[edge, default: 0] += path.count
      }
      guard let reason = path.reason, let party = path.parties.last else { continue }
      if let known = drops.firstIndex(where: { $0.party == party && $0.reason == reason }) {
        drops[known].count += path.count
      } else {
        drops.append((party, reason, path.count))
      }
    }
    var parties: [PartyID] = []
    for edge in order {
      for party in [edge.from, edge.to] where !parties.contains(party) { parties.append(party) }
    }
    for drop in drops where !parties.contains(drop.party) { parties.append(drop.party) }
    var lines = ["digraph \(quoted(structure.name)) {", "  rankdir=LR;", "  node [shape=box];"]
    for party in parties {
      let adapter = structure.adapter(of: party).map { " (\($0.name))" } ?? ""
      let name = structure.parties.name(of: party)
      lines.append("  p\(party) [label=\(quoted(name + adapter))];")
    }
    for edge in order {
      let label = "\(edge.edge.name) \(share(counts[edge] ?? 0, shares.journeyCount))"
      lines.append("  p\(edge.from) -> p\(edge.to) [label=\(quoted(label))];")
    }
    for drop in drops {
      let reason = structure.reasons.symbol(of: drop.reason)
      let end = "d\(drop.party)_\(drop.reason)"
      lines.append("  \(end) [label=\(quoted(reason)), shape=octagon, color=red];")
      let label = "dropped \(share(drop.count, shares.journeyCount))"
      lines.append("  p\(drop.party) -> \(end) [label=\(quoted(label)), color=red];")
    }
    return (lines + ["}"]).map { $0 + "\n" }.joined()
  }

  private static func share(_ count: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "\(count)" }
    let tenths = (count * 1000 + whole / 2) / whole
    return "\(count) (\(tenths / 10).\(tenths % 10) %)"
  }
}
