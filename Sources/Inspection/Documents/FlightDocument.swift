/// Parts of requests as documents have them.
extension RequestFlight.Field {
  /// Writes name, value and place among the bytes.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("value", value)
      json.member("offset", start)
      json.member("length", count)
    }
  }
}

extension RequestFlight {
  /// Writes who had the request and when.
  public func write(to json: inout JSONWriter, in structure: StackStructure) {
    json.object { json in
      json.member("id", id)
      json.member("kind", kind.name)
      json.member("issuer", structure.parties.name(of: issuer))
      json.member("start", start)
      json.member("duration", isPending ? nil : duration(at: 0))
      json.member("holder", isPending ? structure.parties.name(of: holder) : nil)
      json.array("steps") { json in
        for step in steps {
          json.object { json in
            json.member("t", step.time)
            json.member("module", structure.parties.name(of: step.party))
            json.member("text", step.text)
          }
        }
      }
    }
  }

  /// The way of the request for people, a line a step; times count from its start.
  public func lines(in structure: StackStructure) -> [String] {
    var table = TextTable()
    for step in steps {
      table.add([
        "+" + TimeText.span(step.time >= start ? step.time - start : 0),
        structure.parties.name(of: step.party), step.text,
      ])
    }
    return table.lines
  }
}
