import Wire

/// Why the text of a breakpoint cannot be read.
public struct BreakpointError: Error, Equatable, CustomStringConvertible {
  /// What is wrong, where, and how to mend it.
  public let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension BreakpointCondition {
  /// Reads a text; names are looked up only by the engine.
  ///
  /// - Throws: what is wrong and how to mend it; of a filter with the column, counted within the filter.
  public init(parsing text: String) throws(BreakpointError) {
    let (body, place) = try Self.place(in: text)
    let words = body.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first, let kind = BreakpointKind(rawValue: first) else {
      let all = BreakpointKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw BreakpointError(
        "no kind of breakpoint: \(words.first ?? "an empty text"): begin with one of \(all)"
      )
    }
    let rest = Array(words.dropFirst())
    self.place = place
    switch kind {
    case .packet:
      let filter = String(body.drop(while: \.isWhitespace).dropFirst(first.count))
        .trimmingWhitespace
      guard !filter.isEmpty else { throw Self.missing(kind) }
      do {
        _ = try DisplayFilter(parsing: filter, additional: Self.fields)
      } catch {
        throw BreakpointError(error.description)
      }
      subject = .packet(filter: filter)
    case .handler:
      guard rest.count == 1, let edge = HopEdge.allCases.first(where: { $0.handlerName == rest[0] })
      else { throw Self.missing(kind) }
      guard place != nil else { throw BreakpointError("whose handler: \(text): \(kind.form)") }
      subject = .handler(edge)
    case .oid:
      let kinds = ["query", "set", "method"]
      guard (1...2).contains(rest.count), rest.count == 1 || kinds.contains(rest[1]) else {
        throw Self.missing(kind)
      }
      subject = .oid(name: rest[0], kind: rest.count == 2 ? rest[1] : nil)
    case .state:
      guard !rest.isEmpty else { throw Self.missing(kind) }
      subject = .state(rest.joined(separator: " ").trimmingQuotes)
    case .rule:
      guard rest.count == 1 else { throw Self.missing(kind) }
      subject = .rule(rest[0])
    }
  }

  private static func missing(_ kind: BreakpointKind) -> BreakpointError {
    BreakpointError("not all of it is there: \(kind.rawValue): write \(kind.form)")
  }

  /// Cuts `at PLACE` off the end.
  private static func place(in text: String) throws(BreakpointError) -> (String, String?) {
    var rest = text.trimmingWhitespace
    var name: String
    if rest.hasSuffix("\""), let open = rest.dropLast().lastIndex(of: "\"") {
      name = String(rest[rest.index(after: open)...].dropLast())
      rest = String(rest[..<open]).trimmingWhitespace
    } else {
      let last = rest.split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
      name = last
      rest = String(rest.dropLast(last.count)).trimmingWhitespace
    }
    guard rest.hasSuffix(" at") else {
      if rest == "at" || text.trimmingWhitespace.hasSuffix(" at") {
        throw BreakpointError("no place is named: at: write at ADAPTER/MODULE")
      }
      return (text, nil)
    }
    guard !name.isEmpty else {
      throw BreakpointError("no place is named: at: write at ADAPTER/MODULE")
    }
    return (String(rest.dropLast(3)), name)
  }
}

extension String {
  fileprivate var trimmingWhitespace: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }

  fileprivate var trimmingQuotes: String {
    count >= 2 && hasPrefix("\"") && hasSuffix("\"") ? String(dropFirst().dropLast()) : self
  }
}
