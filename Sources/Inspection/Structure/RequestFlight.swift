/// One OID request on its way through a stack: who had it, since when, what came of it.
public struct RequestFlight: Equatable, Sendable {
  /// What is asked, as `NDIS_REQUEST_TYPE` numbers it.
  public enum Kind: UInt8, CaseIterable, Sendable {
    case query = 0
    case set = 1
    case queryStatistics = 2
    case method = 12

    /// One word for people.
    public var name: String {
      switch self {
      case .query: "query"
      case .set: "set"
      case .queryStatistics: "statistics"
      case .method: "method"
      }
    }
  }

  /// One thing that happened to the request or to a clone of it.
  public struct Step: Equatable, Sendable {
    /// Engine nanoseconds.
    public var time: UInt64
    /// Whose it was then.
    public var party: PartyID
    /// What happened: a handler's name, or how it was answered.
    public var text: String

    /// Makes the value from its parts.
    public init(time: UInt64, party: PartyID, text: String) {
      self.time = time
      self.party = party
      self.text = text
    }
  }

  /// A part of the value under its name.
  public struct Field: Equatable, Sendable {
    /// The member's documented name, with its path; what a plain value is called.
    public var name: String
    /// As text.
    public var value: String
    /// Where it is among the bytes.
    public var start: UInt32
    /// Bytes it takes.
    public var count: UInt32
    /// A header, an offset, a size or what has no meaning: it says nothing the other fields do not.
    public var isDerived: Bool

    /// Makes the value from its parts.
    public init(
      _ name: String,
      _ value: String,
      start: UInt32 = 0,
      count: UInt32 = 0,
      isDerived: Bool = false
    ) {
      self.name = name
      self.value = value
      self.start = start
      self.count = count
      self.isDerived = isDerived
    }
  }

  /// Never reused.
  public var id: UInt64
  /// Whose stack it went through.
  public var adapter: AdapterID
  /// The object it is about.
  public var number: UInt32
  /// Its documented name.
  public var name: String
  /// What is asked.
  public var kind: Kind
  /// Who issued it; the interface layer's party for NDIS and for people.
  public var issuer: PartyID
  /// Oldest first.
  public var steps: [Step]
  /// The final status by its documented name; empty while it is under way.
  public var status: String
  /// It ended and did not fail.
  public var hasSucceeded: Bool
  /// Bytes that the issuer gave; as many as the engine keeps.
  public var input: [UInt8]
  /// Bytes of the answer; as many as the engine keeps.
  public var output: [UInt8]
  /// Bytes the answer would take; 0 unless the buffer was too short.
  public var bytesNeeded: UInt32
  /// The value in its parts: of the answer, of what is set where there is none.
  public var fields: [Field]

  /// Makes the value from its parts.
  public init(
    id: UInt64,
    adapter: AdapterID,
    number: UInt32,
    name: String,
    kind: Kind,
    issuer: PartyID,
    steps: [Step] = [],
    status: String = "",
    hasSucceeded: Bool = false,
    input: [UInt8] = [],
    output: [UInt8] = [],
    bytesNeeded: UInt32 = 0,
    fields: [Field] = []
  ) {
    self.id = id
    self.adapter = adapter
    self.number = number
    self.name = name
    self.kind = kind
    self.issuer = issuer
    self.steps = steps
    self.status = status
    self.hasSucceeded = hasSucceeded
    self.input = input
    self.output = output
    self.bytesNeeded = bytesNeeded
    self.fields = fields
  }

  /// It has not ended.
  public var isPending: Bool { status.isEmpty }

  /// Engine nanoseconds at which it was issued.
  public var start: UInt64 { steps.first?.time ?? 0 }

  /// Engine nanoseconds it took; of a pending one what it has taken until `now`.
  public func duration(at now: UInt64) -> UInt64 {
    let end = isPending ? now : steps.last?.time ?? start
    return end >= start ? end - start : 0
  }

  /// Who has it now; 0 once it has ended.
  public var holder: PartyID { isPending ? steps.last?.party ?? issuer : 0 }
}
