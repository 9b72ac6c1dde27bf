/// Which directions honour pause frames.
///
/// Source: ndis-status-link-state
public enum PauseFunctions: UInt32, CaseIterable, Sendable {
  /// Neither.
  case unsupported = 0
  /// Pause frames are sent.
  case sendOnly = 1
  /// Pause frames are obeyed.
  case receiveOnly = 2
  /// Both.
  case sendAndReceive = 3
  /// Not known.
  case unknown = 4

  /// The documented name.
  public var symbol: String {
    switch self {
    case .unsupported: "NdisPauseFunctionsUnsupported"
    case .sendOnly: "NdisPauseFunctionsSendOnly"
    case .receiveOnly: "NdisPauseFunctionsReceiveOnly"
    case .sendAndReceive: "NdisPauseFunctionsSendAndReceive"
    case .unknown: "NdisPauseFunctionsUnknown"
    }
  }
}
