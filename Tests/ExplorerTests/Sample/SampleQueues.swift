import Inspection
import TUIKit

@testable import Explorer

/// The sample stack with eight queues on its first adapter, the fourth of which gets a third of everything.
enum SampleQueues {
  /// Packets of a hundred that come into each queue.
  static let shares: [UInt64] = [10, 11, 9, 34, 12, 8, 11, 5]
  static let processors = (0..<8).map { ProcessorName(group: 0, number: UInt8($0 * 2)) }
  static let key: [UInt8] = [
    0x6D, 0x5A, 0x56, 0xDA, 0x25, 0x5B, 0x0E, 0xC2, 0x41, 0x67, 0x25, 0x3D, 0x43, 0xA3,
    0x8F, 0xB0, 0xD0, 0xCA, 0x2B, 0xCB, 0xAE, 0x7B, 0x30, 0xB4, 0x77, 0xCB, 0x2D, 0xA3,
    0x80, 0x30, 0xF2, 0x0C, 0x6A, 0x42, 0xB7, 0x3B, 0xBE, 0xAC, 0x01, 0xFA,
  ]

  static func table(edited: Set<Int> = []) -> [ReceiveScalingNode.Entry] {
    (0..<128).map { index in
      let queue = edited.contains(index) ? 3 : index % 8
      return ReceiveScalingNode.Entry(processor: processors[queue], queue: UInt32(queue))
    }
  }

  static func structure(
    mode: ReceiveScalingNode.Mode = .scaling,
    edited: Set<Int> = []
  ) -> StackStructure {
    let sample = SampleStack.structure(generation: edited.isEmpty ? 1 : 2)
    var adapters = sample.adapters
    adapters[0].queues = (0..<8).map { number in
      QueueNode(
        id: UInt32(number + 1),
        number: UInt32(number),
        kind: .scaling,
        processor: processors[number],
        message: UInt32(number),
        capacity: 512
      )
    }
    adapters[1].queues = [QueueNode(id: 20, number: 0, kind: .default)]
    let scaling = ReceiveScalingNode(
      adapter: 1,
      capabilities: ReceiveScalingNode.Capabilities(
        flags: 0,
        messages: 8,
        queues: 8,
        entries: 128
      ),
      mode: mode,
      hashInformation: mode == .off ? 0 : 0x4301,
      key: mode == .off ? [] : key,
      table: mode == .scaling ? table(edited: edited) : [],
      processors: processors,
      setBy: mode == .off ? nil : SampleStack.responder
    )
    return StackStructure(
      generation: sample.generation,
      name: sample.name,
      version: sample.version,
      adapters: adapters,
      parties: sample.parties,
      reasons: sample.reasons,
      scaling: [scaling]
    )
  }

  static func snapshot(
    tick: UInt64,
    mode: ReceiveScalingNode.Mode = .scaling,
    edited: Set<Int> = []
  ) -> Snapshot {
    var snapshot = SampleStack.snapshot(tick: tick)
    let old = snapshot.counters
    snapshot.structure = structure(mode: mode, edited: edited)
    var page = CounterPage(
      partyIDs: old.partyIDs,
      adapterIDs: old.adapterIDs,
      queueIDs: Array(1...8) + [20],
      tables: mode == .scaling ? [CounterPage.HitTable(adapter: 1, entries: 128)] : []
    )
    for party in old.partyIDs {
      for direction in Direction.allCases {
        for column in CounterColumn.allCases {
          page[party, direction, column] = old[party, direction, column]
        }
      }
    }
    let received = old[SampleStack.nic0, .receive, .entered]
    for (queue, share) in shares.enumerated() {
      // Every queue has its own rhythm.
      let pulse = (tick + UInt64(queue)) % 6 < 3 ? share : share / 2
      let packets = received * share / 100 + pulse
      page[queue: UInt32(queue + 1), .packets] = packets
      page[queue: UInt32(queue + 1), .bytes] = packets * 98
      page[queue: UInt32(queue + 1), .interrupts] = packets / 8
      page[queue: UInt32(queue + 1), .deferredCalls] = packets / 8
      page[queue: UInt32(queue + 1), .drops] = queue == 3 ? tick * 10 : 0
      page[queue: UInt32(queue + 1), .waiting] = queue == 3 ? 466 : share * 2
    }
    page[queue: 20, .packets] = tick * 500
    if mode == .scaling { page.setHits((0..<128 as Range<UInt64>).map { 100 + $0 }, ofAdapter: 1) }
    snapshot.counters = page
    return snapshot
  }

  /// The engine with it, whose packets have hashes.
  static func connection(
    mode: ReceiveScalingNode.Mode = .scaling,
    edited: Set<Int> = []
  ) -> SampleConnection {
    SampleConnection(snapshot(tick: 60, mode: mode, edited: edited)) { id in
      guard id >= 1, id <= SampleJourneys.count else { return nil }
      return hashed(SampleJourneys.journey(id - 1))
    }
  }

  /// The explorer over it, with half a minute of history.
  static func explorer(
    width: Int,
    height: Int,
    options: ExplorerOptions = ExplorerOptions(),
    mode: ReceiveScalingNode.Mode = .scaling,
    edited: Set<Int> = []
  ) -> ScriptedExplorer {
    var explorer = ScriptedExplorer(
      connection: connection(mode: mode, edited: edited),
      options: options,
      size: Size(width: width, height: height),
      patience: 60
    )
    for tick in 0...59 as ClosedRange<UInt64> {
      explorer.remember(snapshot(tick: tick, mode: mode))
    }
    return explorer
  }

  /// A journey whose first hop has the hash of its untagged datagram.
  private static func hashed(_ journey: Journey) -> Journey {
    var journey = journey
    guard !journey.hops.isEmpty, journey.id % 7 != 0 else { return journey }
    journey.hops[0].bytes = SampleJourneys.bytes(
      SampleJourneys.untagged,
      origin: 0,
      writer: SampleStack.nic0
    )
    // Reckoned bit by bit outside of the product, with the key above: see QueuesViewTests.
    let slots: [(UInt8, UInt64, String)] = [
      (15, QueuesViewTests.hash, "NetBufferListHashValue"),
      (16, 0x4001, "NetBufferListHashInfo"),
    ]
    journey.hops[0].info = slots.map {
      InfoSlotValue(slot: $0.0, rawValue: $0.1, name: $0.2, fields: [])
    }
    return journey
  }
}
