import CNDIS

/// Events and direct requests of a protocol in C.
extension CProtocolDriver {
  /// Calls `ProtocolNetPnPEvent`; an event that pends counts as accepted.
  public func netPnPEvent(_ event: NetPnPEvent, on binding: ProtocolBinding) -> NDISStatus {
    guard let instance, let handler = characteristics.NetPnPEventHandler else { return .success }
    return image.host.withNetPnPEvent(event) { record in
      let status = NDISStatus(rawValue: instance.run { handler(instance.context, record) })
      // A protocol that does not know an event has nothing against it.
      return status == .pending || status == .notRecognized || status == .notSupported
        ? .success : status
    }
  }

  /// Calls `ProtocolDirectOidRequestComplete`.
  public func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    image.host.requests.made[request.record] = nil
    guard let instance, let handler = characteristics.DirectOidRequestCompleteHandler else {
      return
    }
    instance.handler("ProtocolDirectOidRequestComplete") {
      handler(instance.context, request.record, status.rawValue)
    }
  }
}
