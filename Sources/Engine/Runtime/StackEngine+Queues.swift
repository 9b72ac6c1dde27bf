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

  /// Receive scaling of an adapter whose hardware has it.
  func scaling(of adapter: MiniportAdapter) -> ReceiveScalingNode? {
    guard let scaling = adapter.receiveScaling else { return nil }
    let capabilities = scaling.capabilities
    let mode: ReceiveScalingNode.Mode =
      switch scaling.mode {
      case .off: .off
      case .scaling: .scaling
      case .hashOnly: .hashOnly
      }
    return ReceiveScalingNode(
      adapter: adapter.party.id,
      capabilities: .init(
        flags: capabilities.flags.rawValue,
        messages: capabilities.interruptMessages,
        queues: capabilities.receiveQueues,
        entries: capabilities.tableEntries
      ),
      mode: mode,
      hashInformation: scaling.hashInformation,
      key: scaling.key,
      baseProcessor: ProcessorName(scaling.settings.base),
      maximumProcessor: ProcessorName(scaling.settings.maximum),
      table: zip(scaling.table, scaling.queueOfEntry).map {
        .init(processor: ProcessorName($0), queue: UInt32($1))
      },
      settings: scaling.settings.rows.map {
        SettingRow(name: $0.name, value: $0.value, source: "\($0.source)")
      },
      processors: stack.machine.processors.map { ProcessorName($0) },
      setBy: adapter.scalingOwner
    )
  }

  /// What an adapter with receive scaling can do, and what is in force.
  func scalingSection(_ adapter: MiniportAdapter) -> FactSection {
    guard let node = scaling(of: adapter) else { return FactSection(.scaling, []) }
    let capabilities = node.capabilities
    var rows = [
      FactSection.Row("receive scaling", node.mode.symbol),
      .init("NumberOfReceiveQueues", "\(capabilities.queues)"),
      .init("NumberOfInterruptMessages", "\(capabilities.messages)"),
      .init("NumberOfIndirectionTableEntries", "\(capabilities.entries)"),
    ]
    let isThrottled = NDISFeature.receiveSideThrottle.isAvailable(in: adapter.component.ndisVersion)
    if isThrottled {
      let limit = adapter.receiveLimit
      let isUnlimited = limit == ReceiveThrottle.all
      rows.append(
        .init("MaxNblsToIndicate", isUnlimited ? "NDIS_INDICATE_ALL_NBLS" : "\(limit)")
      )
    }
    if let function = node.hashFunction {
      rows.append(.init("hash", ([function] + node.hashTypes).joined(separator: " ")))
    }
    if !node.table.isEmpty {
      let processors = Set(node.table.map(\.processor)).sorted().map(\.text)
      rows.append(
        .init(
          "indirection table",
          "\(node.table.count) entries over \(processors.joined(separator: " "))"
        )
      )
    }
    return FactSection(.scaling, rows + node.settings.map { .init($0.name, $0.value) })
  }

  /// The indirection tables whose entries are counted.
  var hitTables: [CounterPage.HitTable] {
    stack.adapters.compactMap { adapter in
      guard let count = adapter.receiveScaling?.table.count, count > 0 else { return nil }
      return CounterPage.HitTable(adapter: adapter.party.id, entries: UInt16(count))
    }
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
      guard let scaling = adapter.receiveScaling,
        let range = page.hitRange(ofAdapter: adapter.party.id)
      else { continue }
      page.withValues { words in
        for (entry, place) in range.enumerated() { words[place] = scaling.hits[entry] }
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
