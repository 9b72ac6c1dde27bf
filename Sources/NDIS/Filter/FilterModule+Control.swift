import CNDIS
import DataPath
import Kernel

/// Pause, restart and requests of one module.
extension FilterModule {
  /// Completes a pause that pended.
  ///
  /// - C: `NdisFPauseComplete`
  public func pauseComplete() { finishPause() }

  /// Completes a restart that pended.
  ///
  /// - C: `NdisFRestartComplete`
  public func restartComplete(_ status: NDISStatus) { finishRestart(status) }

  /// Pauses the module and calls `done` when it is paused.
  func pause(_ done: @escaping () -> Void) {
    beginPause(.pause, "FilterPause", done) { driver.pause(self) }
  }

  /// Restarts the module and calls `done` with the result.
  func restart(_ done: @escaping (NDISStatus) -> Void) {
    guard state == .paused else { return done(.success) }
    beginRestart(.restart, "FilterRestart", done) { driver.restart(self) }
  }

  /// Pauses and restarts the stack after the caller has gone, so that the handlers of this module can change.
  ///
  /// - C: `NdisFRestartFilter` · Source: network/data-bypass-mode
  public func restartFilter() {
    let adapter = adapter
    stack.machine.workItems.queue { adapter.pauseAndRestart() }
  }

  /// Refuses a set of handlers that contradicts itself.
  ///
  /// Source: network/data-bypass-mode
  func checkHandlers() throws(NDISStatus) {
    let data: FilterHandlers = [.receive, .receiveLoan, .returnReceived]
    guard !implemented.isDisjoint(with: data), !implemented.contains(.status) else { return }
    stack.report(
      .handlerConsistencyStatus,
      party: party.id,
      "it has a receive or return handler and no status handler"
    )
    throw .badCharacteristics
  }

  /// Lets the driver choose its replaceable handlers for the restart to come.
  func chooseOptions() {
    var wanted = implemented
    if let optioning = driver as? any FilterModuleOptioning {
      wanted = optioning.moduleOptions(self)
    } else if let foreign, let options = foreign.moduleOptions(self) {
      wanted = options
    }
    let chosen =
      implemented.subtracting(.replaceable)
      .union(wanted.intersection(implemented).intersection(.replaceable))
    if chosen != handlers {
      handlers = chosen
      stack.changed()
    }
    installEntries()
  }

  /// Sends a clone of `request` to what lies beneath; the answer comes to `requestComplete`.
  ///
  /// The caller answers `.pending` for the original and completes it with `completeRequest`.
  ///
  /// - C: `NdisAllocateCloneOidRequest` + `NdisFOidRequest`
  public func forward(_ request: OIDRequest) {
    let clone = OIDRequest(
      request.kind,
      request.oid,
      input: request.input,
      outputLength: request.outputCapacity,
      original: request,
      flight: request.flight,
      origin: .filter(self)
    )
    clone.record.pointee.PortNumber = request.record.pointee.PortNumber
    adapter.submit(clone, below: position)
  }

  /// Sends a request of its own to what lies beneath; the answer comes to `requestComplete`.
  ///
  /// - C: `NdisFOidRequest`
  public func originateRequest(
    _ kind: OIDRequest.Kind,
    _ oid: OIDNumber,
    input: [UInt8] = [],
    outputLength: Int = 0
  ) {
    let flight = OIDFlight(id: stack.takeFlightID(), oid: oid, kind: kind, issuer: party.id)
    let request = OIDRequest(
      kind,
      oid,
      input: input,
      outputLength: outputLength,
      original: nil,
      flight: flight,
      origin: .filter(self)
    )
    ownRequests += 1
    if isAttaching {
      stack.report(.sendFromAttach, party: party.id, "a request was made from FilterAttach")
      return adapter.complete(request, .invalidState)
    }
    guard state.permitsRequests else {
      stack.report(
        .oidInWrongState,
        party: party.id,
        "a request was made in state \(state.displayName)"
      )
      return adapter.complete(request, .invalidState)
    }
    if ownRequests > 1 {
      stack.report(
        .secondOutstandingOID,
        party: party.id,
        "a request was issued while \(ownRequests - 1) of its own is outstanding"
      )
    }
    adapter.submit(request, below: position)
  }

  /// Completes a request that this module holds.
  ///
  /// - C: `NdisFOidRequestComplete`
  public func completeRequest(_ request: OIDRequest, status: NDISStatus) {
    adapter.finish(request, status: status, at: .module(self))
  }

  /// Passes a status indication on, or originates one, toward the protocols.
  ///
  /// - C: `NdisFIndicateStatus`
  public func indicate(_ indication: StatusIndication) {
    if isAttaching {
      stack.report(
        .statusFromAttach,
        party: party.id,
        "status indicated from FilterAttach"
      )
      return
    }
    adapter.deliver(indication, above: position)
  }
}
