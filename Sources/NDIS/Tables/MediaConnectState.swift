/// Whether the medium is connected.
///
/// Source: ndis-status-link-state
public enum MediaConnectState: UInt32, CaseIterable, Sendable {
  /// Not known; counts as disconnected at initialization.
  case unknown = 0
  /// Connected.
  case connected = 1
  /// Disconnected.
  case disconnected = 2

  /// The documented name.
  public var symbol: String {
    switch self {
    case .unknown: "MediaConnectStateUnknown"
    case .connected: "MediaConnectStateConnected"
    case .disconnected: "MediaConnectStateDisconnected"
    }
  }
}
