import CNDIS
import DataPath

/// Pause, restart and requests of one module.
extension FilterModule {
  /// Completes a pause that pended.
  ///
  /// - C: `NdisFPauseComplete`
  public func pauseComplete() {
    guard state == .pausing, let next = pendingStep, injector?.isPauseWaiting != true else {
      stack.report(
        .doublePauseCompletion,
        party: party.id,
        "pause completed in state \(state.displayName) with no pause under way"
      )
      return
    }
    if let injector, injector.outstanding > 0 {
      injector.isPauseWaiting = true
      return
    }
    pendingStep = nil
    pausesWhenHome = false
    if !isHome {
      let record = party.record
      stack.report(
        .leakAtPause,
        party: party.id,
        "\(record.away(.transmit) + record.away(.receive)) of its own lists are away and it holds "
          + "\(record.ledger(.transmit).pointee.held + record.ledger(.receive).pointee.held)"
      )
    }
    move(.pauseCompleted)
    next()
  }

  /// Completes a restart that pended.
  ///
  /// - C: `NdisFRestartComplete`
  public func restartComplete(_ status: NDISStatus) {
    guard state == .restarting, let next = pendingRestart else {
      stack.report(
        .doubleRestartCompletion,
        party: party.id,
        "restart completed in state \(state.displayName) with no restart under way"
      )
      return
    }
    pendingRestart = nil
    move(status.isSuccess ? .restartSucceeded : .restartFailed)
    next(status)
  }

  /// Pauses the module and calls `done` when it is paused.
  func pause(_ done: @escaping () -> Void) {
    guard state == .running, move(.pause) else {
      done()
      return
    }
    pendingStep = done
    let answer = stack.verified(party, "FilterPause") { driver.pause(self) }
    switch answer {
    case .done: pauseComplete()
    case .pending: break
    }
  }

  /// Restarts the module and calls `done` with the result.
  func restart(_ done: @escaping (NDISStatus) -> Void) {
    guard state == .paused, move(.restart) else {
      done(.success)
      return
    }
    pendingRestart = done
    let answer = stack.verified(party, "FilterRestart") { driver.restart(self) }
    if case .done(let status) = answer { restartComplete(status) }
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
    ownRequests += 1
    if ownRequests > 1 {
      stack.report(
        .secondOutstandingOID,
        party: party.id,
        "a request was issued while \(ownRequests - 1) of its own is outstanding"
      )
    }
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
