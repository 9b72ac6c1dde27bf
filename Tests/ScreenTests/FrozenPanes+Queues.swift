import Inspection
import TUIKit
import Testing

@testable import Explorer

extension FrozenPanes {
  /// The Queues view of every adapter: what came into its queues is what its miniport indicated, and what still waits.
  mutating func checkQueues() throws {
    for adapter in instant.structure.adapters {
      try select(adapter)
      let canvas = try press([KeyEvent("4")])
      let shown = try packets(in: canvas.clipped(to: model.queuesLayout.list))
      #expect(shown.count == adapter.queues.count, "\(label): queues of \(adapter.name)")
      for queue in adapter.queues {
        #expect(
          shown[queue.number] == instant.counters[queue: queue.id, .packets],
          "\(label): \(queue.name) of \(adapter.name)"
        )
      }
      let waiting = adapter.queues.reduce(0 as UInt64) {
        $0 + instant.counters[queue: $1.id, .waiting]
      }
      let indicated = instant.counters[adapter.partyID, .receive, .left]
      #expect(
        shown.values.reduce(0, +) == indicated + waiting,
        "\(label): queues of \(adapter.name)\n\(canvas.text)"
      )
    }
  }

  /// The last column by the number of the queue.
  private func packets(in pane: Canvas) throws -> [UInt32: UInt64] {
    let lines = pane.lines
    let head = try #require(lines.firstIndex { $0.hasSuffix("PACKETS") }, "\(label)")
    var shown: [UInt32: UInt64] = [:]
    for line in lines.dropFirst(head + 1) {
      let words = line.split(separator: " ").drop { $0 == Glyph.selection }
      guard let number = words.first.flatMap({ UInt32($0) }) else { break }
      shown[number] = words.last.flatMap(Self.number)
    }
    return shown
  }

  /// Goes to an adapter in the tree.
  mutating func select(_ adapter: AdapterNode) throws {
    _ = try press(KeyScript("1 g g").keys)
    while model.selectedAdapter?.id != adapter.id { _ = try press([KeyEvent("j")]) }
  }
}
