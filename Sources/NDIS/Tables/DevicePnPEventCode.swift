/// What a device plug-and-play event tells filters and the miniport, from above downward.
///
/// Source: ndis/ns-ndis-_net_device_pnp_event
public enum DevicePnPEventCode: UInt32, CaseIterable, Sendable {
  /// The device may be removed.
  case queryRemoved = 0
  /// The device was removed.
  case removed = 1
  /// The device is gone without a question.
  case surpriseRemoved = 2
  /// The device may be stopped.
  case queryStopped = 3
  /// The device was stopped.
  case stopped = 4
  /// The system changed between mains and battery.
  case powerProfileChanged = 5
  /// The list of filters has changed.
  case filterListChanged = 6

  /// The documented name.
  public var symbol: String {
    switch self {
    case .queryRemoved: "NdisDevicePnPEventQueryRemoved"
    case .removed: "NdisDevicePnPEventRemoved"
    case .surpriseRemoved: "NdisDevicePnPEventSurpriseRemoved"
    case .queryStopped: "NdisDevicePnPEventQueryStopped"
    case .stopped: "NdisDevicePnPEventStopped"
    case .powerProfileChanged: "NdisDevicePnPEventPowerProfileChanged"
    case .filterListChanged: "NdisDevicePnPEventFilterListChanged"
    }
  }
}
