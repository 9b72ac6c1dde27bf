import CNDIS
import Kernel

/// Requests on their way down a stack, one at a time through each filter module and the miniport.
extension MiniportAdapter {
  /// Who has a request.
  enum Holder {
    case module(FilterModule)
    case miniport
  }

  /// Issues a request from the top in the name of NDIS or a person; `done` gets it back.
  public func request(
    _ kind: OIDRequest.Kind,
    _ oid: OIDNumber,
    input: [UInt8] = [],
    outputLength: Int = 0,
    done: @escaping (OIDRequest, NDISStatus) -> Void
  ) {
    let flight = OIDFlight(
      id: stack.takeFlightID(),
      oid: oid,
      kind: kind,
      issuer: interfaceLayer?.party.id ?? 0
    )
    let request = OIDRequest(
      kind,
      oid,
      input: input,
      outputLength: outputLength,
      original: nil,
      flight: flight,
      origin: .closure(done)
    )
    guard isScalingSet(request) else { return submit(request, below: filters.count) }
    submitScalingSet(request, owner: nil)
  }

  /// Gives a request to the next module below `position` that handles requests, else to the miniport.
  func submit(_ request: OIDRequest, below position: Int) {
    register(request)
    if let refusal = refusal(of: request) { return complete(request, refusal) }
    if request.isDirect { return submitDirect(request, below: position) }
    if let module = filters[..<min(position, filters.count)].last(where: {
      $0.handlers.contains(.request)
    }) {
      request.holder = module.party.id
      module.requests.add(request)
      deliverNext(to: module)
    } else {
      request.holder = party.id
      requests.add(request)
      deliverNextToMiniport()
    }
  }

  /// Puts a new flight into the list.
  func register(_ request: OIDRequest) {
    guard !request.flight.isListed else { return }
    request.flight.isListed = true
    request.flight.input = OIDFlight.kept(request.input)
    flights.append(request.flight)
    if flights.count > 256 { flights.removeFirst(flights.count - 256) }
  }

  /// Why no request, or not this one, may go down now; nil if it may.
  func refusal(of request: OIDRequest) -> NDISStatus? {
    if isRemoved { return .notAccepted }
    guard state.permitsRequests else { return .invalidState }
    let port = request.record.pointee.PortNumber
    if port != 0, ports[port]?.isActive != true { return .invalidPort }
    guard isInLowPower, request.oid != OIDNumber.pnpSetPower else { return nil }
    reportRequestInLowPower(request)
    return .lowPowerState
  }

  /// Names the driver that asks a sleeping miniport; one that is being unbound only clears what it had set.
  private func reportRequestInLowPower(_ request: OIDRequest) {
    guard request.original == nil else { return }
    let asker: UInt32
    switch request.origin {
    case .binding(let binding) where binding.state != .closing: asker = binding.party.id
    case .filter(let module): asker = module.party.id
    default: return
    }
    stack.report(
      .requestInLowPower,
      party: asker,
      "\(request.oid.description) was requested while the adapter is in low power"
    )
  }

  private func deliverNext(to module: FilterModule) {
    guard let request = module.requests.takeNext() else { return }
    note(
      request,
      module.party.id,
      request.original == nil ? "FilterOidRequest" : "FilterOidRequest (clone)"
    )
    stack.onRequest?(request, module.party.id)
    let answer = stack.verified(module.party, "FilterOidRequest") {
      module.requester?.request(request, on: module) ?? .done(.notSupported)
    }
    if case .done(let status) = answer { finish(request, status: status, at: .module(module)) }
  }

  private func deliverNextToMiniport() {
    guard let request = requests.takeNext() else { return }
    if let status = answerOfNDIS(request) {
      note(request, interfaceLayer?.party.id ?? 0, "answered by NDIS")
      return finish(request, status: status, at: .miniport)
    }
    note(request, party.id, "MiniportOidRequest")
    stack.onRequest?(request, party.id)
    let answer = stack.verified(party, "MiniportOidRequest") { driver.request(request, on: self) }
    if case .done(let status) = answer { finish(request, status: status, at: .miniport) }
  }

  /// Completes the request that the miniport holds.
  ///
  /// - C: `NdisMOidRequestComplete`
  public func completeRequest(_ request: OIDRequest, status: NDISStatus) {
    finish(request, status: status, at: .miniport)
  }

  /// Ends a request at its holder, lets the next one in and tells its originator.
  func finish(_ request: OIDRequest, status: NDISStatus, at holder: Holder) {
    switch holder {
    case .module(let module):
      guard module.requests.finish(request) else {
        return reportStray(request, module.party.id)
      }
      complete(request, status)
      deliverNext(to: module)
      module.requests.noteIdle()
    case .miniport:
      guard requests.finish(request) else { return reportStray(request, party.id) }
      complete(request, status)
      deliverNextToMiniport()
      requests.noteIdle()
    }
  }

  func reportStray(_ request: OIDRequest, _ party: UInt32) {
    guard !request.isAbandoned else { return }
    stack.report(
      request.isCancelled ? .lateCancelAnswer : .forwardedOriginalOID,
      party: party,
      "\(request.oid.description) was completed by a party that does not hold it"
    )
  }

  /// Tells the originator.
  func complete(_ request: OIDRequest, _ status: NDISStatus) {
    guard !request.isComplete else { return }
    request.isComplete = true
    switch request.origin {
    case .none:
      if request.original == nil { close(request, status) }
    case .binding(let binding) where request.isDirect:
      close(request, status)
      binding.directRequester?.directRequestComplete(request, status: status, on: binding)
    case .binding(let binding):
      close(request, status)
      binding.driver.requestComplete(request, status: status, on: binding)
    case .filter(let module):
      let handler = request.isDirect ? "FilterDirectOidRequestComplete" : "FilterOidRequestComplete"
      note(request, module.party.id, "\(handler) \(status.symbol)")
      if request.original == nil {
        if !request.isDirect { module.ownRequests -= 1 }
        close(request, status)
      }
      if request.isDirect {
        module.directRequester?.directRequestComplete(request, status: status, on: module)
        return
      }
      module.requester?.requestComplete(request, status: status, on: module)
    case .closure(let body):
      if request.original == nil { close(request, status) }
      body(request, status)
    }
  }

  private func close(_ request: OIDRequest, _ status: NDISStatus) {
    request.flight.status = status
    request.flight.output = OIDFlight.kept(request.output)
    request.flight.bytesNeeded = UInt32(request.bytesNeeded)
    note(request, request.flight.issuer, "completed \(status.symbol)")
    stack.emit(
      .request(request.flight.id, request.oid.description, status.symbol),
      party: party.id
    )
  }

  func note(_ request: OIDRequest, _ party: UInt32, _ what: String) {
    request.flight.steps.append(OIDFlight.Step(time: stack.now, party: party, what: what))
  }

  /// Asks whoever holds the request to complete it as aborted.
  ///
  /// - C: `NdisCancelOidRequest`
  public func cancelRequest(_ request: OIDRequest) {
    request.isCancelled = true
    if request.isDirect { return cancelDirect(request) }
    askToAbort(request.flight)
    guard !request.isComplete else { return }
    _ = afterSecond(for: timerUses.cancelled) { [weak self] in
      self?.reportLateAnswer(to: request)
    }
  }

  /// Takes out what waits of a request and its clones, and asks everyone who holds one, from the top, to end it.
  func askToAbort(_ flight: OIDFlight) {
    for module in filters.reversed() {
      if let waiting = module.requests.remove(flight) {
        return complete(waiting, .requestAborted)
      }
      guard let held = module.requests.outstanding, held.flight === flight,
        module.handlers.contains(.cancelRequest)
      else { continue }
      module.requester?.cancelRequest(held, on: module)
    }
    if let waiting = requests.remove(flight) { return complete(waiting, .requestAborted) }
    if let held = requests.outstanding, held.flight === flight {
      held.isCancelled = true
      driver.cancelRequest(held, on: self)
    }
  }

  /// The lowest party that holds a request or a clone of it.
  func holder(of flight: OIDFlight) -> Party? {
    if requests.outstanding?.flight === flight { return party }
    return filters.first { $0.requests.outstanding?.flight === flight }?.party
  }

  /// Names the lowest party that still holds a request one second after it was cancelled.
  private func reportLateAnswer(to request: OIDRequest) {
    guard !request.isComplete else { return }
    guard let holder = holder(of: request.flight) else { return }
    stack.report(
      .lateCancelAnswer,
      party: holder.id,
      "\(request.oid.description) was cancelled one second ago and is still held"
    )
  }
}

extension [UInt8] {
  /// The value of the first bytes, lowest first; missing bytes are 0.
  func littleEndianValue<Value: FixedWidthInteger>(_ type: Value.Type = Value.self) -> Value {
    var value: Value = 0
    for index in 0..<Swift.min(count, MemoryLayout<Value>.size) {
      value |= Value(truncatingIfNeeded: self[index]) << Value(index * 8)
    }
    return value
  }
}
