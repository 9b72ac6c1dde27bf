import NDIS

/// Forwards every request to what lies beneath and gives its answer back.
final class ForwardingFilter: FilterRequesting, FilterStatusReceiving {
  /// Requests forwarded.
  private(set) var forwarded = 0

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { module.pauseWhenHome() }
  func restart(_ module: FilterModule) -> Completion { .success }

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func request(_ request: OIDRequest, on module: FilterModule) -> Completion {
    forwarded += 1
    module.forward(request)
    return .pending
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on module: FilterModule) {
    guard let original = request.original else { return }
    request.copyResults(to: original)
    module.completeRequest(original, status: status)
  }

  func cancelRequest(_ request: OIDRequest, on module: FilterModule) {}
}
