/// One journey as `trace` prints it.
///
/// A hop stands for the module that hands off, so that what is listed as changed is what that module changed.
public struct TraceDocument: Sendable {
  let journey: Journey
  let structure: StackStructure

  /// Makes the document of a journey.
  public init(_ journey: Journey, in structure: StackStructure) {
    self.journey = journey
    self.structure = structure
  }

  /// The journey in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.member("journey", journey.id)
      json.member("parent", journey.parent.flatMap { $0.journey == 0 ? nil : $0.journey })
      json.member("adapter", journey.adapter.flatMap { structure.adapter($0)?.name })
      json.member("direction", journey.direction.name)
      json.member("length", journey.length)
      json.member("summary", journey.summary.line)
      json.array("hops") { json in
        for (place, hop) in journey.hops.enumerated() {
          write(hop, showsInfo: place == 0 || hop.changes.contains { $0.kind == .info }, &json)
        }
      }
      json.member("outcome", journey.outcome.name)
      json.member("reason", journey.ending?.reason?.symbol)
      json.member("endedAt", journey.ending.map { structure.parties.name(of: $0.party) })
      json.member("cause", journey.ending.flatMap { $0.cause.isEmpty ? nil : $0.cause })
      json.member("born", journey.birth)
      json.member("ended", journey.ending?.time)
      json.member("partial", journey.isPartial)
      json.array("children") { json in
        for child in journey.children { json.value(child.journey) }
      }
    }
    return json.text
  }

  /// - `showsInfo`: the information slots are new here.
  private func write(_ hop: Hop, showsInfo: Bool, _ json: inout JSONWriter) {
    json.object { json in
      json.member("t", hop.time)
      json.member("module", structure.parties.name(of: hop.from))
      json.member("to", structure.parties.name(of: hop.to))
      json.member("edge", hop.edge.name)
      json.array("changed", hop.changes.map(\.name))
      if !hop.changes.isEmpty {
        json.array("changes") { json in
          for change in hop.changes {
            json.object { json in
              json.member("name", change.name)
              json.member("before", change.before.isEmpty ? nil : change.before)
              json.member("after", change.after.isEmpty ? nil : change.after)
            }
          }
        }
      }
      if showsInfo, !hop.info.isEmpty {
        json.object("info") { json in
          for slot in hop.info {
            json.object(slot.name) { json in
              for field in slot.fields { json.member(field.name, field.value) }
            }
          }
        }
      }
      json.member("status", hop.geometry.map { StatusText.name(of: $0.status) })
    }
  }
}

extension EngineEvent {
  /// The event in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    json.object { json in
      json.member("sequence", sequence)
      json.member("time", time)
      json.member("severity", severity.name)
      json.member("kind", kind.name)
      json.member("subject", subject)
      json.member("text", text)
      json.member("note", note.isEmpty ? nil : note)
      json.member("cause", cause.isEmpty ? nil : cause)
      json.member("journey", journey == 0 ? nil : journey)
      json.member("request", request == 0 ? nil : request)
    }
    return json.text
  }
}
