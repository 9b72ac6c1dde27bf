import Testing

/// How each drop reason comes about: a stack whose steps give it, and what must then be said of the packet.
struct DropReasonTrial: Sendable, CustomTestStringConvertible {
  /// The reason's symbol.
  let reason: String
  /// Who drops the packet.
  let place: String
  /// The rule or value that caused it; nil where what is in the packet itself, or a state, is the cause.
  let value: String?
  /// Where that was said: a line of the file, or a command; nil like `value`.
  let source: String?
  /// The stack file.
  let stack: String

  var testDescription: String { reason }

  /// Reasons that need more than a stack file, with the file that tries them.
  static let elsewhere: [String: String] = [
    "SendAborted": "DriversTests/ImpairTests.swift",
    "ResetInProgress": "NDISTests/CompletionReasonTests.swift",
    "DriverGaveNoReason": "NDISTests/CompletionReasonTests.swift",
    "PortInactive": "ConformanceTests/PortTests.swift",
    "LowPower": "DriversTests/WakeUpTests.swift",
    "DroppedByHand": "ConformanceTests/Break/BreakUnderLoadTests.swift",
  ]

  /// Reasons whose trial needs what no test here can have: a host device that refuses a frame, an offload that is
  /// switched off on a live edge, a looped-back copy that only its sender would want.
  static let untried: Set<String> = [
    "HostRefused", "OffloadUnavailable", "LoopbackSuppressed",
  ]
}
