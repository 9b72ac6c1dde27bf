public import Kernel

/// A receive queue of an adapter: frames wait in it until the deferred call of its processor indicates them.
///
/// Every adapter has at least one, queue 0; whoever has more takes them with `MiniportAdapter.makeReceiveQueues`.
/// - Source: network/rss-with-message-signaled-interrupts, network/rss-with-hardware-queuing
public final class ReceiveQueue {
  /// What decides which frames come into a queue.
  public enum Kind: Sendable {
    /// The only queue: everything comes into it.
    case `default`
    /// The hash of a frame and the indirection table.
    case scaling
    /// The host at the other end of a live edge.
    case host
  }

  /// Counts of a queue since it was made.
  public struct Counters: Sendable {
    /// Frames that came into it.
    public var packets: UInt64 = 0
    /// Bytes of those frames.
    public var bytes: UInt64 = 0
    /// Interrupts it raised.
    public var interrupts: UInt64 = 0
    /// Deferred calls that served it.
    public var deferredCalls: UInt64 = 0
    /// Frames it had no room for.
    public var drops: UInt64 = 0
    /// Frames that wait in it now.
    public var waiting: UInt64 = 0
  }

  /// Never reused in a stack.
  public let id: UInt32
  /// From 0 on its adapter.
  public let number: Int
  /// What decides which frames come into it.
  public let kind: Kind
  /// The interrupt message it raises; nil if it raises none.
  public let message: UInt32?
  /// Frames that can wait in it; nil if nothing ever waits.
  public let capacity: Int?
  /// The processor that serves it.
  public internal(set) var processor: Processor
  /// Where the driver counts; valid as long as the queue.
  public let counters: UnsafeMutablePointer<Counters>

  init(
    id: UInt32,
    number: Int,
    kind: Kind,
    processor: Processor,
    message: UInt32?,
    capacity: Int?
  ) {
    self.id = id
    self.number = number
    self.kind = kind
    self.processor = processor
    self.message = message
    self.capacity = capacity
    counters = .allocate(capacity: 1)
    counters.initialize(to: Counters())
  }

  deinit {
    counters.deallocate()
  }
}
