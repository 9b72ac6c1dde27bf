/// Going to sleep and waking up.
///
/// Source: network/ndis-power-management-overview
extension MiniportAdapter {
  /// Brings the adapter to another power state: only D0 works, and transitions lead to it or from it.
  ///
  ///     sleep  NetEventSetPower · pause the stack · OID_PNP_SET_POWER
  ///     wake   OID_PNP_SET_POWER D0 · restart the stack · NetEventSetPower
  public func setPower(_ target: DevicePowerState, finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step]
    if target == .d0 {
      steps = [
        { next in self.isInLowPower ? self.tellPower(target, next) : next() },
        { next in self.restartStack(next) },
        { next in
          self.notify(NetPnPEvent(.setPower, values: [target.rawValue]))
          next()
        },
      ]
    } else {
      steps = [
        { next in
          if !self.isInLowPower { self.notify(NetPnPEvent(.setPower, values: [target.rawValue])) }
          next()
        },
        { next in self.pauseStack(next) },
        { next in self.isInLowPower ? next() : self.tellPower(target, next) },
      ]
    }
    operations.add(StackOperation("set power \(target.symbol)", steps, finished: finished))
  }

  private func tellPower(_ target: DevicePowerState, _ done: @escaping () -> Void) {
    guard state == .paused else { return done() }
    request(.set, OIDNumber.pnpSetPower, input: target.rawValue.littleEndianBytes) {
      [self] _, status in
      if status.isSuccess {
        isInLowPower = target != .d0
      } else {
        stack.report(
          .setPowerCannotFail,
          party: party.id,
          "OID_PNP_SET_POWER to \(target.symbol) was answered \(status.symbol)"
        )
      }
      done()
    }
  }
}
