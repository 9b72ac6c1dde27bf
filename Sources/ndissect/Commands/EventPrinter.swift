import Inspection

/// Prints events as they come, or keeps them for one document.
struct EventPrinter {
  let selection: EventSelection
  let output: OutputOptions
  private var kept: [EventDocument] = []

  init(selection: EventSelection, output: OutputOptions) {
    self.selection = selection
    self.output = output
  }

  mutating func take(_ document: EventDocument, _ event: EngineEvent) {
    guard selection.has(event) else { return }
    if output.json {
      kept.append(document)
    } else {
      putAtOnce(output.jsonl ? document.json : document.line)
    }
  }

  /// Prints the document, or what was dropped where for people.
  func finish(
    stack: String,
    drops: [DropCount],
    findings: [VerifierFinding] = [],
    in structure: StackStructure
  ) {
    guard !output.jsonl else { return }
    guard output.json else {
      for drop in drops {
        put(
          "dropped \(drop.count) at \(structure.parties.name(of: drop.party)): "
            + structure.reasons.symbol(of: drop.reason)
        )
      }
      return
    }
    var json = JSONWriter()
    json.object { json in
      json.member("stack", stack)
      json.array("events") { json in
        for event in kept { event.write(to: &json) }
      }
      json.array("drops") { json in
        for drop in drops {
          json.object { json in
            json.member("reason", structure.reasons.symbol(of: drop.reason))
            json.member("module", structure.parties.name(of: drop.party))
            json.member("count", drop.count)
          }
        }
      }
      json.array("verifier") { json in
        for finding in findings { finding.write(to: &json) }
      }
    }
    put(json.text)
  }
}
