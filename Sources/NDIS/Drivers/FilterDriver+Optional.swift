/// `FilterNetPnPEvent`: sees net events on their way up and passes them on with `module.forward(_:)`.
///
/// Source: ndis/nc-ndis-filter_net_pnp_event
public protocol FilterNetPnPReceiving: FilterDriver {
  /// - Returns: what `module.forward(_:)` gave, or a refusal of its own where the event can be refused.
  func netPnPEvent(_ event: NetPnPEvent, on module: FilterModule) -> NDISStatus
}

/// `FilterDevicePnPEventNotify`: sees device events on their way down and passes them on with `module.forward(_:)`.
///
/// Source: ndis/nc-ndis-filter_device_pnp_event_notify
public protocol FilterDevicePnPReceiving: FilterDriver {
  func devicePnPEvent(_ event: DevicePnPEventCode, on module: FilterModule)
}

/// `FilterDirectOidRequest`, `FilterDirectOidRequestComplete`, `FilterCancelDirectOidRequest` (6.1).
///
/// Called at DISPATCH or below. Source: network/direct-oid-request-interface-in-ndis-6-1
public protocol FilterDirectRequesting: FilterDriver {
  /// Answers a request or forwards a clone of it with `module.forwardDirect(_:)`.
  func directRequest(_ request: OIDRequest, on module: FilterModule) -> Completion
  func directRequestComplete(_ request: OIDRequest, status: NDISStatus, on module: FilterModule)
  func cancelDirectRequest(_ request: OIDRequest, on module: FilterModule)
}
