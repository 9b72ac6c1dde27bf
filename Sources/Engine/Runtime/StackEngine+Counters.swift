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
  ///
  /// `ledgers`: both of each party, in the order of the page.
  func recount(
    _ ledgers: [UnsafeMutablePointer<nd_ledger>],
    into page: inout CounterPage
  ) -> Recount {
    var result = Recount()
    var hasDropped = false
    page.withValues { words in
      var line = 0
      for ledger in ledgers {
        Self.recount(ledger, &words, at: line, &result, &hasDropped)
        line += CounterColumn.width
      }
    }
    if hasDropped { page.setDrops(drops) }
    for adapter in stack.adapters {
      guard let line = page.offset(ofAdapter: adapter.party.id) else { continue }
      let values = adapter.statistics.values
      page.withValues { words in
        withUnsafeBytes(of: values) { bytes in
          let now = bytes.bindMemory(to: UInt64.self)
          for place in now.indices where words[line + place] != now[place] {
            words[line + place] = now[place]
            result.hasChanged = true
          }
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
