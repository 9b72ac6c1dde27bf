import Testing

/// How each drop reason comes about: a stack whose steps give it, and what must then be said of the packet.
struct DropReasonTrial: Sendable, CustomTestStringConvertible {
  /// The reason's symbol.
  let reason: String
  /// Who drops the packet.
  let place: String
  /// The rule or value that caused it.
  let value: String
  /// Where that was said: a line of the file, a command, a request, a byte of the packet, a call of a driver.
  let source: String
  /// A breakpoint at which a person drops the packet; nil for none.
  var breakpoint: String?
  /// The stack file.
  let stack: String

  var testDescription: String { reason }

  /// Reasons that need a host interface, with the script that tries them in a network namespace.
  static let elsewhere: [String: String] = [
    "HostRefused": "Tools/edges/refusals", "OffloadUnavailable": "Tools/edges/refusals",
  ]
}
