import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// Turns what the stack tells into an event a person can read.
  func take(_ event: StackEvent) {
    var made = EngineEvent(
      sequence: 0,
      time: event.time.nanoseconds,
      severity: .info,
      party: event.party,
      kind: .stateChange,
      subject: stack.parties[event.party]?.name ?? "",
      text: ""
    )
    switch event.kind {
    case .state(let from, let to, let cause):
      made.text = "\(from) → \(to)"
      made.cause = cause
      if let since = stateTimes[event.party], event.time.nanoseconds > since {
        made.note = "\(from) for \(TimeText.span(event.time.nanoseconds &- since))"
      }
      stateTimes[event.party] = event.time.nanoseconds
    case .status(let symbol, let detail):
      made.kind = .statusIndication
      made.severity = .notice
      made.text = symbol
      made.note = detail
    case .pnp(let detail):
      made.kind = .plugAndPlay
      made.severity = .notice
      made.text = detail
    case .operation(let detail):
      made.kind = .command
      made.text = detail
    case .request(let flight, let name, let status):
      made.kind = .oid
      made.severity = status == NDISStatus.success.symbol ? .info : .notice
      made.text = name
      made.note = status
      made.request = flight
    case .finding(let finding):
      made.kind = .verifierFinding
      made.severity = .error
      if made.subject.isEmpty { made.subject = finding.driver }
      made.text = finding.rule.symbol
      made.note = finding.detail
      made.cause = "\(finding.rule.sentence) (\(finding.rule.page))"
      made.journey = finding.journey
    case .warning(let detail):
      made.kind = .warning
      made.severity = .warning
      made.text = detail
    }
    events.add(made, payload: Self.payload(of: event))
    breaks.note(event)
  }

  private static func payload(of event: StackEvent) -> StatusPayload? {
    guard event.code != 0, !event.payload.isEmpty else { return nil }
    let reading = StatusCodec.read(StatusCode(rawValue: event.code), bytes: event.payload)
    return StatusPayload(
      bytes: event.payload,
      fields: reading.fields.map(RequestFlight.Field.init),
      problem: reading.problem
    )
  }

  /// Adds an event of the engine's own.
  func tell(
    _ severity: EventSeverity,
    _ kind: EventKind,
    party: PartyID = 0,
    subject: String? = nil,
    _ text: String,
    note: String = "",
    cause: String = "",
    journey: UInt64 = 0,
    request: UInt64 = 0
  ) {
    events.add(
      EngineEvent(
        sequence: 0,
        time: now,
        severity: severity,
        party: party,
        kind: kind,
        subject: subject ?? stack.parties[party]?.name ?? "engine",
        text: text,
        note: note,
        cause: cause,
        journey: journey,
        request: request
      )
    )
  }
}
