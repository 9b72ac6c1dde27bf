import CNDIS
import DataPath
import Kernel

/// Opening, closing, pausing and requests of one binding.
extension ProtocolBinding {
  /// Opens the adapter; legal only while the driver is being asked to bind.
  ///
  /// - C: `NdisOpenAdapterEx` · Source: network/binding-to-an-adapter
  public func open() -> NDISStatus {
    guard isBinding else {
      stack.report(
        .openOutsideBind,
        party: party.id,
        "the adapter was opened outside ProtocolBindAdapterEx"
      )
      return .openFailed
    }
    guard adapter.state != .halted, !adapter.isTornDown, adapter.ports.isDefaultActive else {
      return .invalidState
    }
    isOpen = true
    return .success
  }

  /// Closes the adapter: the packet filter falls to nothing and no call may use the binding any more.
  ///
  /// - C: `NdisCloseAdapterEx`
  public func close() {
    adapter.removePatterns(of: self)
    adapter.removePacketPatterns(of: self)
    adapter.endScaling(of: self)
    isOpen = false
    powerParameters = PowerParameters()
    enabledWakeUp = 0
    protocolOptions = 0
    if !packetFilter.isEmpty || !multicastList.isEmpty {
      packetFilter = []
      packetFilterSource = .call("NdisCloseAdapterEx")
      multicastList = []
      adapter.applyPacketFilter()
    }
    adapter.rebuildPath()
  }

  /// Asks the driver to bind and calls `done` when it has.
  func bind(_ done: @escaping (NDISStatus) -> Void) {
    guard state == .unbound, move(.bind) else {
      done(.failure)
      return
    }
    adapter.bindings.append(self)
    pendingResult = done
    isBinding = true
    let answer = stack.verified(party, "ProtocolBindAdapterEx") { driver.bind(self) }
    if case .done(let status) = answer { bindComplete(status) }
  }

  /// Completes a bind that pended.
  ///
  /// - C: `NdisCompleteBindAdapterEx`
  public func bindComplete(_ status: NDISStatus) {
    guard isBinding, let next = pendingResult else {
      stack.report(
        .bindingState,
        party: party.id,
        "bind completed with no bind under way"
      )
      return
    }
    isBinding = false
    pendingResult = nil
    let succeeded = status.isSuccess && isOpen
    move(succeeded ? .bindSucceeded : .bindFailed)
    if !succeeded {
      isOpen = false
      adapter.bindings.removeAll { $0 === self }
    }
    adapter.rebuildPath()
    next(status)
  }

  /// Asks the driver to unbind and calls `done` when it has.
  func unbind(_ done: @escaping () -> Void) {
    guard state == .paused, move(.unbind) else {
      done()
      return
    }
    pendingStep = done
    let answer = stack.verified(party, "ProtocolUnbindAdapterEx") { driver.unbind(self) }
    if case .done = answer { unbindComplete() }
  }

  /// Completes an unbind that pended.
  public func unbindComplete() {
    guard state == .closing, let next = pendingStep else {
      stack.report(
        .bindingState,
        party: party.id,
        "unbind completed with no unbind under way"
      )
      return
    }
    pendingStep = nil
    if isOpen { close() }
    if party.record.away(.transmit) > 0 {
      stack.report(
        .leakAtDetach,
        party: party.id,
        "\(party.record.away(.transmit)) of its sends are still out at unbind"
      )
    }
    move(.unbindCompleted)
    adapter.bindings.removeAll { $0 === self }
    stack.letGoLater(self)
    adapter.rebuildPath()
    next()
  }

  /// Sends NetEventPause and calls `done` when the binding is paused.
  func pause(_ done: @escaping () -> Void) {
    beginPause(.pause, "ProtocolNetPnPEvent (NetEventPause)", done) { driver.pause(self) }
  }

  /// Completes a pause that pended.
  ///
  /// - C: `NdisCompleteNetPnPEvent`
  public func pauseComplete() { finishPause() }

  /// Sends NetEventRestart and calls `done` when the binding runs.
  func restart(attributesChanged: Bool, _ done: @escaping (NDISStatus) -> Void) {
    guard state == .paused else { return done(.success) }
    beginRestart(.restart, "ProtocolNetPnPEvent (NetEventRestart)", done) {
      driver.restart(self, attributesChanged: attributesChanged)
    }
  }

  /// Completes a restart that pended.
  public func restartComplete(_ status: NDISStatus) { finishRestart(status) }

  /// Issues a request; the answer comes to `requestComplete` of the driver, maybe before this returns.
  ///
  /// - C: `NdisOidRequest`
  public func request(
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
      origin: .binding(self)
    )
    guard isOpen else {
      stack.report(.staleHandle, party: party.id, "a request is made after the binding was closed")
      return adapter.complete(request, .closing)
    }
    adapter.submit(request, from: self)
  }

  /// Sets what the binding wants to receive.
  public func setPacketFilter(_ filter: PacketFilter) {
    request(
      .set,
      OIDNumber.genCurrentPacketFilter,
      input: filter.rawValue.littleEndianBytes
    )
  }

  /// Replaces the binding's multicast addresses, 6 bytes each.
  public func setMulticastList(_ addresses: [[UInt8]]) {
    request(.set, OIDNumber.ethernetMulticastList, input: addresses.flatMap { $0 })
  }
}
