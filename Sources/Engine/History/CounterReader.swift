import CNDIS
import DataPath
import Inspection
import NDIS

/// Reads an engine's counters again and again into one page and tells what changed, without looking anything up.
///
/// It knows where every line of the page comes from, for as long as the stack keeps its shape.
struct CounterReader {
  /// A line of the page and where it is counted.
  private struct Line {
    var number: Int
    /// Place of its first word.
    var start: Int
    /// Place of its adapter in the stack.
    var adapter: Int
    /// Place of its receive queue there.
    var queue = 0
    /// Entries of its indirection table.
    var entries = 0..<0
  }

  /// Both ledgers of each party, in the order of the page: 32 words.
  private let ledgers: [UnsafeMutablePointer<nd_ledger>]
  private var statistics: [Line] = []
  private var queues: [Line] = []
  private var tables: [Line] = []
  private let shape: UInt64

  /// What reading the counters again came to.
  struct Result {
    /// Some word is another than before.
    var hasChanged = false
    /// Lists that somebody owns now, over all parties.
    var heldLists: UInt64 = 0
  }

  /// A reader for pages that have the lines of `page`, which was made of the engine now.
  init(_ engine: StackEngine, _ page: CounterPage) {
    shape = engine.stack.shapeGeneration
    ledgers = engine.orderedParties.map { $0.record.ledger(.transmit) }
    let adapters = engine.stack.adapters
    let places = Dictionary(
      uniqueKeysWithValues: adapters.enumerated().map { ($1.party.id, $0) }
    )
    var number = ledgers.count
    for id in page.adapterIDs {
      if let start = page.offset(ofAdapter: id), let adapter = places[id] {
        statistics.append(Line(number: number, start: start, adapter: adapter))
      }
      number += 1
    }
    var queuePlaces: [UInt32: (adapter: Int, queue: Int)] = [:]
    for (adapter, owner) in adapters.enumerated() {
      for (queue, one) in owner.receiveQueues.enumerated() {
        queuePlaces[one.id] = (adapter, queue)
      }
    }
    for id in page.queueIDs {
      if let start = page.offset(ofQueue: id), let place = queuePlaces[id] {
        queues.append(
          Line(number: number, start: start, adapter: place.adapter, queue: place.queue)
        )
      }
      number += 1
    }
    for table in page.tables {
      guard let range = page.hitRange(ofAdapter: table.adapter),
        let adapter = places[table.adapter]
      else { continue }
      for entry in stride(from: 0, to: range.count, by: 32) {
        tables.append(
          Line(
            number: number,
            start: range.lowerBound + entry,
            adapter: adapter,
            entries: entry..<min(entry + 32, range.count)
          )
        )
        number += 1
      }
    }
  }

  /// True if the engine's counters still have the lines it was made for.
  func isFor(_ engine: StackEngine) -> Bool {
    shape == engine.stack.shapeGeneration && ledgers.count == engine.stack.parties.count
  }

  /// Reads all counters; at a quiet point of the engine it was made for.
  func read(
    _ engine: StackEngine,
    into page: inout CounterPage,
    telling difference: inout CounterDifference
  ) -> Result {
    var result = Result()
    var dropped: UInt32 = 0
    page.update(&difference) { update in
      for (number, ledger) in ledgers.enumerated() {
        result.heldLists &+= ledger[0].held &+ ledger[1].held
        let words = UnsafeRawPointer(ledger).assumingMemoryBound(to: UInt64.self)
        dropped |= update.line(
          number,
          at: number * CounterPage.partyWidth,
          UnsafeBufferPointer(start: words, count: CounterPage.partyWidth)
        )
      }
      let adapters = engine.stack.adapters
      for line in statistics {
        let values = adapters[line.adapter].statistics.values
        withUnsafeBytes(of: values) {
          _ = update.line(line.number, at: line.start, $0.assumingMemoryBound(to: UInt64.self))
        }
      }
      for line in queues {
        let adapter = adapters[line.adapter]
        let counters = adapter.counters(of: adapter.receiveQueues[line.queue])
        withUnsafeBytes(of: counters) {
          _ = update.line(line.number, at: line.start, $0.assumingMemoryBound(to: UInt64.self))
        }
      }
      for line in tables {
        guard let scaling = adapters[line.adapter].receiveScaling else { continue }
        let hits = UnsafePointer(scaling.hits) + line.entries.lowerBound
        _ = update.line(
          line.number,
          at: line.start,
          UnsafeBufferPointer(start: hits, count: line.entries.count)
        )
      }
    } drops: {
      dropped & Self.droppedBits == 0 ? nil : engine.drops
    }
    result.hasChanged = !difference.isEmpty
    return result
  }

  /// The words of a party's line that count drops.
  private static let droppedBits: UInt32 =
    1 << UInt32(CounterColumn.dropped.rawValue)
    | 1 << (UInt32(CounterColumn.dropped.rawValue) + UInt32(CounterColumn.width))
}
