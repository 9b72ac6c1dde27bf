/// The deferred calls that wait on one processor, first in first out.
public final class DeferredCallQueue {
  /// The processor the calls run on.
  public let processor: Processor
  /// Flat index of the processor in its machine.
  let index: Int
  private var calls = FirstInFirstOut<DeferredCall>()

  init(processor: Processor, index: Int) {
    self.processor = processor
    self.index = index
  }

  /// Calls that wait.
  public var count: Int { calls.count }

  /// Queues a call; returns false, and changes nothing, if it waits on some processor already.
  @discardableResult
  public func queue(_ call: DeferredCall) -> Bool {
    guard !call.isQueued else { return false }
    call.isQueued = true
    calls.append(call)
    return true
  }

  func takeFirst() -> DeferredCall? {
    guard let call = calls.takeFirst() else { return nil }
    call.isQueued = false
    return call
  }

  /// Releases what waits without running it.
  func discardAll() {
    while takeFirst() != nil {}
  }
}
