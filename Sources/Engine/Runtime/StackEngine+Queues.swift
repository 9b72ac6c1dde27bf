import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// A receive queue as a front sees it.
  func node(of queue: ReceiveQueue) -> QueueNode {
    let kind: QueueNode.Kind =
      switch queue.kind {
      case .default: .default
      case .scaling: .scaling
      case .host: .host
      }
    return QueueNode(
      id: queue.id,
      number: UInt32(queue.number),
      kind: kind,
      processor: ProcessorName(queue.processor),
      message: queue.message,
      capacity: queue.capacity.map { UInt32(clamping: $0) }
    )
  }

  /// Writes the counters of every receive queue into a page that has a line for each.
  func countQueues(into page: inout CounterPage) {
    for adapter in stack.adapters {
      for queue in adapter.receiveQueues {
        guard let line = page.offset(ofQueue: queue.id) else { continue }
        let counters = adapter.counters(of: queue)
        page.withValues { words in
          words[line + Int(QueueColumn.packets.rawValue)] = counters.packets
          words[line + Int(QueueColumn.bytes.rawValue)] = counters.bytes
          words[line + Int(QueueColumn.interrupts.rawValue)] = counters.interrupts
          words[line + Int(QueueColumn.deferredCalls.rawValue)] = counters.deferredCalls
          words[line + Int(QueueColumn.drops.rawValue)] = counters.drops
          words[line + Int(QueueColumn.waiting.rawValue)] = counters.waiting
        }
      }
    }
  }
}

extension ProcessorName {
  /// The name of a modelled processor.
  init(_ processor: Processor) {
    self.init(group: processor.group, number: processor.number)
  }
}
