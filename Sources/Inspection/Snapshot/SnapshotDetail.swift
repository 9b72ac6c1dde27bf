/// What an engine adds to a snapshot because a front looks at it.
public struct SnapshotDetail: Equatable, Sendable {
  /// The request it answers.
  public var request: DetailRequest
  /// Nil if none was asked for.
  public var packets: PacketWindow?
  /// Nil if none was asked for or the log has nothing of it.
  public var journey: Journey?
  /// Findings of the verifier, oldest first, the newest hundred.
  public var findings: [VerifierFinding]

  /// Makes the value from its parts.
  public init(
    request: DetailRequest = DetailRequest(),
    packets: PacketWindow? = nil,
    journey: Journey? = nil,
    findings: [VerifierFinding] = []
  ) {
    self.request = request
    self.packets = packets
    self.journey = journey
    self.findings = findings
  }
}
