/// One packet in two runs side by side, as `whatif` prints it for people.
///
///     #33 | #33  eth0  ICMP 10.0.0.1 → 10.0.0.2 echo request
///         A                          B
///         send ◆ caller → ◈ watch    send ◆ caller → ◈ watch
///       ≠ send ◈ watch → ◇ gate      send ◈ watch → ◇ tag
///       ≠ dropped at ◇ gate          left at ■ eth0
///
/// A row with the sign is one in which the runs part; what of the packet differs there follows.
public struct ComparisonText: Sendable {
  private let comparison: JourneyComparison
  private let symbols: SymbolSet

  /// Makes the text of a comparison.
  public init(_ comparison: JourneyComparison, symbols: SymbolSet = .unicode) {
    self.comparison = comparison
    self.symbols = symbols
  }

  /// The lines, each with its line end.
  public var text: String { ([head] + body).map { $0 + "\n" }.joined() }

  private var sign: String { symbols == .unicode ? "≠" : "!" }

  private var head: String {
    var parts = ["\(number(comparison.first)) | \(number(comparison.second))"]
    if !comparison.adapter.isEmpty { parts.append(comparison.adapter) }
    if !comparison.summary.line.isEmpty { parts.append(comparison.summary.line) }
    return parts.joined(separator: "  ")
  }

  private var body: [String] {
    var table = TextTable()
    var more: [[String]] = [[]]
    table.add(["   ", "A", "B"])
    for row in comparison.rows {
      table.add(["  " + (row.differs ? sign : " "), text(row.first), text(row.second)])
      more.append(
        row.changes.map { "      \($0.name): \(value($0.before)) | \(value($0.after))" }
      )
    }
    let mark = comparison.endsDiffer || comparison.first == nil || comparison.second == nil
    table.add([
      "  " + (mark ? sign : " "), ending(comparison.firstEnding), ending(comparison.secondEnding),
    ])
    more.append([])
    var lines: [String] = []
    for (line, details) in zip(table.lines, more) { lines += [line] + details }
    for (name, end) in [("A", comparison.firstEnding), ("B", comparison.secondEnding)] {
      guard let end, !end.cause.isEmpty else { continue }
      lines.append("  \(name) because \(end.cause)")
    }
    return lines
  }

  private func number(_ journey: UInt64?) -> String { journey.map { "#\($0)" } ?? "–" }

  private func value(_ text: String) -> String { text.isEmpty ? "–" : text }

  private func text(_ handOff: JourneyComparison.HandOff?) -> String {
    guard let handOff else { return "–" }
    return "\(handOff.edge.name) \(name(handOff.from)) \(symbols.arrow) \(name(handOff.to))"
  }

  private func ending(_ end: JourneyComparison.Ending?) -> String {
    guard let end else { return "not there" }
    var text = end.outcome.name
    if let party = end.party { text += " at \(name(party))" }
    if let reason = end.reason { text += ": \(reason.symbol)" }
    return text
  }

  private func name(_ name: JourneyComparison.Name) -> String {
    name.role.map { "\(symbols.mark($0)) \(name.name)" } ?? name.name
  }
}
