/// `MiniportDevicePnPEventNotify`: hears of device events from above, as the last one.
///
/// Source: ndis/nc-ndis-miniport_device_pnp_event_notify
public protocol MiniportDevicePnPReceiving: MiniportDriver {
  func devicePnPEvent(_ event: DevicePnPEventCode, on adapter: MiniportAdapter)
}

/// `MiniportShutdownEx`: the last call a driver ever gets.
///
/// Source: ndis/nc-ndis-miniport_shutdown
public protocol MiniportShuttingDown: MiniportDriver {
  func shutdown(_ adapter: MiniportAdapter, action: ShutdownAction)
}

/// `MiniportCheckForHangEx` and `MiniportResetEx`, which a driver has both or neither.
///
/// Source: network/miniport-adapter-check-for-hang-and-reset-operations
public protocol MiniportResetting: MiniportDriver {
  /// - Returns: true if the adapter does not work any more and should be reset.
  func checkForHang(_ adapter: MiniportAdapter) -> Bool
  /// Resets the hardware; a pending one ends with `adapter.resetComplete`. The state of the adapter does not change.
  func reset(_ adapter: MiniportAdapter) -> ResetAnswer
}

/// How `MiniportResetEx` answered.
public enum ResetAnswer: Equatable, Sendable {
  /// Done; after an addressing reset NDIS sends packet filter and multicast list again.
  case done(NDISStatus, addressingReset: Bool)
  /// `NDIS_STATUS_PENDING`.
  case pending
}

/// `MiniportDirectOidRequest` and `MiniportCancelDirectOidRequest` (6.1): requests that are not serialised.
///
/// Called at DISPATCH or below. Source: network/direct-oid-request-interface-in-ndis-6-1
public protocol MiniportDirectRequesting: MiniportDriver {
  func directRequest(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion
  func cancelDirectRequest(_ request: OIDRequest, on adapter: MiniportAdapter)
}
