import CNDIS
import DataPath
public import Kernel

/// The receive queues of an adapter.
extension MiniportAdapter {
  /// Gives the adapter as many queues as its hardware has; those it had before are gone, with their counts.
  ///
  /// A call for queues as they are already changes nothing, so that counts outlive a halt.
  ///
  /// - Parameters:
  ///   - count: queues, at least 1; one alone is the default queue.
  ///   - kind: what decides which frames come into which.
  ///   - capacity: frames that can wait in each; nil if nothing ever waits.
  ///   - processors: the processor of each queue; the last one stands for those that are missing.
  ///   - hasMessages: queue n raises interrupt message n.
  /// - Returns: the queues by number.
  @discardableResult
  public func makeReceiveQueues(
    _ count: Int,
    _ kind: ReceiveQueue.Kind,
    capacity: Int? = nil,
    processors: [Processor],
    hasMessages: Bool
  ) -> [ReceiveQueue] {
    let isSame =
      receiveQueues.count == count
      && receiveQueues.allSatisfy {
        $0.kind == kind && $0.capacity == capacity && ($0.message != nil) == hasMessages
      }
    if !isSame {
      receiveQueues = (0..<max(1, count)).map { number in
        ReceiveQueue(
          id: stack.takeQueueID(),
          number: number,
          kind: kind,
          processor: .first,
          message: hasMessages ? UInt32(number) : nil,
          capacity: capacity
        )
      }
    }
    for queue in receiveQueues {
      queue.processor =
        queue.number < processors.count ? processors[queue.number] : processors.last ?? .first
    }
    stack.changed()
    return receiveQueues
  }

  /// What a queue counted; of a default queue that its driver does not count, what the ledger and NDIS counted.
  public func counters(of queue: ReceiveQueue) -> ReceiveQueue.Counters {
    var counters = queue.counters.pointee
    guard queue.kind == .default else { return counters }
    let ledger = party.record.ledger(.receive).pointee
    counters.packets = ledger.left
    counters.bytes = ledger.bytes_out
    counters.drops = party.dropCount(reason: DropReason.noResources.rawValue)
    return counters
  }
}
