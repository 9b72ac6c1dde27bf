/// Why the system shuts an adapter down.
///
/// Source: ndis/nc-ndis-miniport_shutdown
public enum ShutdownAction: UInt32, CaseIterable, Sendable {
  /// The system is switched off.
  case powerOff = 1
  /// The system stops after a bug check.
  case bugCheck = 2

  /// The documented name.
  public var symbol: String {
    switch self {
    case .powerOff: "NdisShutdownPowerOff"
    case .bugCheck: "NdisShutdownBugCheck"
    }
  }
}
