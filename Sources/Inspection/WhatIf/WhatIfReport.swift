/// How far a fork has come, and what it came to.
public enum WhatIfReport: Equatable, Sendable {
  /// It runs; parts of a hundred that are done.
  case running(percent: Int)
  /// Why it cannot be, and what to do.
  case failed(String)
  /// Both runs, compared.
  case done(WhatIfOutcome)
}

/// The stack as it is and the stack with changes, compared packet by packet.
public struct WhatIfOutcome: Equatable, Sendable {
  /// The packet that was asked for, or the first that differs; nil if none does.
  public var comparison: JourneyComparison?
  /// All packets of both runs.
  public var counts: DifferenceCounts
  /// Engine nanoseconds that both ran.
  public var time: UInt64
  /// Both began anew with the configuration of the moment: nothing that drivers had learned is in them.
  public var isFresh: Bool
  /// What else is to be known of the runs, each a sentence.
  public var remarks: [String]

  /// Makes the value from its parts.
  public init(
    comparison: JourneyComparison?,
    counts: DifferenceCounts,
    time: UInt64,
    isFresh: Bool,
    remarks: [String] = []
  ) {
    self.comparison = comparison
    self.counts = counts
    self.time = time
    self.isFresh = isFresh
    self.remarks = remarks
  }
}
