/// Why an adapter is halted.
///
/// Source: ndis/nc-ndis-miniport_halt
public enum HaltAction: UInt32, CaseIterable, Sendable {
  /// The device was disabled.
  case deviceDisabled = 0
  /// An intermediate driver took its virtual miniport down.
  case instanceDeInitialized = 1
  /// The system goes to sleep.
  case poweredDown = 2
  /// The device is gone.
  case surpriseRemoved = 3
  /// The driver asked for its removal.
  case failed = 4
  /// Initialization failed after the driver had succeeded.
  case initializationFailed = 5
  /// The device was stopped, for new resources for example.
  case stopped = 6

  /// The documented name.
  public var symbol: String {
    switch self {
    case .deviceDisabled: "NdisHaltDeviceDisabled"
    case .instanceDeInitialized: "NdisHaltDeviceInstanceDeInitialized"
    case .poweredDown: "NdisHaltDevicePoweredDown"
    case .surpriseRemoved: "NdisHaltDeviceSurpriseRemoved"
    case .failed: "NdisHaltDeviceFailed"
    case .initializationFailed: "NdisHaltDeviceInitializationFailed"
    case .stopped: "NdisHaltDeviceStopped"
    }
  }
}
