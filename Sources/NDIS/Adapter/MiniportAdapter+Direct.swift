/// Direct requests: beside the queues, as many at a time as are made, at DISPATCH or below.
///
/// Source: network/direct-oid-request-interface-in-ndis-6-1
extension MiniportAdapter {
  /// The identifiers that may be asked for directly, up to NDIS 6.40.
  public static let directOIDs: [OIDNumber] = [
    .tcpTaskIpsecOffloadV2AddSa, .tcpTaskIpsecOffloadV2DeleteSa, .tcpTaskIpsecOffloadV2UpdateSa,
  ]

  /// Gives a direct request to the next module below `position` that handles them, else to the miniport.
  func submitDirect(_ request: OIDRequest, below position: Int) {
    guard Self.directOIDs.contains(request.oid) else { return complete(request, .notSupported) }
    let module = filters[..<min(position, filters.count)]
      .last { $0.handlers.contains(.directRequest) }
    if let module, let requester = module.directRequester {
      request.holder = module.party.id
      module.directRequests.append(request)
      note(request, module.party.id, "FilterDirectOidRequest")
      let answer = requester.directRequest(request, on: module)
      if case .done(let status) = answer { finishDirect(request, status: status, at: module) }
      return
    }
    guard let requester = directRequester else { return complete(request, .notSupported) }
    request.holder = party.id
    directRequests.append(request)
    note(request, party.id, "MiniportDirectOidRequest")
    let answer = requester.directRequest(request, on: self)
    if case .done(let status) = answer { finishDirect(request, status: status, at: nil) }
  }

  /// Ends a direct request at the module, or at the miniport, that holds it.
  func finishDirect(_ request: OIDRequest, status: NDISStatus, at module: FilterModule?) {
    let holder = module?.party.id ?? party.id
    let held = module?.directRequests ?? directRequests
    guard let index = held.firstIndex(where: { $0 === request }) else {
      return reportStray(request, holder)
    }
    if let module {
      module.directRequests.remove(at: index)
    } else {
      directRequests.remove(at: index)
    }
    complete(request, status)
  }

  /// Completes a direct request that the miniport holds.
  ///
  /// - C: `NdisMDirectOidRequestComplete`
  public func completeDirectRequest(_ request: OIDRequest, status: NDISStatus) {
    finishDirect(request, status: status, at: nil)
  }

  /// Asks every holder of a direct request to complete it as aborted.
  func cancelDirect(_ request: OIDRequest) {
    for module in filters.reversed() where module.handlers.contains(.cancelDirectRequest) {
      guard let held = module.directRequests.first(where: { $0.flight === request.flight })
      else { continue }
      module.directRequester?.cancelDirectRequest(held, on: module)
    }
    if let held = directRequests.first(where: { $0.flight === request.flight }) {
      directRequester?.cancelDirectRequest(held, on: self)
    }
  }
}

extension ProtocolBinding {
  /// Issues a direct request; the answer comes to `directRequestComplete` of the driver.
  ///
  /// - Returns: the request, so that it can be cancelled.
  /// - C: `NdisDirectOidRequest`
  @discardableResult
  public func directRequest(
    _ kind: OIDRequest.Kind,
    _ oid: OIDNumber,
    input: [UInt8] = [],
    outputLength: Int = 0
  ) -> OIDRequest {
    let request = OIDRequest(
      kind,
      oid,
      input: input,
      outputLength: outputLength,
      original: nil,
      flight: OIDFlight(id: stack.takeFlightID(), oid: oid, kind: kind, issuer: party.id),
      origin: .binding(self)
    )
    request.isDirect = true
    adapter.submit(request, below: adapter.filters.count)
    return request
  }
}

extension FilterModule {
  /// Sends a clone of a direct request to what lies beneath; the answer comes to `directRequestComplete`.
  ///
  /// - C: `NdisFDirectOidRequest`
  public func forwardDirect(_ request: OIDRequest) {
    let clone = OIDRequest(
      request.kind,
      request.oid,
      input: request.input,
      outputLength: request.outputCapacity,
      original: request,
      flight: request.flight,
      origin: .filter(self)
    )
    clone.isDirect = true
    adapter.submit(clone, below: position)
  }

  /// Completes a direct request that this module holds.
  ///
  /// - C: `NdisFDirectOidRequestComplete`
  public func completeDirectRequest(_ request: OIDRequest, status: NDISStatus) {
    adapter.finishDirect(request, status: status, at: self)
  }
}
