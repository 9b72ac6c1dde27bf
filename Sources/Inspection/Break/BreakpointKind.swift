/// What a breakpoint can wait for: the first word of its text.
public enum BreakpointKind: String, CaseIterable, Sendable {
  /// A packet that a display filter matches.
  case packet
  /// A call of one of a module's handlers.
  case handler
  /// A request for an object identifier.
  case oid
  /// A state that an adapter, filter module or binding reaches.
  case state
  /// A rule of the verifier that is broken.
  case rule

  /// How its text is written.
  public var form: String {
    switch self {
    case .packet: "packet FILTER [at PLACE]"
    case .handler: "handler receive|return|send|sendComplete at PLACE"
    case .oid: "oid NAME|any [query|set|method] [at PLACE]"
    case .state: "state NAME [at PLACE]"
    case .rule: "rule NAME|any [at PLACE]"
    }
  }

  /// What it stops at, one sentence.
  public var sentence: String {
    switch self {
    case .packet: "Stops each packet once, where the filter first matches it."
    case .handler: "Stops at every packet that is handed to this handler of the module."
    case .oid: "Stops when a request is handed to a filter module or the miniport."
    case .state: "Stops when an adapter, filter module or binding reaches the state."
    case .rule: "Stops where the verifier sees the rule broken."
    }
  }
}
