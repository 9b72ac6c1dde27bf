import CNDIS

/// Events and direct requests of a filter in C.
extension CFilterDriver {
  /// Calls `FilterNetPnPEvent`.
  public func netPnPEvent(_ event: NetPnPEvent, on module: FilterModule) -> NDISStatus {
    guard let instance, let handler = characteristics.NetPnPEventHandler else { return .success }
    return image.host.withNetPnPEvent(event) { record in
      NDISStatus(rawValue: instance.run { handler(instance.context, record) })
    }
  }

  /// Calls `FilterDevicePnPEventNotify`.
  public func devicePnPEvent(_ event: DevicePnPEventCode, on module: FilterModule) {
    guard let instance, let handler = characteristics.DevicePnPEventNotifyHandler else { return }
    var record = NET_DEVICE_PNP_EVENT(event)
    instance.run { handler(instance.context, &record) }
  }

  /// Calls `FilterDirectOidRequest`.
  public func directRequest(_ request: OIDRequest, on module: FilterModule) -> Completion {
    guard let instance, let handler = characteristics.DirectOidRequestHandler, instance.isOpen
    else { return .done(.notSupported) }
    return image.host.give(request, to: instance) { handler(instance.context, request.record) }
  }

  /// Calls `FilterDirectOidRequestComplete`.
  public func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on module: FilterModule
  ) {
    image.host.requests.made[request.record] = nil
    guard let instance, let handler = characteristics.DirectOidRequestCompleteHandler else {
      return
    }
    instance.handler("FilterDirectOidRequestComplete") {
      handler(instance.context, request.record, status.rawValue)
    }
  }

  /// Calls `FilterCancelDirectOidRequest`.
  public func cancelDirectRequest(_ request: OIDRequest, on module: FilterModule) {
    guard let instance, let handler = characteristics.CancelDirectOidRequestHandler else { return }
    instance.handler("FilterCancelDirectOidRequest") {
      handler(instance.context, request.record.pointee.RequestId)
    }
  }
}
