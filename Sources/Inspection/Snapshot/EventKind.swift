/// What an event is about.
public enum EventKind: UInt8, CaseIterable, Sendable {
  case stateChange = 0
  case statusIndication = 1
  case plugAndPlay = 2
  case dropSummary = 3
  case verifierFinding = 4
  case oid = 5
  case command = 6
  case warning = 7
  case breakpoint = 8
  /// Packets take a way that none took before.
  case path = 9
  /// Lists are held longer than they may be, or no longer.
  case held = 10

  /// Key in documents.
  public var name: String {
    switch self {
    case .stateChange: "stateChange"
    case .statusIndication: "statusIndication"
    case .plugAndPlay: "pnp"
    case .dropSummary: "drop"
    case .verifierFinding: "verifierFinding"
    case .oid: "oid"
    case .command: "command"
    case .warning: "warning"
    case .breakpoint: "breakpoint"
    case .path: "path"
    case .held: "held"
    }
  }
}
