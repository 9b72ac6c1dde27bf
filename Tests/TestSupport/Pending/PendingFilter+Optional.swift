public import NDIS

/// The optional handlers of a filter: what the inner driver has is used, everything else passed on.
extension PendingFilter: FilterNetPnPReceiving, FilterDevicePnPReceiving, FilterDirectRequesting {
  /// `FilterNetPnPEvent`.
  public func netPnPEvent(_ event: NetPnPEvent, on module: FilterModule) -> NDISStatus {
    (inner as? any FilterNetPnPReceiving)?.netPnPEvent(event, on: module) ?? module.forward(event)
  }

  /// `FilterDevicePnPEventNotify`.
  public func devicePnPEvent(_ event: DevicePnPEventCode, on module: FilterModule) {
    guard let driver = inner as? any FilterDevicePnPReceiving else { return module.forward(event) }
    driver.devicePnPEvent(event, on: module)
  }

  /// `FilterDirectOidRequest`, pending.
  public func directRequest(_ request: OIDRequest, on module: FilterModule) -> Completion {
    module.forwardDirect(request)
    return .pending
  }

  /// `FilterDirectOidRequestComplete`.
  public func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on module: FilterModule
  ) {
    guard let original = request.original else { return }
    request.copyResults(to: original)
    module.completeDirectRequest(original, status: status)
  }

  /// `FilterCancelDirectOidRequest`; the clone is lower.
  public func cancelDirectRequest(_ request: OIDRequest, on module: FilterModule) {}
}
