import Kernel

/// Going to sleep and waking up.
///
/// Source: network/ndis-power-management-overview
extension MiniportAdapter {
  /// Brings the adapter to another power state: only D0 works, and transitions lead to it or from it.
  ///
  ///     sleep  NetEventSetPower · pause the stack · OID_PNP_SET_POWER
  ///     wake   OID_PNP_SET_POWER D0 · restart the stack · NetEventSetPower
  ///
  /// A miniport that does not list OID_PNP_SET_POWER is halted instead, and initialised again.
  ///
  /// Source: network/power-management-for-old-miniport-drivers
  public func setPower(_ target: DevicePowerState, finished: @escaping () -> Void = {}) {
    let steps: [StackOperation.Step]
    if isHaltedForSleep || target != .d0 && !managesPower {
      steps = target == .d0 ? stepsOutOfHalt : stepsIntoHalt(target)
    } else if target == .d0 {
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
          self.isFallingAsleep = true
          if !self.isInLowPower { self.notify(NetPnPEvent(.setPower, values: [target.rawValue])) }
          next()
        },
        { next in self.pauseStack(next) },
        { next in self.isInLowPower ? next() : self.tellParameters(next) },
        { next in self.isInLowPower ? next() : self.tellPower(target, next) },
        { next in
          self.isFallingAsleep = false
          next()
        },
      ]
    }
    operations.add(StackOperation("set power \(target.symbol)", steps, finished: finished))
  }

  /// True if the miniport can be told to change its power state.
  private var managesPower: Bool {
    attributes?.supportedOIDs.contains(.pnpSetPower) ?? false
  }

  private func stepsIntoHalt(_ target: DevicePowerState) -> [StackOperation.Step] {
    [
      { next in
        self.notify(NetPnPEvent(.setPower, values: [target.rawValue]))
        self.wantedModules = self.filters.map { ($0.name, $0.component, $0.driver) }
        self.isHaltedForSleep = true
        next()
      },
      { next in self.takeDown(.poweredDown, next) },
    ]
  }

  private var stepsOutOfHalt: [StackOperation.Step] {
    [
      { next in
        self.isHaltedForSleep = false
        self.initialize(next)
      },
      { next in self.attachWanted(next) },
      { next in self.bindAll(next) },
      { next in self.restartStack(next) },
      { next in
        self.notify(NetPnPEvent(.setPower, values: [DevicePowerState.d0.rawValue]))
        next()
      },
    ]
  }

  /// Tells a miniport that has wake-up abilities which of them all users together enabled.
  ///
  /// Sources: network/oid-pm-parameters, network/oid-pnp-enable-wake-up
  private func tellParameters(_ done: @escaping () -> Void) {
    let isOld = component.ndisVersion < .v6_20
    let oid = isOld ? OIDNumber.pnpEnableWakeUp : .pmParameters
    guard state == .paused, attributes?.supportedOIDs.contains(oid) ?? false else { return done() }
    let wanted =
      isOld
      ? enabledWakeUp.littleEndianBytes : powerParameters.bytes(for: component.ndisVersion)
    request(.set, oid, input: wanted) { _, _ in done() }
  }

  private func tellPower(_ target: DevicePowerState, _ done: @escaping () -> Void) {
    guard state == .paused else { return done() }
    request(.set, OIDNumber.pnpSetPower, input: target.rawValue.littleEndianBytes) {
      [self] _, status in
      if status.isSuccess {
        isInLowPower = target != .d0
        powerCause = stack.causes.intern(
          Cause("power state = \(target.symbol)", source: operations.source)
        )
        tellOperationalState()
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
