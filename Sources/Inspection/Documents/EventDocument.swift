/// One event as `events` prints it.
public struct EventDocument: Sendable {
  let event: EngineEvent
  let payload: StatusPayload?
  let structure: StackStructure

  /// Makes the document of an event; `payload` is what a status indication carried.
  public init(_ event: EngineEvent, payload: StatusPayload? = nil, in structure: StackStructure) {
    self.event = event
    self.payload = payload
    self.structure = structure
  }

  /// The event in one line of JSON, without a line end.
  public var json: String {
    var json = JSONWriter()
    write(to: &json)
    return json.text
  }

  /// Writes the event as an object.
  public func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("sequence", event.sequence)
      json.member("t", event.time)
      json.member("severity", event.severity.name)
      json.member("kind", event.kind.name)
      json.member("adapter", adapter)
      json.member("module", event.subject)
      json.member("text", event.text)
      json.member("note", event.note.isEmpty ? nil : event.note)
      json.member("cause", event.cause.isEmpty ? nil : event.cause)
      json.member("journey", event.journey == 0 ? nil : event.journey)
      json.member("request", event.request == 0 ? nil : event.request)
      guard let payload else { return }
      json.object("payload") { json in
        json.array("fields") { json in
          for field in payload.fields { field.write(to: &json) }
        }
        json.member("bytes", HexText.digits(payload.bytes))
        json.member("problem", payload.problem)
      }
    }
  }

  /// The event in one line for people.
  public var line: String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.count))
    }
    let seconds = TimeText.seconds(event.time)
    var line = String(repeating: " ", count: max(0, 14 - seconds.count)) + seconds
    line += "  " + padded(event.severity.name, 7) + "  " + padded(event.kind.name, 16)
    line += "  " + padded(who, 16) + "  " + event.text
    for more in [event.note, event.cause] where !more.isEmpty { line += "  " + more }
    if event.journey != 0 { line += "  journey \(event.journey)" }
    return line
  }

  private var adapter: String? {
    structure.parties[event.party]?.adapter.flatMap { structure.adapter($0)?.name }
  }

  private var who: String {
    guard let adapter, adapter != event.subject else { return event.subject }
    return "\(adapter)/\(event.subject)"
  }
}
