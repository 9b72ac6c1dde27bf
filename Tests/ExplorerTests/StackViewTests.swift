import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Tree")
struct StackViewTests {
  private static func model(
    _ keys: String,
    width: Int = 80,
    height: Int = 24
  ) throws
    -> ExplorerModel
  {
    var explorer = Screen.explorer(size: Size(width: width, height: height))
    _ = try explorer.press(KeyScript(keys))
    return explorer.model
  }

  @Test("bindings, filters and miniport stand below their adapter from top to bottom")
  func order() throws {
    let rows = try Self.model("").rows.rows
    #expect(
      rows.map(\.id) == [
        .adapter(1), .party(2), .party(3), .party(4), .party(5), .party(6), .party(7),
        .adapter(2), .party(8), .party(9), .adapter(3), .party(11),
      ]
    )
    #expect(rows[6].isLast && !rows[5].isLast)
  }

  @Test("folding hides an adapter's rows and keeps the selection on it")
  func fold() throws {
    let folded = try Self.model("space")
    #expect(folded.rows.rows.count == 6)
    #expect(folded.state.stack.selection == .adapter(1))
    #expect(try Self.model("space space").rows.rows.count == 12)
    #expect(try Self.model("down down left").state.stack.selection == .adapter(1))
    #expect(try Self.model("left right").rows.rows.count == 12)
    #expect(try Self.model("right").state.stack.selection == .party(2))
    #expect(try Self.model("G Z").rows.rows.map(\.id) == [.adapter(1), .adapter(2), .adapter(3)])
    #expect(try Self.model("G Z").state.stack.selection == .adapter(3))
    #expect(try Self.model("Z Z").rows.rows.count == 12)
  }

  @Test("a filter leaves the rows whose names have it, with their adapters")
  func filter() throws {
    #expect(try Self.model("/ \"vlan\"").rows.rows.map(\.id) == [.adapter(1), .party(5)])
    #expect(try Self.model("/ \"ETHERNET1\"").rows.rows.count == 3)
    #expect(try Self.model("/ \"xyz\"").rows.rows.isEmpty)
    #expect(try Self.model("/ \"vlan\" esc").rows.rows.count == 12)
    #expect(try Self.model("/ \"vlan\" enter").rows.rows.count == 2)
    #expect(try Self.model("/ \"vlan\" enter esc").rows.rows.count == 12)
    // A folded adapter is opened by a match.
    #expect(try Self.model("space / \"vlan\"").rows.rows.count == 2)
  }

  @Test("the selection stays on its module when others come and go, and moves up when it goes")
  func structureChanges() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("down down down down"))
    #expect(explorer.model.state.stack.selection == .party(5))
    func change(_ edit: (inout [AdapterNode]) -> Void) throws {
      var adapters = SampleStack.shared.adapters
      edit(&adapters)
      var next = SampleStack.snapshot(tick: 61)
      next.structure = StackStructure(
        generation: 2,
        name: "lab",
        version: "0.1.0",
        adapters: adapters,
        parties: SampleStack.shared.parties,
        reasons: SampleStack.shared.reasons
      )
      connection.advance(to: next)
      _ = try explorer.press(KeyScript(""))
    }
    try change { $0[0].filters.remove(at: 0) }
    #expect(explorer.model.state.stack.selection == .party(5))
    #expect(explorer.model.state.stack.viewport.selection == 3)
    try change { $0[0].filters.removeAll { $0.partyID == 5 } }
    #expect(explorer.model.state.stack.selection == .adapter(1))
    try change { $0.removeAll() }
    #expect(explorer.model.draw().text.contains("no adapters"))
  }

  @Test("a ledger that does not balance says which and whose way")
  func unbalanced() throws {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.counters[SampleStack.vlan, .receive, .taken] += 1
    let connection = SampleConnection(snapshot)
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 48))
    let text = try explorer.press(KeyScript("down down down down")).text
    #expect(text.contains("✗ custody does not balance: receive"))
    #expect(!text.contains("fate does not balance"))
  }

  @Test("the inspector names neighbours, bypassed handlers and where a setting comes from")
  func inspector() throws {
    let text = try Self.model("down down down down", height: 48).inspectorLines().map(\.string)
    #expect(text.contains("between  above ◇ classify   below ◈ capture"))
    #expect(text.contains("bypassed send complete  no handler, no hop"))
    #expect(
      text.contains { $0.contains("VlanID") && $0.contains("100") && $0.contains("lab.yaml:15") }
    )
    #expect(text.contains { $0.hasPrefix("✗ FilteredVLAN  4,275  162/s  The VLAN is not") })
  }

  @Test("the tree of ten thousand modules moves by a key as fast as a small one")
  func tenThousand() throws {
    let structure = SampleStack.crowd(modules: 10_000)
    let rows = StackRows(structure, folded: [], filter: "")
    #expect(rows.total == 10_000)
    var model = ExplorerModel(options: ExplorerOptions(), size: Size(width: 160, height: 48))
    model.take(SampleStack.snapshot(of: structure, tick: 0))
    model.take(SampleStack.snapshot(of: structure, tick: 1))
    let clock = ContinuousClock()
    let time = clock.measure {
      for _ in 0..<20 {
        _ = model.handle(KeyEvent(.pageDown))
        model.settle()
        _ = model.draw()
      }
    }
    #expect(model.state.stack.viewport.selection > 200)
    // An unoptimized build on a busy machine; rebuilding the rows for every key takes seconds.
    #expect(time < .seconds(2))
    #expect(model.draw().text.contains("module-"))
  }
}
