/// The operational state of an adapter's interface.
///
/// Source: network/ndis-status-oper-status
extension MiniportAdapter {
  /// As it is now.
  var operationalState: OperationalState {
    if isRemoved || state == .halted { return OperationalState(status: .notPresent) }
    var asleep: OperationalState.Reasons = isInLowPower ? .lowPower : []
    if state != .running { asleep.insert(.paused) }
    guard asleep.isEmpty else { return OperationalState(status: .dormant, reasons: asleep) }
    if link.connect == .disconnected {
      return OperationalState(status: .down, reasons: .notMediaConnected)
    }
    if let port = ports[0], port.isActive, port.isClosed {
      return OperationalState(status: .down, reasons: .notAuthenticated)
    }
    return OperationalState(status: link.connect == .connected ? .up : .unknown)
  }

  /// Tells everyone above the miniport if the state is another one than they know of; NDIS does so itself.
  func tellOperationalState() {
    let state = operationalState
    guard state != toldOperationalState else { return }
    toldOperationalState = state
    // Nobody stands above an adapter that comes up or has been taken down.
    guard state.status != .notPresent, !filters.isEmpty || !bindings.isEmpty else { return }
    deliver(
      StatusIndication(
        code: StatusCode.operStatus.rawValue,
        payload: state.bytes,
        source: interfaceLayer?.party.id ?? party.id
      ),
      above: -1
    )
  }
}
