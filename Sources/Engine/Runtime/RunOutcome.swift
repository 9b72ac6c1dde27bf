public import Inspection

/// What a run on an engine's own thread came to.
public struct RunOutcome: Sendable {
  /// The stack as it was left.
  public let snapshot: Snapshot
  /// Broken rules.
  public let findings: [VerifierFinding]
  /// What makes the run fail: broken rules, ledgers that do not balance.
  public let problems: [String]
  /// What of the recording could not be stored, and why.
  public let recordingProblems: [String]
  /// What the run cost the host, if that was measured.
  public let cost: HostCost?
}
