import CNDIS
import Kernel

// Levels and locks, under their documented names.

@c(KeGetCurrentIrql)
func keGetCurrentIrql() -> UInt8 {
  CDriverHost.enter(.currentIRQL)?.stack.machine.currentIRQL.rawValue ?? 0
}

@c(KeRaiseIrql)
func keRaiseIrql(_ level: UInt8, _ old: UnsafeMutablePointer<UInt8>?) {
  guard let host = CDriverHost.enter(.raiseIRQL) else { return }
  let before = host.stack.machine.currentIRQL
  old?.pointee = before.rawValue
  guard level >= before.rawValue else {
    host.report(.irqlTooHigh, "KeRaiseIrql to level \(level) was called at \(before)")
    return
  }
  host.stack.machine.setIRQL(IRQL(rawValue: level))
}

@c(KeLowerIrql)
func keLowerIrql(_ level: UInt8) {
  guard let host = CDriverHost.enter(.lowerIRQL) else { return }
  let before = host.stack.machine.currentIRQL
  guard level <= before.rawValue else {
    host.report(.irqlTooLow, "KeLowerIrql to level \(level) was called at \(before)")
    return
  }
  host.stack.machine.setIRQL(IRQL(rawValue: level))
}

@c(NdisAllocateSpinLock)
func ndisAllocateSpinLock(_ lock: UnsafeMutablePointer<NDIS_SPIN_LOCK>?) {
  guard CDriverHost.enter(.allocateSpinLock) != nil else { return }
  lock?.pointee = NDIS_SPIN_LOCK()
}

@c(NdisFreeSpinLock)
func ndisFreeSpinLock(_ lock: UnsafeMutablePointer<NDIS_SPIN_LOCK>?) {
  guard CDriverHost.enter(.freeSpinLock) != nil else { return }
  lock?.pointee = NDIS_SPIN_LOCK()
}

@c(NdisAcquireSpinLock)
func ndisAcquireSpinLock(_ lock: UnsafeMutablePointer<NDIS_SPIN_LOCK>?) {
  guard let host = CDriverHost.enter(.acquireSpinLock), let lock else { return }
  lock.pointee.OldIrql = host.stack.machine.currentIRQL.rawValue
  lock.pointee.SpinLock = 1
  host.stack.machine.setIRQL(max(.dispatch, host.stack.machine.currentIRQL))
}

@c(NdisReleaseSpinLock)
func ndisReleaseSpinLock(_ lock: UnsafeMutablePointer<NDIS_SPIN_LOCK>?) {
  guard let host = CDriverHost.enter(.releaseSpinLock), let lock else { return }
  lock.pointee.SpinLock = 0
  host.stack.machine.setIRQL(IRQL(rawValue: lock.pointee.OldIrql))
}

@c(NdisDprAcquireSpinLock)
func ndisDprAcquireSpinLock(_ lock: UnsafeMutablePointer<NDIS_SPIN_LOCK>?) {
  guard CDriverHost.enter(.acquireSpinLockAtDispatch) != nil, let lock else { return }
  lock.pointee.SpinLock = 1
}

@c(NdisDprReleaseSpinLock)
func ndisDprReleaseSpinLock(_ lock: UnsafeMutablePointer<NDIS_SPIN_LOCK>?) {
  guard CDriverHost.enter(.releaseSpinLockAtDispatch) != nil, let lock else { return }
  lock.pointee.SpinLock = 0
}
