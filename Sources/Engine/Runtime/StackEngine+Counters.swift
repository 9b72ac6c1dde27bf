import CNDIS
import DataPath
import Inspection
import NDIS

extension StackEngine {
  /// What reading the counters again came to.
  struct Recount {
    /// Some word is another than before.
    var hasChanged = false
    /// Lists that somebody owns now, over all parties.
    var heldLists: UInt64 = 0
  }

  /// Reads the counters into a page that has the lines of the present structure; at a quiet point.
  func recount(into page: inout CounterPage) -> Recount {
    let parties = orderedParties
    var result = Recount()
    var hasDropped = false
    page.withValues { words in
      for index in parties.indices {
        let record = parties[index].record
        let line = index * CounterPage.partyWidth
        Self.recount(record.ledger(.transmit), &words, at: line, &result, &hasDropped)
        Self.recount(
          record.ledger(.receive),
          &words,
          at: line + CounterColumn.width,
          &result,
          &hasDropped
        )
      }
    }
    if hasDropped { page.setDrops(drops) }
    for adapter in stack.adapters {
      guard let line = page.offset(ofAdapter: adapter.party.id) else { continue }
      let values = adapter.statistics.values.all
      page.withValues { words in
        for place in values.indices where words[line + place] != values[place] {
          words[line + place] = values[place]
          result.hasChanged = true
        }
      }
    }
    guard !page.queueIDs.isEmpty || !page.tables.isEmpty else { return result }
    let before = result.hasChanged ? nil : page
    countQueues(into: &page)
    if let before, before != page { result.hasChanged = true }
    return result
  }

  /// A ledger's words stand in the order of `CounterColumn`.
  private static func recount(
    _ ledger: UnsafeMutablePointer<nd_ledger>,
    _ words: inout MutableSpan<UInt64>,
    at start: Int,
    _ result: inout Recount,
    _ hasDropped: inout Bool
  ) {
    result.heldLists &+= ledger.pointee.held
    UnsafeRawPointer(ledger).withMemoryRebound(to: UInt64.self, capacity: CounterColumn.width) {
      for place in 0..<CounterColumn.width where words[start + place] != $0[place] {
        words[start + place] = $0[place]
        result.hasChanged = true
        if place == Int(CounterColumn.dropped.rawValue) { hasDropped = true }
      }
    }
  }
}
