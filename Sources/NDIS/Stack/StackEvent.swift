public import Kernel

/// Something that happened in the stack and that a person may want to see.
public struct StackEvent: Sendable {
  public enum Kind: Sendable, Equatable {
    /// A state machine moved: from, to, the event that moved it.
    case state(from: String, to: String, event: String)
    /// A status indication: symbol and decoded payload.
    case status(String, String)
    /// A Plug and Play or net PnP event.
    case pnp(String)
    /// A stack operation began or ended.
    case operation(String)
    /// A request ended: flight id, OID name, status.
    case request(UInt64, String, String)
    /// The verifier caught a driver.
    case finding(VerifierFinding)
    case warning(String)
  }

  public var time: Instant
  /// The party it happened to, 0 for the stack.
  public var party: UInt32
  public var kind: Kind

  public init(time: Instant, party: UInt32, kind: Kind) {
    self.time = time
    self.party = party
    self.kind = kind
  }
}

/// A broken rule: which, by whom, on what packet.
public struct VerifierFinding: Sendable, Equatable {
  public var rule: VerifierRule
  public var time: Instant
  public var party: UInt32
  /// Name of the driver that broke the rule.
  public var driver: String
  /// The packet concerned, 0 if none.
  public var journey: UInt64
  /// What was seen and what was expected.
  public var detail: String
}
