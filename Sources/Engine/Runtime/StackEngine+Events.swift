import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// Turns what the stack tells into an event a person can read.
  func take(_ event: StackEvent) {
    var severity = EventSeverity.info
    var kind = EventKind.stateChange
    var subject = ""
    var text = ""
    var note = ""
    var journey: UInt64 = 0
    var request: UInt64 = 0
    switch event.kind {
    case .state(let from, let to, let cause):
      subject = "state"
      text = "\(from) → \(to)"
      note = cause
    case .status(let symbol, let detail):
      kind = .statusIndication
      severity = .notice
      subject = symbol
      text = detail
    case .pnp(let detail):
      kind = .plugAndPlay
      severity = .notice
      subject = "pnp"
      text = detail
    case .operation(let detail):
      kind = .command
      subject = "operation"
      text = detail
    case .request(let flight, let name, let status):
      kind = .oid
      subject = name
      text = status
      request = flight
    case .finding(let finding):
      kind = .verifierFinding
      severity = .error
      subject = finding.rule.symbol
      text = finding.rule.sentence
      note = finding.detail
      journey = finding.journey
    case .warning(let detail):
      kind = .warning
      severity = .warning
      subject = "warning"
      text = detail
    }
    events.add(
      EngineEvent(
        sequence: 0,
        time: event.time.nanoseconds,
        severity: severity,
        party: event.party,
        kind: kind,
        subject: subject,
        text: text,
        note: note,
        journey: journey,
        request: request
      )
    )
  }
}
