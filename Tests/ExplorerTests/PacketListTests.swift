import Inspection
import TUIKit
import Testing
import Wire

@testable import Explorer

@Suite("Packets and hops")
struct PacketListTests {
  /// Presses keys and gives the model.
  private static func model(
    _ keys: String,
    connection: SampleConnection = SampleConnection(SampleStack.snapshot(tick: 60)),
    width: Int = 80,
    height: Int = 24
  ) throws -> ExplorerModel {
    var explorer = Screen.explorer(connection, size: Size(width: width, height: height))
    _ = try explorer.press(KeyScript(keys))
    return explorer.model
  }

  @Test("the Trace view opens at the newest packet and stays there while others come")
  func opensAtNewest() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    let model = try Self.model("5", connection: connection)
    #expect(model.state.trace.selected == SampleJourneys.count)
    #expect(!model.state.trace.follows)
    #expect(model.journey?.id == SampleJourneys.count)
  }

  @Test("up and down select by one, and stop at the ends")
  func upAndDown() throws {
    #expect(try Self.model("5 up up down").state.trace.selected == SampleJourneys.count - 1)
    #expect(try Self.model("5 down down").state.trace.selected == SampleJourneys.count)
    #expect(try Self.model("5 g g up").state.trace.selected == 1)
    #expect(try Self.model("5 g g down").state.trace.selected == 2)
  }

  @Test("pages go beyond the rows at hand, which the engine then sends")
  func pages() throws {
    let model = try Self.model("5" + String(repeating: " pageup", count: 30))
    #expect(model.state.trace.selected == SampleJourneys.count - 30 * 4)
    #expect(model.selectedPacketRow == UInt64(SampleJourneys.count - 30 * 4 - 1))
    #expect(model.journey?.id == model.state.trace.selected)
    let bottom = try Self.model("5 g g" + String(repeating: " pagedown", count: 60))
    #expect(bottom.state.trace.selected == SampleJourneys.count)
  }

  @Test("the next dropped packet is found, also beyond the rows at hand")
  func drops() throws {
    #expect(try Self.model("5 g g }").state.trace.selected == 5)
    #expect(try Self.model("5 g g } }").state.trace.selected == 14)
    #expect(try Self.model("5 g g } } {").state.trace.selected == 5)
    let rows = (0..<5000).map { number in
      var row = SampleJourneys.row(UInt64(number) % 4)
      row.journey = UInt64(number) + 1
      if number == 3333 { row.outcome = .dropped }
      return row
    }
    func far() -> SampleConnection {
      SampleConnection(SampleStack.snapshot(tick: 60), rows: rows) { id in
        var journey = SampleJourneys.journey(1)
        journey.id = id
        return journey
      }
    }
    #expect(try Self.model("5 g g }", connection: far()).state.trace.selected == 3334)
    #expect(try Self.model("5 {", connection: far()).state.trace.selected == 3334)
    let none = try Self.model("5 }", connection: far())
    #expect(none.state.trace.selected == 5000)
    #expect(none.state.message == "no dropped packet after this one")
    #expect(none.isSettled)
  }

  @Test("G follows the newest packet until another is selected")
  func follow() throws {
    #expect(try Self.model("5 up G").state.trace.follows)
    #expect(try Self.model("5 up G up").state.trace.follows == false)
  }

  @Test("hops go to the ends and stop there")
  func hops() throws {
    #expect(try Self.model("5 up right right").hopIndex == 2)
    #expect(try Self.model("5 up right left left").hopIndex == 0)
    #expect(try Self.model("5 up up end right").hopIndex == 7)
    #expect(try Self.model("5 up up end home").hopIndex == 0)
  }

  @Test("the next change skips hops that changed nothing, and says when there is none")
  func changes() throws {
    #expect(try Self.model("5 up up ]").hopIndex == 2)
    let none = try Self.model("5 up up ] ]")
    #expect(none.hopIndex == 2)
    #expect(none.state.message == "no change after this hop")
    #expect(try Self.model("5 up up end [").hopIndex == 2)
  }

  @Test("a parent and each child in turn can be followed, and the way back")
  func links() throws {
    // Journey 238 has the child 239, journey 239 the parent 238.
    let child = try Self.model("5 up up )")
    #expect(child.state.trace.selected == 239)
    #expect(try Self.model("5 up up ) (").state.trace.selected == 238)
    #expect(try Self.model("5 up up ) backspace").state.trace.selected == 238)
    #expect(try Self.model("5 g g (").state.message == "no parent: this packet was originated here")
    #expect(try Self.model("5 backspace").state.message == "nowhere to go back to")
  }

  @Test("a filter takes effect as it is typed, and Esc takes it back")
  func filter() throws {
    let typed = try Self.model("5 / \"arp\"")
    #expect(typed.state.trace.filter == "arp")
    #expect(typed.packets?.window.rows.allSatisfy { $0.summary.protocolName == "ARP" } == true)
    #expect(typed.state.trace.selected.map { $0 % 5 } == 1)
    #expect(try Self.model("5 / \"arp\" esc").state.trace.filter == "")
    #expect(try Self.model("5 / \"arp\" enter").state.trace.filter == "arp")
    #expect(try Self.model("5 / \"arp\" enter esc").state.trace.filter == "")
    #expect(try Self.model("5 / \"arp\" enter esc").state.view == .trace)
    #expect(try Self.model("5 / \"arp\" enter esc esc").state.view == .stack)
  }

  @Test("a filter that cannot be read is marked at its column and leaves the list as it is")
  func wrongFilter() throws {
    let model = try Self.model("5 / \"arp && udp.prot == 1\"")
    #expect(model.filterFailure?.column == 8)
    #expect(model.filterFailure?.nearest == "udp.port")
    #expect(model.state.trace.filter == "arp && udp")
  }

  @Test("t shows the packets of the selected module")
  func traceHere() throws {
    let model = try Self.model("down down down down t")
    #expect(model.state.view == .trace)
    #expect(model.state.trace.filter == #"hop.module == "vlan""#)
    // The miniport, the adapter's own layer and the adapter share a name.
    let miniport = try Self.model("down down down down down down t")
    #expect(
      miniport.state.trace.filter
        == #"hop.module == "Ethernet0" && adapter == "Ethernet0""#
    )
    #expect(try Self.model("t").state.trace.filter == #"adapter == "Ethernet0""#)
  }

  @Test("frozen, every pane keeps one instant while the engine goes on")
  func frozen() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("5 f"))
    let before = explorer.model.draw().lines
    connection.advance(to: SampleStack.snapshot(tick: 67))
    let after = try explorer.press(KeyScript("")).lines
    #expect(explorer.model.lag == 3_500_000_000)
    #expect(after[0].contains("FROZEN 3.5 s behind"))
    #expect(Array(after.dropFirst()) == Array(before.dropFirst()))
    #expect(explorer.model.snapshot?.time == 30_000_000_000)
    _ = try explorer.press(KeyScript("f"))
    #expect(explorer.model.snapshot?.time == 33_500_000_000)
  }

  @Test("what happened after the frozen instant is not shown")
  func asOf() {
    let row = SampleJourneys.row(1)
    let window = PacketWindow(
      firstRow: 7,
      rowCount: 9,
      journeyCount: 9,
      rows: [row, SampleJourneys.row(2)]
    )
    let past = window.asOf(row.time + 100)
    #expect(past.rows.count == 1)
    #expect(past.rowCount == 8)
    #expect(past.rows[0].outcome == .held)
    #expect(past.rows[0].duration == 100)
    #expect(window.asOf(.max) == window)
    let journey = SampleJourneys.journey(1).asOf(row.time + 930)
    #expect(journey.hops.count == 3)
    #expect(journey.outcome == .held)
  }

  @Test("selecting a change or a field marks its bytes")
  func highlight() throws {
    let change = try Self.model("5 up up ] tab" + String(repeating: " down", count: 6))
    #expect(change.highlightedBytes == 12..<14)
    let field = try Self.model("5 up up x tab down")
    #expect(field.highlightedBytes == 0..<14)
    #expect(try Self.model("5 up up x").highlightedBytes == nil)
  }

  @Test("fields unfold and fold")
  func fields() throws {
    let closed = try Self.model("5 up up x tab down").fieldRows()
    let open = try Self.model("5 up up x tab down space").fieldRows()
    #expect(open.count > closed.count)
    #expect(open.contains { $0.label.contains("Destination") })
    #expect(try Self.model("5 up up x tab down space space").fieldRows() == closed)
  }

  @Test("x goes through changes, fields and bytes")
  func detail() throws {
    #expect(try Self.model("5 x").state.trace.detail == .fields)
    #expect(try Self.model("5 x x").state.trace.detail == .bytes)
    #expect(try Self.model("5 x x x").state.trace.detail == .changes)
    #expect(try Self.model("5 x x", width: 160, height: 48).state.trace.detail == .changes)
  }

  @Test("rows that shift as old packets are overwritten keep the selection on its packet")
  func overwritten() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("5 pageup pageup"))
    #expect(explorer.model.state.trace.selected == 232)
    connection.forget(first: 200)
    _ = try explorer.press(KeyScript(""))
    #expect(explorer.model.state.trace.selected == 232)
    #expect(explorer.model.selectedPacketRow == 31)
    connection.forget(first: 35)
    _ = try explorer.press(KeyScript(""))
    #expect(explorer.model.state.trace.selected == 236)
  }

  @Test("coming back to the Trace view finds the packet that was chosen, else the newest")
  func comesBack() throws {
    #expect(try Self.model("5 pageup 1 5").state.trace.selected == 236)
    #expect(try Self.model("5 1 5").state.trace.selected == SampleJourneys.count)
  }

  @Test("the same keys select the same packet on every screen")
  func sameEverywhere() throws {
    for keys in ["5", "5 {", "5 { {", "5 up up", "down down t {", "5 g g }", "5 up up ) 1 5"] {
      let selected = try [(80, 24), (160, 48), (40, 12), (200, 60)].map { width, height in
        try Self.model(keys, width: width, height: height).state.trace.selected
      }
      #expect(Set(selected).count == 1, "\(keys): \(selected)")
    }
  }

  @Test("of a long address pair the columns behind it yield before the reason or an end is cut")
  func yields() throws {
    let rows = (0..<240 as Range<UInt64>).map { number in
      var row = SampleJourneys.row(number)
      row.summary.source = "2001:db8:1::aa"
      row.summary.destination = "2001:db8:2::bb"
      row.outcome = .dropped
      row.reason = "FilteredVLAN"
      return row
    }
    let connection = SampleConnection(SampleStack.snapshot(tick: 60), rows: rows)
    let text = try Screen.draw("5", connection: connection).text
    #expect(text.contains("2001:db8:1::aa → 2001:db8:2::bb  FilteredVLAN"))
  }

  @Test("beside the tree the panes show the last dropped packet until another is chosen")
  func besideTree() throws {
    let model = try Self.model("", width: 160, height: 48)
    #expect(model.state.trace.selected == 239)
    #expect(model.state.trace.follows)
    #expect(model.journey?.outcome == .dropped)
    let chosen = try Self.model("tab tab up", width: 160, height: 48)
    #expect(chosen.state.trace.selected == 238)
    #expect(!chosen.state.trace.follows)
    #expect(try Self.model("tab tab up enter", width: 160, height: 48).state.view == .trace)
  }
}
