public import Kernel

/// Something that happened in the stack and that a person may want to see.
public struct StackEvent: Sendable {
  /// What happened, with what a person needs to know of it.
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
    /// Something that went wrong without breaking a rule, as a sentence.
    case warning(String)
  }

  /// Engine time.
  public var time: Instant
  /// The party it happened to, 0 for the stack.
  public var party: UInt32
  /// What happened.
  public var kind: Kind
  /// The code of a status indication; 0 for other events.
  public var code: UInt32
  /// The payload of a status indication; empty for other events.
  public var payload: [UInt8]

  /// An event at an instant.
  public init(
    time: Instant,
    party: UInt32,
    kind: Kind,
    code: UInt32 = 0,
    payload: [UInt8] = []
  ) {
    self.time = time
    self.party = party
    self.kind = kind
    self.code = code
    self.payload = payload
  }
}

/// A broken rule: which, by whom, on what packet.
public struct VerifierFinding: Sendable, Equatable {
  /// The rule that was broken.
  public var rule: VerifierRule
  /// Engine time.
  public var time: Instant
  /// Id of the party that broke it.
  public var party: UInt32
  /// Name of the driver that broke the rule.
  public var driver: String
  /// The packet concerned, 0 if none.
  public var journey: UInt64
  /// What was seen and what was expected.
  public var detail: String
}
