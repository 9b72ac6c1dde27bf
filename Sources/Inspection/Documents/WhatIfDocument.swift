/// What a fork came to, as `whatif --json` prints it.
public struct WhatIfDocument: Sendable {
  private let outcome: WhatIfOutcome
  private let changes: [WhatIfChange]
  private let differences: [JourneyDifference]

  /// Makes the document.
  ///
  /// - Parameters:
  ///   - outcome: what it came to.
  ///   - changes: what was otherwise.
  ///   - differences: those that are told one by one.
  public init(
    _ outcome: WhatIfOutcome,
    changes: [WhatIfChange],
    differences: [JourneyDifference]
  ) {
    self.outcome = outcome
    self.changes = changes
    self.differences = differences
  }

  /// One line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.array("changes", changes.map(\.text))
      json.member("time", outcome.time)
      json.member("fresh", outcome.isFresh)
      json.array("remarks", outcome.remarks)
      json.member("same", outcome.counts.same)
      json.member("differing", outcome.counts.differing)
      json.member("onlyInA", outcome.counts.onlyInFirst)
      json.member("onlyInB", outcome.counts.onlyInSecond)
      if let comparison = outcome.comparison {
        json.object("journey") { json in write(comparison, &json) }
      }
      json.array("journeys") { json in
        for difference in differences { DifferenceDocument(difference).write(to: &json) }
      }
    }
    return json.text
  }

  private func write(_ comparison: JourneyComparison, _ json: inout JSONWriter) {
    json.member("a", comparison.first)
    json.member("b", comparison.second)
    json.member("adapter", comparison.adapter)
    json.member("summary", comparison.summary.line)
    json.member("firstDifference", comparison.firstDifference)
    json.array("rows") { json in
      for row in comparison.rows {
        json.object { json in
          json.member("differs", row.differs)
          write("a", row.first, &json)
          write("b", row.second, &json)
          if !row.changes.isEmpty { json.array("changed", row.changes.map(\.name)) }
        }
      }
    }
    write("endingA", comparison.firstEnding, &json)
    write("endingB", comparison.secondEnding, &json)
  }

  private func write(
    _ key: String,
    _ handOff: JourneyComparison.HandOff?,
    _ json: inout JSONWriter
  ) {
    guard let handOff else { return }
    json.object(key) { json in
      json.member("edge", handOff.edge.name)
      json.member("module", handOff.from.name)
      json.member("to", handOff.to.name)
    }
  }

  private func write(
    _ key: String,
    _ ending: JourneyComparison.Ending?,
    _ json: inout JSONWriter
  ) {
    guard let ending else { return }
    json.object(key) { json in
      json.member("outcome", ending.outcome.name)
      json.member("module", ending.party?.name)
      json.member("reason", ending.reason?.symbol)
      json.member("cause", ending.cause.isEmpty ? nil : ending.cause)
    }
  }
}
