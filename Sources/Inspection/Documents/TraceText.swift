/// One journey as `trace` prints it for people: a head, a line per hop, a line per change.
public struct TraceText: Sendable {
  private let journey: Journey
  private let structure: StackStructure
  private let symbols: SymbolSet

  /// Makes the text of a journey.
  public init(_ journey: Journey, in structure: StackStructure, symbols: SymbolSet = .unicode) {
    self.journey = journey
    self.structure = structure
    self.symbols = symbols
  }

  /// The text, line by line.
  public var lines: [String] {
    [head] + hops + [end] + links
  }

  /// The lines, each with its line end.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  private var head: String {
    var parts = ["#\(journey.id)", journey.direction.name]
    if let adapter = journey.adapter.flatMap({ structure.adapter($0) }) {
      parts.append(adapter.name)
    }
    if let length = journey.length { parts.append("\(length) bytes") }
    if !journey.summary.line.isEmpty { parts.append(journey.summary.line) }
    if journey.isPartial { parts.append("(partial: some hops are no longer in the log)") }
    return parts.joined(separator: "  ")
  }

  private var hops: [String] {
    var table = TextTable()
    var changes: [[String]] = []
    for hop in journey.hops {
      var note = hop.edge.name
      if hop.isLoan { note += " loan" }
      if let status = hop.geometry?.status, status != 0 {
        note += " " + StatusText.name(of: status)
      }
      let span = hop.time >= journey.birth ? hop.time - journey.birth : 0
      table.add([
        "  +" + TimeText.span(span),
        name(hop.from) + " \(symbols.arrow) " + name(hop.to),
        note,
      ])
      changes.append(hop.changes.map(change))
    }
    var lines: [String] = []
    for (line, more) in zip(table.lines, changes) {
      lines.append(line)
      lines += more
    }
    return lines
  }

  private func change(_ change: HopChange) -> String {
    let before = change.before.isEmpty ? "" : change.before + " "
    return "      \(change.name): \(before)\(symbols.arrow) "
      + (change.after.isEmpty ? "gone" : change.after)
  }

  private var end: String {
    guard let ending = journey.ending else { return "  held" }
    var line = "  \(ending.outcome.name) at \(name(ending.party))"
    if let reason = ending.reason {
      line += ": \(reason.symbol)"
      if !reason.sentence.isEmpty { line += " (\(reason.sentence))" }
    }
    if !ending.cause.isEmpty { line += "; cause: \(ending.cause)" }
    return line
  }

  private var links: [String] {
    var lines: [String] = []
    if let parent = journey.parent {
      lines.append(
        parent.journey == 0
          ? "  \(parent.kind.name) at \(name(parent.party))"
          : "  \(parent.kind.name) from #\(parent.journey) by \(name(parent.party))"
      )
    }
    for child in journey.children {
      lines.append("  #\(child.journey) \(child.kind.name) from it by \(name(child.party))")
    }
    return lines
  }

  private func name(_ party: PartyID) -> String {
    guard let found = structure.parties[party] else { return structure.parties.name(of: party) }
    return "\(symbols.mark(found.role)) \(found.name)"
  }
}

extension EngineEvent {
  /// The event as `events` prints it for people.
  public var line: String {
    var line = "\(TimeText.seconds(time))  \(subject)  \(text)"
    if !note.isEmpty { line += "  \(note)" }
    if !cause.isEmpty { line += "  (\(cause))" }
    return line
  }
}
