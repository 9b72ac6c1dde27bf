import CLinux
import Glibc

/// Items sent from any thread to one that takes them; its descriptor is readable while some wait.
public final class Mailbox<Item: Sendable>: Sendable {
  private let items = Guarded<[Item]>([])
  /// Readable while items wait; for `HostWait`.
  public let descriptor: Int32

  /// Makes an empty mailbox.
  public init() throws(HostError) {
    let created = nd_host_event_create()
    guard created >= 0 else { throw HostError(call: "eventfd", code: -created) }
    descriptor = created
  }

  deinit {
    close(descriptor)
  }

  /// Appends an item and wakes the taker.
  public func send(_ item: Item) {
    items.withLock { $0.append(item) }
    _ = nd_host_event_signal(descriptor)
  }

  /// Returns all items, in the order they were sent, and leaves none.
  public func takeAll() -> [Item] {
    // Cleared first: an item sent in between signals again and is taken now or found later.
    _ = nd_host_event_clear(descriptor)
    return items.withLock { held in
      let taken = held
      held.removeAll()
      return taken
    }
  }

  /// Waits for items and returns them all; empty after the time-out.
  public func wait(timeout: Nanoseconds? = nil) -> [Item] {
    while true {
      let taken = takeAll()
      if !taken.isEmpty { return taken }
      let ready = HostWait.readable([descriptor], timeout: timeout)
      if ready == 0 && timeout != nil { return takeAll() }
    }
  }
}
