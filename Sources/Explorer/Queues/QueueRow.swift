import Inspection
import TUIKit

/// One receive queue with what is known of its last minute.
struct QueueRow: Equatable {
  var node: QueueNode
  /// Of the last sample; nil before the first.
  var rates: QueueRates?
  /// Packets per second over the last minute.
  var mean: Double
  /// Frames that wait in it now.
  var waiting: UInt64

  /// How full it is, 0…1; nil where nothing ever waits.
  var fill: Double? {
    guard let capacity = node.capacity, capacity > 0 else { return nil }
    return Double(waiting) / Double(capacity)
  }
}

extension ExplorerModel {
  /// The queues of the selected adapter, in the order a person chose.
  var queueRows: [QueueRow] {
    guard let snapshot, let adapter = selectedAdapter else { return [] }
    let rows = adapter.queues.map { node in
      QueueRow(
        node: node,
        rates: history.queues.rates(of: node.id),
        mean: history.queues.mean(of: node.id) ?? 0,
        waiting: snapshot.counters[queue: node.id, .waiting]
      )
    }
    func sorted(_ value: (QueueRow) -> Double) -> [QueueRow] {
      rows.sorted { (value($1), $0.node.number) < (value($0), $1.node.number) }
    }
    switch state.queues.order {
    case .number: return rows
    case .rate: return sorted { $0.mean }
    case .drops: return sorted { $0.rates?.drops ?? 0 }
    case .fill: return sorted { $0.fill ?? 0 }
    }
  }

  /// Place of the selected queue among the rows.
  func queuePlace(_ rows: [QueueRow]) -> Int {
    rows.firstIndex { $0.node.id == state.queues.queue } ?? 0
  }

  /// The selected queue; nil without one.
  var selectedQueue: QueueRow? {
    let rows = queueRows
    return rows.isEmpty ? nil : rows[queuePlace(rows)]
  }

  /// Receive scaling of the selected adapter; nil if its hardware has none.
  var selectedScaling: ReceiveScalingNode? {
    selectedAdapter.flatMap { snapshot?.structure.scaling(of: $0.id) }
  }

  /// How unevenly the last minute was spread: the busiest queue against the mean of all; nil with one queue or no traffic.
  var queueImbalance: (factor: Double, hottest: QueueNode)? {
    let rows = queueRows
    guard rows.count > 1 else { return nil }
    let mean = rows.reduce(0) { $0 + $1.mean } / Double(rows.count)
    guard mean > 0,
      let hottest = rows.max(by: { ($0.mean, $1.node.number) < ($1.mean, $0.node.number) })
    else { return nil }
    return (hottest.mean / mean, hottest.node)
  }

  /// The display filter for the recorded packets of the selected queue; nil where what is recorded does not tell queues
  /// apart.
  ///
  /// A queue is known by the processor its packets were indicated on.
  var queueFilter: String? {
    guard let adapter = selectedAdapter, let queue = selectedQueue?.node else { return nil }
    let received = FilterText.received(on: adapter.name)
    guard adapter.queues.count > 1 else { return received }
    let isAlone = adapter.queues.count { $0.processor == queue.processor } == 1
    guard isAlone, let place = selectedScaling?.processors.firstIndex(of: queue.processor) else {
      return nil
    }
    return "\(received) && hop.processor == \(place)"
  }
}
