/// Whether both directions can be used at a time.
///
/// Source: ndis-status-link-state
public enum MediaDuplexState: UInt32, CaseIterable, Sendable {
  /// Not known.
  case unknown = 0
  /// One direction at a time.
  case half = 1
  /// Both directions at a time.
  case full = 2

  /// The documented name.
  public var symbol: String {
    switch self {
    case .unknown: "MediaDuplexStateUnknown"
    case .half: "MediaDuplexStateHalf"
    case .full: "MediaDuplexStateFull"
    }
  }
}
