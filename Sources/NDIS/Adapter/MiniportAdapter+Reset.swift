import CNDIS
import DataPath
import Kernel

/// Hang check and reset.
///
/// Source: network/miniport-adapter-check-for-hang-and-reset-operations
extension MiniportAdapter {
  /// Starts asking the driver whether its adapter hangs, if it has the handlers.
  func startHangCheck() {
    guard resetter != nil, let attributes else { return }
    // The period is a multiple of two seconds.
    let stated = UInt64(max(2, attributes.checkForHangTime))
    let period = Nanoseconds.seconds((stated + 1) / 2 * 2)
    hangTimer = stack.machine.timers.schedule(
      at: stack.now + period,
      every: period,
      for: timerUses.hangCheck
    ) { [weak self] in
      self?.checkForHang()
    }
  }

  func stopHangCheck() {
    if let timer = hangTimer { _ = stack.machine.timers.cancel(timer) }
    hangTimer = nil
  }

  private func checkForHang() {
    guard !isResetting, let driver = resetter else { return }
    // A request that survives two checks counts as a hang.
    let held = requests.outstanding
    let isStuck = held != nil && held === lastHeldRequest
    lastHeldRequest = isStuck ? nil : held
    let hangs = stack.verified(party, "MiniportCheckForHangEx") { driver.checkForHang(self) }
    if hangs || isStuck { reset() }
  }

  /// Resets the adapter; its state stays as it is.
  ///
  /// - C: `NdisMResetMiniport`
  public func reset() {
    guard !isResetting, state != .halted, state != .shutdown,
      let driver = resetter
    else { return }
    isResetting = true
    lastHeldRequest = nil
    indicate(.resetStart)
    let answer = stack.verified(party, "MiniportResetEx") { driver.reset(self) }
    if case .done(let status, let addressing) = answer {
      resetComplete(status, addressingReset: addressing)
    }
  }

  /// Completes a reset that pended.
  ///
  /// - Parameters:
  ///   - status: result of the reset.
  ///   - addressingReset: true if NDIS is to send packet filter and multicast list again.
  /// - C: `NdisMResetComplete`
  public func resetComplete(_ status: NDISStatus, addressingReset: Bool) {
    guard isResetting else {
      stack.report(.adapterState, party: party.id, "reset completed with no reset under way")
      return
    }
    checkNothingHeld()
    isResetting = false
    indicate(.resetEnd)
    defer {
      let next = whenReset
      whenReset = nil
      next?()
    }
    guard addressingReset, status.isSuccess, state != .halted, state != .shutdown else { return }
    // NDIS itself asks, so nobody above the miniport sees these.
    requestBelowFilters(
      .set,
      OIDNumber.genCurrentPacketFilter,
      input: packetFilter.rawValue.littleEndianBytes
    )
    let list = multicastList
    if !list.isEmpty {
      requestBelowFilters(.set, OIDNumber.ethernetMulticastList, input: list.flatMap { $0 })
    }
  }

  /// From NDIS 6.30 on, a miniport completes what it holds before its reset is complete.
  ///
  /// Source: ndis/nc-ndis-miniport_reset
  private func checkNothingHeld() {
    guard component.ndisVersion >= .v6_30 else { return }
    let sends = party.record.ledger(.transmit).pointee.held
    let held = (requests.outstanding == nil ? 0 : 1) + directRequests.count
    guard sends > 0 || held > 0 else { return }
    stack.report(
      .resetLeavesSends,
      party: party.id,
      "the reset completed while the miniport holds \(sends) sends and \(held) requests"
    )
  }

  /// Issues a request in the name of NDIS straight to the miniport.
  func requestBelowFilters(_ kind: OIDRequest.Kind, _ oid: OIDNumber, input: [UInt8]) {
    let flight = OIDFlight(
      id: stack.takeFlightID(),
      oid: oid,
      kind: kind,
      issuer: interfaceLayer?.party.id ?? 0
    )
    submit(
      OIDRequest(
        kind,
        oid,
        input: input,
        outputLength: 0,
        original: nil,
        flight: flight,
        origin: .none
      ),
      below: 0
    )
  }
}
