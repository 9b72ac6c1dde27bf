import DataPath
import CNDIS
public import Kernel

/// Interrupts of an adapter: service routine, deferred calls on modelled processors, receive side throttle.
extension MiniportAdapter {
  /// The device level at which service routines run.
  static let deviceLevel = IRQL(rawValue: 5)

  /// The device raises a message; a line interrupt is message 0.
  ///
  /// - Returns: false if the driver has no interrupt handlers, or it is not its own.
  @discardableResult
  public func raiseInterrupt(_ message: UInt32 = 0) -> Bool {
    guard let driver = driver as? any MiniportInterrupting, state != .halted, state != .shutdown
    else { return false }
    let machine = stack.machine
    queue(ofMessage: message)?.counters.pointee.interrupts &+= 1
    let before = machine.setIRQL(Self.deviceLevel)
    let answer = driver.interrupt(message, on: self)
    let after = machine.setIRQL(before)
    if after != Self.deviceLevel {
      stack.report(.irqlChanged, party: party.id, "MiniportInterrupt returned at \(after)")
    }
    switch answer {
    case .notMine: return false
    case .handled: return true
    case .queue(let processor):
      queueDeferredCall(message, on: processor)
      return true
    }
  }

  /// Queues the deferred call of a message, once for each processor.
  ///
  /// - C: `NdisMQueueDpcEx`
  public func queueDeferredCall(_ message: UInt32, on processor: Processor? = nil) {
    let place = processor.flatMap(stack.machine.index(of:)) ?? 0
    let key = UInt64(message) << 32 | UInt64(place)
    let call =
      deferredCalls[key]
      ?? DeferredCall { [weak self] in
        self?.runDeferredCall(message, on: processor)
      }
    deferredCalls[key] = call
    stack.machine.queue(call, on: processor)
  }

  /// The queue that a message speaks for; every message speaks for a queue that is alone.
  private func queue(ofMessage message: UInt32) -> ReceiveQueue? {
    receiveQueues.count == 1 ? receiveQueues[0] : receiveQueues.first { $0.message == message }
  }

  private func runDeferredCall(_ message: UInt32, on processor: Processor?) {
    guard let driver = driver as? any MiniportInterrupting, state != .halted, state != .shutdown
    else { return }
    // Drivers from before the throttle know of no limit.
    let isThrottled = NDISFeature.receiveSideThrottle.isAvailable(in: component.ndisVersion)
    var throttle = ReceiveThrottle(maximumLists: isThrottled ? receiveLimit : ReceiveThrottle.all)
    queue(ofMessage: message)?.counters.pointee.deferredCalls &+= 1
    let before = party.record.ledger(.receive).pointee.left
    driver.deferredCall(message, on: self, throttle: &throttle)
    let indicated = party.record.ledger(.receive).pointee.left &- before
    if indicated > UInt64(throttle.maximumLists) {
      stack.report(
        .throttleExceeded,
        party: party.id,
        "it indicated \(indicated) lists in a deferred call that was limited to "
          + "\(throttle.maximumLists)"
      )
    }
    if throttle.hasMorePending { queueDeferredCall(message, on: processor) }
  }
}
