/// What a net plug-and-play event tells protocols and filters, from below upward.
///
/// Source: netpnp/ns-netpnp-_net_pnp_event
public enum NetPnPEventCode: UInt32, CaseIterable, Sendable {
  /// The adapter changes its power state.
  case setPower = 0
  /// The adapter is about to change its power state.
  case queryPower = 1
  /// The adapter is about to be removed; a driver may object.
  case queryRemoveDevice = 2
  /// The adapter stays after all.
  case cancelRemoveDevice = 3
  /// The configuration of the driver has changed.
  case reconfigure = 4
  /// The order of the bindings has changed.
  case bindList = 5
  /// Every binding there is has been offered.
  case bindsComplete = 6
  /// The wake-up capabilities have changed.
  case pnpCapabilities = 7
  /// The binding goes to pausing.
  case pause = 8
  /// The binding goes to restarting.
  case restart = 9
  /// Ports are being activated; a driver may object.
  case portActivation = 10
  /// Ports are being deactivated.
  case portDeactivation = 11
  /// A virtual miniport of an intermediate driver is enabled again.
  case imReEnableDevice = 12
  /// Network direct is being enabled (6.30).
  case ndkEnable = 13
  /// Network direct is being disabled (6.30).
  case ndkDisable = 14
  /// The filter module is about to be detached (6.30).
  case filterPreDetach = 15
  /// A binding failed (6.30).
  case bindFailed = 16
  /// The extensible switch is active (6.30).
  case switchActivate = 17

  /// The documented name.
  public var symbol: String {
    switch self {
    case .setPower: "NetEventSetPower"
    case .queryPower: "NetEventQueryPower"
    case .queryRemoveDevice: "NetEventQueryRemoveDevice"
    case .cancelRemoveDevice: "NetEventCancelRemoveDevice"
    case .reconfigure: "NetEventReconfigure"
    case .bindList: "NetEventBindList"
    case .bindsComplete: "NetEventBindsComplete"
    case .pnpCapabilities: "NetEventPnPCapabilities"
    case .pause: "NetEventPause"
    case .restart: "NetEventRestart"
    case .portActivation: "NetEventPortActivation"
    case .portDeactivation: "NetEventPortDeactivation"
    case .imReEnableDevice: "NetEventIMReEnableDevice"
    case .ndkEnable: "NetEventNDKEnable"
    case .ndkDisable: "NetEventNDKDisable"
    case .filterPreDetach: "NetEventFilterPreDetach"
    case .bindFailed: "NetEventBindFailed"
    case .switchActivate: "NetEventSwitchActivate"
    }
  }
}

extension NetPnPEventCode {
  /// True if a driver's refusal stops what the event announces.
  public var isFailable: Bool { self == .queryRemoveDevice || self == .portActivation }

  /// True for events that came with NDIS 6.30.
  public var isSince630: Bool { rawValue >= Self.ndkEnable.rawValue }
}
