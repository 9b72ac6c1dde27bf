import Inspection
import TUIKit
import Testing

@testable import Explorer

extension FrozenPanes {
  /// The dashboard says what the views of its panes say.
  mutating func checkDashboard() throws {
    for adapter in instant.structure.adapters {
      try select(adapter)
      let stack = try press([KeyEvent("1")])
      let tree = Self.rows(of: stack.clipped(to: model.stackLayout.tree))
      let queues = try press([KeyEvent("4")])
      let rates = Self.rates(in: queues.clipped(to: model.queuesLayout.list))
      let dashboard = try press([KeyEvent("0")])
      func pane(_ pane: DashboardPane) -> Canvas? {
        model.dashboardLayout[pane].map { dashboard.clipped(to: $0) }
      }
      let rows = Self.rows(of: try #require(pane(.tree), "\(label): no dashboard"))
      #expect(!rows.isEmpty && rows.allSatisfy(tree.contains), "\(label): \(rows)\n\(tree)")
      if let list = pane(.queues) {
        let shown = Self.rates(in: list)
        #expect(!shown.isEmpty, "\(label): \(adapter.name)\n\(list.text)")
        for (queue, values) in shown {
          let same = values.filter { rates[queue]?[$0.key] != nil }
          #expect(
            same.count > 2 && same.allSatisfy { rates[queue]?[$0.key] == $0.value },
            "\(label): queue \(queue) of \(adapter.name): \(values), \(rates)"
          )
        }
      }
      try checkDashboardLists(pane(.packets), pane(.paths))
      checkRates(of: adapter)
    }
  }

  private func checkDashboardLists(_ packets: Canvas?, _ paths: Canvas?) throws {
    let window = try #require(model.shownPackets).window
    let title = try #require(packets?.lines.first)
    #expect(
      title.split(separator: " ").compactMap(Self.number).contains(window.rowCount),
      "\(label)"
    )
    #expect(model.events.last?.sequence == instant.events.last?.sequence, "\(label): events")
    let lines = try #require(paths?.lines)
    guard let shares = model.pathShares else {
      #expect(lines.contains { $0.contains("not known of this instant") }, "\(label): \(lines)")
      return
    }
    // They are counted at the instant; a live recording may have lost older packets since.
    #expect(
      isWhole
        ? UInt64(shares.journeyCount) == window.journeyCount
        : UInt64(shares.journeyCount) >= window.journeyCount,
      "\(label): paths"
    )
    let counted = shares.paths.reduce(shares.unknownCount) { $0 + $1.count }
    #expect(counted <= shares.journeyCount, "\(label): paths")
    #expect(
      lines[0].contains(Quantity.grouped(UInt64(shares.journeyCount))),
      "\(label): \(lines[0])"
    )
  }

  /// The drops of an adapter are those of everyone on it.
  private func checkRates(of adapter: AdapterNode) {
    guard let whole = model.totals[adapter.id] else { return }
    let parts = instant.counters.partyIDs.filter {
      instant.structure.parties[$0]?.adapter == adapter.id
    }
    let sum = parts.reduce(0.0) { $0 + (model.history.rates(of: $1)?.dropped ?? 0) }
    #expect(abs(sum - whole.dropped) < 1e-6, "\(label): drops a second of \(adapter.name)")
    let miniport = model.history.rates(of: adapter.partyID)
    #expect(whole.receive == miniport?.receive ?? 0, "\(label): receive of \(adapter.name)")
    #expect(whole.transmit == miniport?.transmit ?? 0, "\(label): transmit of \(adapter.name)")
  }

  /// Rows of a tree, without the bar of the selection and lines cut off below.
  private static func rows(of tree: Canvas) -> [String] {
    tree.lines.dropFirst(2).map { line in
      line.split(separator: " ").filter { $0 != Glyph.selection }.joined(separator: " ")
    }.filter { !$0.isEmpty }
  }

  /// The columns before the last minute, by the number of the queue.
  private static func rates(in pane: Canvas) -> [String: [String: String]] {
    let lines = pane.lines
    guard let head = lines.firstIndex(where: { $0.contains("CPU") && $0.contains("%") }) else {
      return [:]
    }
    let names = lines[head].split(separator: " ").map(String.init)
      .prefix { $0 != "LAST" }.filter { $0 != Glyph.receive }
    var found: [String: [String: String]] = [:]
    for line in lines.dropFirst(head + 1) {
      let words = line.split(separator: " ").map(String.init).filter { $0 != Glyph.selection }
      guard let queue = words.first, UInt32(queue) != nil, words.count >= names.count else { break }
      found[queue] = Dictionary(zip(names, words), uniquingKeysWith: { first, _ in first })
    }
    return found
  }
}
