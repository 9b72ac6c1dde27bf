import CLinux
import Glibc

/// The live descriptors of a machine, in the order of their registration.
public final class WatchSet {
  /// Readable while a watched descriptor is; nil until one was ever watched.
  public private(set) var descriptor: Int32?
  private var watches: [Watch] = []
  private var taken: UInt32 = 0

  init() {}

  deinit {
    if let descriptor { close(descriptor) }
  }

  /// Watches that are registered.
  public var count: Int { watches.count }

  /// True if a handler has more to take in.
  var hasMore: Bool { watches.contains { $0.asksAgain && $0.isEnabled } }

  func add(
    _ watched: Int32,
    on processor: Processor,
    _ handler: @escaping () -> Bool
  ) throws(HostError) -> Watch {
    if descriptor == nil {
      let created = nd_host_watch_create()
      guard created >= 0 else { throw HostError(call: "epoll_create1", code: -created) }
      descriptor = created
    }
    taken += 1
    let watch = Watch(watched, number: taken, on: processor, handler)
    try setEnabled(watch, true)
    watches.append(watch)
    return watch
  }

  /// Switches the interrupt on or off; off, what comes waits in the host.
  ///
  /// - Throws: `HostError` if the host cannot watch the descriptor (again).
  public func setEnabled(_ watch: Watch, _ isEnabled: Bool) throws(HostError) {
    guard watch.isEnabled != isEnabled, let descriptor else { return }
    if isEnabled {
      let result = nd_host_watch_add(descriptor, watch.descriptor, watch.number)
      guard result == 0 else { throw HostError(call: "epoll_ctl", code: -result) }
    } else {
      // Removed, not masked: a hung-up descriptor would go on reporting itself.
      _ = nd_host_watch_remove(descriptor, watch.descriptor)
    }
    watch.isEnabled = isEnabled
    watch.asksAgain = false
  }

  /// Forgets a descriptor, before it is closed.
  public func remove(_ watch: Watch) {
    try? setEnabled(watch, false)
    watches.removeAll { $0 === watch }
  }

  func askAgain(_ watch: Watch) {
    watch.asksAgain = watch.isEnabled
  }

  /// The watches that are ready or asked to be called again, in the order of their registration.
  func takeReady() -> [Watch] {
    guard let descriptor, !watches.isEmpty else { return [] }
    let ready = withUnsafeTemporaryAllocation(of: UInt32.self, capacity: watches.count) { numbers in
      let count = nd_host_watch_ready(
        descriptor,
        numbers.baseAddress,
        UInt32(clamping: numbers.count)
      )
      return Array(numbers.prefix(Int(count)))
    }
    guard !ready.isEmpty || hasMore else { return [] }
    return watches.filter { watch in
      let isDue = watch.asksAgain || ready.contains(watch.number)
      watch.asksAgain = false
      return isDue && watch.isEnabled
    }
  }
}
