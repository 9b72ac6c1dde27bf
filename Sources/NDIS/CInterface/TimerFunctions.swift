import CNDIS
import Kernel

// Timers, under their documented names.

@c(NdisAllocateTimerObject)
func ndisAllocateTimerObject(
  _ handle: UnsafeMutableRawPointer?,
  _ characteristics: UnsafeMutablePointer<NDIS_TIMER_CHARACTERISTICS>?,
  _ object: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let host = CDriverHost.enter(.allocateTimer), let characteristics, let object else {
    return NDISStatus.invalidParameter.rawValue
  }
  guard let handle, let owner = host.parties[handle], owner.isOpen else {
    host.report(
      handle == nil ? .nullHandle : .staleHandle,
      "\(CFunction.allocateTimer.name) needs the handle of an adapter, a module or a binding"
    )
    return NDISStatus.failure.rawValue
  }
  let given = characteristics.pointee
  guard CHeaderCheck.timerCharacteristics.accepts(given.Header, version: nil, host: host),
    let function = given.TimerFunction
  else { return NDISStatus.invalidParameter.rawValue }
  let place = UnsafeMutableRawPointer.allocate(byteCount: 1, alignment: 1)
  host.timers[place] = CTimer(owner: owner, given, function)
  object.pointee = place
  return NDISStatus.success.rawValue
}

@c(NdisSetTimerObject)
func ndisSetTimerObject(
  _ object: UnsafeMutableRawPointer?,
  _ due: LARGE_INTEGER,
  _ period: Int32,
  _ context: UnsafeMutableRawPointer?
) -> UInt8 {
  guard let timer = timer(.setTimer, object) else { return 0 }
  return timer.set(due: due.QuadPart, period: period, context: context) ? 1 : 0
}

@c(NdisCancelTimerObject)
func ndisCancelTimerObject(_ object: UnsafeMutableRawPointer?) -> UInt8 {
  guard let timer = timer(.cancelTimer, object) else { return 0 }
  let level = timer.owner.stack.machine.currentIRQL
  if timer.isPeriodic, timer.isSet, level > .passive {
    timer.owner.report(.irqlTooHigh, "a periodic timer was cancelled at \(level)")
  }
  return timer.cancel() ? 1 : 0
}

@c(NdisFreeTimerObject)
func ndisFreeTimerObject(_ object: UnsafeMutableRawPointer?) {
  guard let timer = timer(.freeTimer, object), let object else { return }
  if timer.cancel() {
    timer.owner.report(.timerLeftSet, "NdisFreeTimerObject got a timer that is set")
  }
  timer.owner.host.timers[object] = nil
  object.deallocate()
}

/// The timer behind a handle, or nil with a finding.
private func timer(_ function: CFunction, _ object: UnsafeMutableRawPointer?) -> CTimer? {
  guard let host = CDriverHost.enter(function) else { return nil }
  guard let object else {
    host.report(.nullHandle, "\(function.name) got a null handle")
    return nil
  }
  guard let timer = host.timers[object] else {
    host.report(.staleHandle, "\(function.name) got a timer that is not allocated")
    return nil
  }
  return timer
}
