import CNDIS
import Kernel

/// A timer object of a driver in C.
///
/// - C: `NdisAllocateTimerObject` · Source: ndis/nf-ndis-ndissettimerobject
final class CTimer {
  let owner: CParty
  private let function: PNDIS_TIMER_FUNCTION
  private let context: UnsafeMutableRawPointer?
  private let use: TimerUse
  private var id: TimerID?
  /// It fires again and again.
  private(set) var isPeriodic = false

  init(owner: CParty, _ given: NDIS_TIMER_CHARACTERISTICS, _ function: PNDIS_TIMER_FUNCTION) {
    self.owner = owner
    self.function = function
    context = given.FunctionContext
    let tag = withUnsafeBytes(of: given.AllocationTag.littleEndian) {
      String(decoding: $0.filter { (33...126).contains($0) }, as: UTF8.self)
    }
    let party = owner.record.pointee.id
    use = owner.stack.machine.timers.use("timer object \(tag)") { party }
  }

  /// True while it is set.
  var isSet: Bool { id != nil }

  /// Sets it anew.
  ///
  /// - Parameters:
  ///   - due: 100 ns each: a negative number from now on, another one engine time itself.
  ///   - period: milliseconds; 0 fires once.
  ///   - other: what the function gets instead of its own context.
  /// - Returns: true if it was set before.
  func set(due: Int64, period: Int32, context other: UnsafeMutableRawPointer?) -> Bool {
    let wasSet = cancel()
    let machine = owner.stack.machine
    let span = Nanoseconds(due.magnitude.multipliedReportingOverflow(by: 100).partialValue)
    isPeriodic = period > 0
    id = machine.timers.schedule(
      at: due < 0 ? machine.now + span : Instant.start + span,
      every: isPeriodic ? .milliseconds(UInt64(period)) : nil,
      for: use
    ) { [weak self] in self?.fire(other) }
    return wasSet
  }

  /// Unsets it; true if it was set.
  func cancel() -> Bool {
    defer { id = nil }
    return id.map { owner.stack.machine.timers.cancel($0) } ?? false
  }

  private func fire(_ other: UnsafeMutableRawPointer?) {
    if !isPeriodic { id = nil }
    owner.handler("NetTimerCallback") { function(nil, other ?? context, nil, nil) }
  }
}

extension CDriverHost {
  /// Ends the timers of an instance that goes away.
  func endTimers(of party: CParty) {
    let left = timers.values.filter { $0.owner === party && $0.isSet }.count
    guard left > 0 else { return }
    for timer in timers.values where timer.owner === party { _ = timer.cancel() }
    report(.timerLeftSet, party: party, "it went away while \(left) of its timers were set")
  }
}
