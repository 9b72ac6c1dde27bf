import Inspection
import TUIKit
import Testing

@testable import Explorer

/// What every pane of a frozen screen says, and whether all of it is one instant.
struct FrozenPanes {
  /// The explorer, frozen.
  private(set) var explorer: ScriptedExplorer
  var model: ExplorerModel { explorer.model }
  let instant: Snapshot
  /// Where the freeze was, for messages.
  let label: String
  /// Whether the recording has everything since the start.
  let isWhole: Bool

  init(_ explorer: ScriptedExplorer, _ instant: Snapshot, isWhole: Bool, _ label: String) {
    self.explorer = explorer
    self.instant = instant
    self.isWhole = isWhole
    self.label = label
  }

  /// Looks through all views; every contradiction is an issue.
  mutating func check() throws {
    try checkLedgers()
    try checkTrace()
    try checkEvents()
    try checkRequests()
    try checkQueues()
    try checkDashboard()
    var heads: Set<String> = []
    for view in ViewID.allCases {
      let canvas = try press([KeyEvent(view.key)])
      #expect(canvas.text.contains(frozenTime), "\(label): \(view)\n\(canvas.text)")
      #expect(model.snapshot?.sequence == instant.sequence, "\(label): \(view)")
      let head = canvas.lines[0]
      heads.insert(String(head.drop { String($0) != Glyph.receive }))
    }
    #expect(heads.count == 1, "\(label): \(heads)")
  }

  /// The instant as the head of the screen has it.
  private var frozenTime: String { EngineTime.clock(instant.time) }

  mutating func press(_ keys: [KeyEvent]) throws -> Canvas {
    try explorer.press(KeyScript(keys: keys))
  }

  // MARK: Ledgers

  /// Terms of the two ledgers and drops by reason, as lines of the inspector have them.
  private struct Numbers {
    var terms: [String: [Direction: UInt64]] = [:]
    var drops: [String: UInt64] = [:]

    subscript(term: String) -> UInt64 { (terms[term] ?? [:]).values.reduce(0, +) }

    init(_ lines: [String]) {
      var columns: [String] = []
      for line in lines {
        let words = line.split(separator: " ").map(String.init)
        guard let first = words.first else { continue }
        if first == "custody" || first == "fate" {
          columns = line.split { " +=".contains($0) }.dropFirst().map { String($0) }
        } else if first == Glyph.receive || first == Glyph.transmit, !columns.isEmpty {
          let direction: Direction = first == Glyph.receive ? .receive : .transmit
          for (column, word) in zip(columns, words.dropFirst()) {
            terms[column, default: [:]][direction] = FrozenPanes.number(word)
          }
        } else if first == Glyph.drop, words.count > 2, let count = FrozenPanes.number(words[2]) {
          drops[words[1], default: 0] += count
        }
      }
    }
  }

  static func number(_ word: some StringProtocol) -> UInt64? {
    UInt64(String(word.filter { $0 != "," }))
  }

  private mutating func checkLedgers() throws {
    let pages = try inspectorPages()
    func lines(_ row: StackRow.ID) throws -> [String] {
      try #require(pages.first { $0.row == row }?.lines, "\(label): \(row)")
    }
    for adapter in instant.structure.adapters {
      let whole = try lines(.adapter(adapter.id))
      var parts: [Numbers] = []
      let parties =
        adapter.bindings.map(\.partyID) + adapter.filters.map(\.partyID) + [adapter.partyID]
      for party in parties {
        let numbers = Numbers(try lines(.party(party)))
        balance(numbers, party)
        parts.append(numbers)
      }
      // NDIS between filters and bindings has no row.
      for party in instant.counters.partyIDs
      where instant.structure.parties[party]?.adapter == adapter.id && !parties.contains(party) {
        parts.append(numbers(of: party))
      }
      try compare(adapter, Numbers(whole), parts)
      statistics(adapter, whole, parts[parties.count - 1])
    }
  }

  /// The inspector's lines of every row of the tree.
  private mutating func inspectorPages() throws -> [(row: StackRow.ID, lines: [String])] {
    _ = try press([KeyEvent("1"), KeyEvent("g"), KeyEvent("g")])
    var pages: [(row: StackRow.ID, lines: [String])] = []
    for _ in model.rows.rows {
      if let row = model.selectedRow?.id {
        pages.append((row, model.inspectorLines().map(\.string)))
      }
      _ = try press([KeyEvent("j")])
    }
    return pages
  }

  private func balance(_ numbers: Numbers, _ party: PartyID) {
    let name = instant.structure.parties.name(of: party)
    for direction in Direction.allCases {
      func term(_ name: String) -> UInt64 { numbers.terms[name]?[direction] ?? 0 }
      #expect(
        term("taken") + term("created") == term("given") + term("freed") + term("held"),
        "\(label): custody of \(name)"
      )
      #expect(
        term("entered") + term("born")
          == term("left") + term("delivered") + term("merged") + term("dropped") + term("inside"),
        "\(label): fate of \(name)"
      )
    }
    #expect(numbers["dropped"] == numbers.drops.values.reduce(0, +), "\(label): drops of \(name)")
  }

  /// The same of a party that no row shows.
  private func numbers(of party: PartyID) -> Numbers {
    var numbers = Numbers([])
    for column in CounterColumn.allCases {
      for direction in Direction.allCases {
        numbers.terms[column.symbol, default: [:]][direction] =
          instant.counters[party, direction, column]
      }
    }
    for drop in instant.counters.drops where drop.party == party {
      numbers.drops[instant.structure.reasons.symbol(of: drop.reason), default: 0] += drop.count
    }
    return numbers
  }

  /// The adapter's own pages against the sums over its modules and bindings.
  private mutating func compare(
    _ adapter: AdapterNode,
    _ whole: Numbers,
    _ parts: [Numbers]
  ) throws {
    func sum(_ term: String) -> UInt64 { parts.reduce(0) { $0 + $1[term] } }
    var drops: [String: UInt64] = [:]
    for part in parts { drops.merge(part.drops) { $0 + $1 } }
    #expect(whole.drops == drops, "\(label): drops of \(adapter.name)")
    try select(adapter)
    _ = try press([KeyEvent("2")])
    let page = try #require(model.adapterText(width: 100)).lines(.ledger).map(\.string)
    var terms: [String: UInt64] = [:]
    for line in page {
      let words = line.split(separator: " ").filter { $0 != "=" && $0 != "+" }
      if words.count == 2, let number = Self.number(words[1]) { terms[String(words[0])] = number }
    }
    for term in ["created", "freed", "held", "born", "delivered", "merged", "dropped", "inside"] {
      #expect(terms[term] == sum(term), "\(label): \(term) of \(adapter.name)")
    }
    let shown = { (term: String) in Int64(terms[term] ?? 0) }
    #expect(
      shown("entered") - shown("left") == Int64(sum("entered")) - Int64(sum("left")),
      "\(label): \(adapter.name)"
    )
    #expect(
      shown("taken") - shown("given") == Int64(sum("taken")) - Int64(sum("given")),
      "\(label): \(adapter.name)"
    )
  }

  /// What the miniport counts for OID_GEN_STATISTICS against its ledger.
  private func statistics(_ adapter: AdapterNode, _ lines: [String], _ miniport: Numbers) {
    var counts: [String: UInt64] = [:]
    for line in lines {
      let words = line.split(separator: " ")
      for (word, next) in zip(words, words.dropFirst()) where word.hasPrefix("ifHC") {
        counts[String(word)] = Self.number(next)
      }
    }
    for (prefix, direction) in [("ifHCIn", Direction.receive), ("ifHCOut", .transmit)] {
      let kinds = ["UcastPkts", "MulticastPkts", "BroadcastPkts"]
      let packets = kinds.reduce(0 as UInt64) { $0 + (counts[prefix + $1] ?? 0) }
      #expect(
        packets == miniport.terms["left"]?[direction] ?? 0,
        "\(label): \(prefix) of \(adapter.name)"
      )
    }
  }

  // MARK: Lists

  private mutating func checkTrace() throws {
    let canvas = try press([KeyEvent("5")])
    let window = try #require(model.shownPackets).window
    #expect(window.rows.allSatisfy { $0.time <= instant.time && $0.lastTime <= instant.time })
    let title = try #require(canvas.lines.first { $0.contains(" Packets ") })
    let words = title.split(separator: " ").compactMap(Self.number)
    #expect(words.contains(window.rowCount), "\(label): \(title)")
    guard isWhole else { return }
    let born = instant.counters.partyIDs.reduce(0 as UInt64) { sum, party in
      sum + Direction.allCases.reduce(0) { $0 + instant.counters[party, $1, .born] }
    }
    #expect(window.rowCount == born && window.journeyCount == born, "\(label): journeys")
  }

  private mutating func checkEvents() throws {
    _ = try press([KeyEvent("6")])
    #expect(model.events.last?.sequence == instant.events.last?.sequence, "\(label): events")
    #expect(model.events.allSatisfy { $0.time <= instant.time }, "\(label): events")
    #expect(
      model.eventRows.sequences == instant.events.filter { $0.severity >= .info }.map(\.sequence),
      "\(label): events"
    )
  }

  private mutating func checkRequests() throws {
    _ = try press([KeyEvent("3")])
    let flights = try #require(model.adapterDetail).flights
    #expect(flights.allSatisfy { $0.start <= instant.time }, "\(label): requests")
    #expect(
      flights.allSatisfy { $0.steps.allSatisfy { $0.time <= instant.time } },
      "\(label): requests"
    )
    let told = Set(instant.events.filter { $0.kind == .oid }.map(\.request))
    // What ended is told of at the same instant, what is under way is not.
    for flight in flights where flight.start > instant.events.first?.time ?? 0 {
      #expect(told.contains(flight.id) != flight.isPending, "\(label): request \(flight.id)")
    }
  }
}
