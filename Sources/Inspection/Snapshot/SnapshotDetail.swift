/// What an engine adds to a snapshot because a front looks at it.
public struct SnapshotDetail: Equatable, Sendable {
  /// The request it answers.
  public var request: DetailRequest
  /// Nil if none was asked for.
  public var packets: PacketWindow?
  /// Nil if none was asked for or the log has nothing of it.
  public var journey: Journey?
  /// What is known of the adapter asked for; nil if none was, or it is gone.
  public var adapter: AdapterFacts?
  /// What of the adapter asked for and its filter modules can be changed; empty if nothing was asked for.
  public var keywords: [KeywordRow]
  /// The requests to the adapter asked for, oldest first.
  public var flights: [RequestFlight]
  /// What the adapter asked for waits for; nil if none was asked for, and of the past, where timers are not kept.
  public var timers: [TimerRow]?
  /// Findings of the verifier, oldest first, the newest hundred.
  public var findings: [VerifierFinding]
  /// The ways that journeys took; nil if none was asked for.
  public var paths: PathShares?
  /// The instant asked for; nil if none was, or nothing is known of it.
  public var past: PastInstant?
  /// From when to when the past is known; nil if that was not asked for.
  public var span: KnownSpan?
  /// Who talked to whom; nil if it was not asked for.
  public var conversations: ConversationShares?
  /// What the fork asked for has come to; nil if none was.
  public var whatIf: WhatIfReport?

  /// Makes the value from its parts.
  public init(
    request: DetailRequest = DetailRequest(),
    packets: PacketWindow? = nil,
    journey: Journey? = nil,
    adapter: AdapterFacts? = nil,
    keywords: [KeywordRow] = [],
    flights: [RequestFlight] = [],
    timers: [TimerRow]? = nil,
    findings: [VerifierFinding] = [],
    paths: PathShares? = nil,
    past: PastInstant? = nil,
    span: KnownSpan? = nil,
    conversations: ConversationShares? = nil,
    whatIf: WhatIfReport? = nil
  ) {
    self.request = request
    self.packets = packets
    self.journey = journey
    self.adapter = adapter
    self.keywords = keywords
    self.flights = flights
    self.timers = timers
    self.findings = findings
    self.paths = paths
    self.past = past
    self.span = span
    self.conversations = conversations
    self.whatIf = whatIf
  }
}
