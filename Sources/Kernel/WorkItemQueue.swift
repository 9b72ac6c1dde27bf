/// Work that runs at passive level when no timer is due and no deferred call waits.
public final class WorkItemQueue {
  private var items = FirstInFirstOut<() -> Void>()

  /// Makes an empty queue.
  public init() {}

  /// Items that wait.
  public var count: Int { items.count }

  /// Queues work, first in first out.
  public func queue(_ work: @escaping () -> Void) {
    items.append(work)
  }

  func takeFirst() -> (() -> Void)? { items.takeFirst() }

  /// Releases what waits without running it.
  func discardAll() {
    while takeFirst() != nil {}
  }
}
