/// What `oid` prints: identifiers of an adapter with what came of asking, and requests with their way.
public struct OIDDocument: Sendable {
  let structure: StackStructure

  /// Documents of a stack with these parties.
  public init(in structure: StackStructure) {
    self.structure = structure
  }

  /// How often each outcome came, the most frequent first; `not asked` for what was not.
  public static func counts(_ answers: [OIDAnswer]) -> [(outcome: String, count: Int)] {
    var counts: [String: Int] = [:]
    for answer in answers { counts[answer.status ?? "not asked", default: 0] += 1 }
    return counts.map { (outcome: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.outcome) < ($0.count, $1.outcome) }
  }

  /// All identifiers of an adapter as one document, in one line without a line end.
  public func json(_ answers: [OIDAnswer], of adapter: AdapterNode, at time: UInt64) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("stack", structure.name)
      json.member("adapter", adapter.name)
      json.member("ndisVersion", adapter.miniport.ndisVersion)
      json.member("time", time)
      json.array("oids") { json in
        for answer in answers { write(answer, hasFlight: false, to: &json) }
      }
      json.array("counts") { json in
        for (outcome, count) in Self.counts(answers) {
          json.object { json in
            json.member("outcome", outcome)
            json.member("count", count)
          }
        }
      }
    }
    return json.text
  }

  /// One identifier in one line without a line end: with `hasFlight` also who had the request, the query after a set, what
  /// else was asked then, and what the request made the stack tell.
  public func json(
    _ answer: OIDAnswer,
    hasFlight: Bool,
    readBack: OIDAnswer? = nil,
    asked: [OIDAnswer] = [],
    events: [EventDocument] = []
  ) -> String {
    var json = JSONWriter()
    write(answer, hasFlight: hasFlight, readBack: readBack, asked: asked, events: events, to: &json)
    return json.text
  }

  private func write(
    _ answer: OIDAnswer,
    hasFlight: Bool,
    readBack: OIDAnswer? = nil,
    asked: [OIDAnswer] = [],
    events: [EventDocument] = [],
    to json: inout JSONWriter
  ) {
    json.object { json in
      json.member("oid", answer.name)
      json.member("number", answer.number)
      json.member("family", answer.family.isEmpty ? nil : answer.family)
      json.array("kinds", Self.names(answer.kinds))
      json.array("answeredByNDIS", Self.names(answer.ndisAnswers))
      json.array("mandatory", Self.names(answer.mandatory))
      json.member("standing", answer.standing.isEmpty ? nil : answer.standing)
      json.member("since", answer.since.isEmpty ? nil : answer.since)
      json.member("until", answer.until)
      json.member("form", answer.form)
      json.member("supported", answer.isSupported)
      guard let flight = answer.flight else { return }
      json.member("asked", flight.kind.name)
      json.member("status", answer.status)
      json.member("bytesNeeded", flight.bytesNeeded == 0 ? nil : flight.bytesNeeded)
      if flight.hasSucceeded {
        json.member("value", answer.text)
        json.array("fields") { json in
          for field in flight.fields { field.write(to: &json) }
        }
        json.member("bytes", HexText.digits(Self.bytes(of: flight)))
      }
      json.member("problem", answer.problem)
      if hasFlight {
        json.key("flight")
        flight.write(to: &json, in: structure)
      }
      if let readBack {
        json.key("readBack")
        write(readBack, hasFlight: false, to: &json)
      }
      if !asked.isEmpty {
        json.array("then") { json in
          for other in asked { write(other, hasFlight: false, to: &json) }
        }
      }
      guard !events.isEmpty else { return }
      json.array("events") { json in
        for event in events { event.write(to: &json) }
      }
    }
  }

  private static func names(_ kinds: ObjectIdentifierRow.Kinds) -> [String] {
    [
      (ObjectIdentifierRow.Kinds.query, "query"), (.set, "set"), (.method, "method"),
    ].filter { kinds.contains($0.0) }.map(\.1)
  }

  private static func bytes(of flight: RequestFlight) -> [UInt8] {
    flight.kind == .set ? flight.input : flight.output
  }
}

// For people.

extension OIDDocument {
  /// The identifiers as a table; those that nobody answers are counted instead, unless `isWhole` wants all of them.
  ///
  /// - Parameters:
  ///   - answers: what came of asking for each.
  ///   - isWhole: also those that nobody answers have a line.
  ///   - room: columns of a terminal that the table must not exceed, and the sign of what is cut; nil cuts nothing.
  /// - Returns: its lines, and below it how often each outcome came.
  public func lines(
    _ answers: [OIDAnswer],
    isWhole: Bool,
    room: (columns: Int, ellipsis: String)? = nil
  ) -> [String] {
    let shown = isWhole ? answers : answers.filter(Self.isWorthALine)
    let heading = ["OID", "ASK", "BY", "NEEDED", "OUTCOME", "VALUE"]
    var lines = Self.table([heading] + shown.map(Self.row))
    var cut = 0
    if let room, lines.contains(where: { $0.count > room.columns }) {
      let whole = Self.table([["OID", "ASK", "VALUE"]] + shown.map(Self.shortRow))
      lines = whole.map { line in
        guard line.count > room.columns else { return line }
        cut += 1
        return line.prefix(max(0, room.columns - room.ellipsis.count)) + room.ellipsis
      }
    }
    lines.append("")
    lines += Self.counts(answers).map { "\($0.count) \($0.outcome)" }
    if cut > 0 {
      lines.append("\(cut) lines are cut: NAME prints one whole, a pipe (| less -S) all of them")
    }
    if shown.count < answers.count {
      lines.append("\(answers.count - shown.count) of them are not listed: --all lists them")
    }
    return lines
  }

  /// One request: what came of it, the value in its parts and bytes, and who had it.
  public func lines(_ answer: OIDAnswer) -> [String] {
    guard let flight = answer.flight else { return [answer.name] }
    var head = ["\(answer.name)", HexText.number(answer.number), flight.kind.name]
    head.append(answer.status ?? "")
    if flight.bytesNeeded > 0 { head.append("needs \(flight.bytesNeeded) bytes") }
    var lines = [head.joined(separator: "  ")]
    if let problem = answer.problem { lines.append("  not as documented: \(problem)") }
    if flight.hasSucceeded {
      lines.append("  = " + answer.text)
      var table = TextTable()
      for field in flight.fields { table.add(["  " + field.name, field.value]) }
      if flight.fields.count > 1 { lines += table.lines }
      lines += HexText.lines(Self.bytes(of: flight)).map { "  " + $0 }
    }
    lines.append("flight \(flight.id)")
    return lines + flight.lines(in: structure).map { "  " + $0 }
  }

  private static func isWorthALine(_ answer: OIDAnswer) -> Bool {
    answer.isSupported || answer.flight?.hasSucceeded == true
      || answer.mandatory != [] || answer.problem != nil
  }

  private static func table(_ rows: [[String]]) -> [String] {
    var table = TextTable()
    for row in rows { table.add(row) }
    return table.lines
  }

  /// Which kinds of request there may be, by their letters.
  private static func letters(_ kinds: ObjectIdentifierRow.Kinds) -> String {
    guard kinds != [] else { return "?" }
    return [(ObjectIdentifierRow.Kinds.query, "q"), (.set, "s"), (.method, "m")]
      .map { kinds.contains($0.0) ? $0.1 : "-" }.joined()
  }

  /// A row for a narrow terminal: a value is its own success.
  private static func shortRow(_ answer: OIDAnswer) -> [String] {
    let hasValue = answer.flight?.hasSucceeded == true && !answer.text.isEmpty
    return [
      answer.name, letters(answer.kinds), hasValue ? answer.text : answer.status ?? "not asked",
    ]
  }

  private static func row(_ answer: OIDAnswer) -> [String] {
    let answerers = [ObjectIdentifierRow.Kinds.query, .set, .method]
      .compactMap { answer.answerer(of: $0) }
    let by = answerers.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return [
      answer.name, letters(answer.kinds), by.joined(separator: "+"),
      answer.mandatory == [] ? answer.standing : "mandatory",
      answer.status ?? "not asked", answer.text,
    ]
  }
}

extension HexText {
  /// A number of 32 bits as the documentation writes it.
  public static func number(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}
