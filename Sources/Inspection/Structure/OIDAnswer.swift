/// One object identifier of an adapter: what the documentation says of it, and what came of asking.
public struct OIDAnswer: Equatable, Sendable {
  /// Its number.
  public var number: UInt32
  /// Its documented name; the number in hexadecimal if there is none.
  public var name: String
  /// The group it is documented in; empty without a name.
  public var family: String
  /// What may be asked; empty if not known.
  public var kinds: ObjectIdentifierRow.Kinds
  /// What NDIS answers, so that no miniport sees it.
  public var ndisAnswers: ObjectIdentifierRow.Kinds
  /// What a miniport must implement.
  public var mandatory: ObjectIdentifierRow.Kinds
  /// How it stands with miniport drivers (`ordinary`, `optional`, `obsolete`, `interfaceProvider`, `identifierOnly`).
  public var standing: String
  /// The first version of NDIS whose drivers know it.
  public var since: String
  /// The last version of NDIS whose drivers use it; nil if they still do.
  public var until: String?
  /// The form of its value.
  public var form: String
  /// The adapter lists it as supported.
  public var isSupported: Bool
  /// The request; nil if nothing was asked.
  public var flight: RequestFlight?
  /// The value as a set takes it; empty without one.
  public var text: String
  /// What is wrong with the bytes of the value; nil for sound ones.
  public var problem: String?

  /// Makes the value from its parts.
  public init(
    number: UInt32,
    name: String,
    family: String = "",
    kinds: ObjectIdentifierRow.Kinds = [],
    ndisAnswers: ObjectIdentifierRow.Kinds = [],
    mandatory: ObjectIdentifierRow.Kinds = [],
    standing: String = "",
    since: String = "",
    until: String? = nil,
    form: String = "",
    isSupported: Bool = false,
    flight: RequestFlight? = nil,
    text: String = "",
    problem: String? = nil
  ) {
    self.number = number
    self.name = name
    self.family = family
    self.kinds = kinds
    self.ndisAnswers = ndisAnswers
    self.mandatory = mandatory
    self.standing = standing
    self.since = since
    self.until = until
    self.form = form
    self.isSupported = isSupported
    self.flight = flight
    self.text = text
    self.problem = problem
  }

  /// Who answers a kind of request: `ndis`, `miniport`, or nil where nobody may be asked.
  public func answerer(of kind: ObjectIdentifierRow.Kinds) -> String? {
    guard kinds.contains(kind) else { return nil }
    if ndisAnswers.contains(kind) { return "ndis" }
    return standing == "interfaceProvider" ? "interfaceProvider" : "miniport"
  }

  /// The status by its documented name; nil if nothing was asked, `pending` if no answer has come.
  public var status: String? { flight.map { $0.isPending ? "pending" : $0.status } }
}
