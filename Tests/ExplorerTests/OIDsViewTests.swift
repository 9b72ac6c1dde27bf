import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("The OIDs view")
struct OIDsViewTests {
  private static func explorer(_ width: Int = 80, _ height: Int = 24) -> ScriptedExplorer {
    Screen.explorer(size: Size(width: width, height: height))
  }

  @Test(
    "identifiers stand with their last request, its way and its value",
    arguments: ScreenTests.sizes
  )
  func screens(_ width: Int, _ height: Int) throws {
    for (keys, name) in [("3 down down", "oids"), ("3 v up up", "requests")] {
      Golden.check(
        try Screen.draw(keys, width: width, height: height),
        "\(name)-\(width)x\(height)"
      )
    }
    let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)
    let canvas = try Screen.draw("3 down down", width: width, height: height, options: ascii)
    Golden.check(canvas, "oids-\(width)x\(height)-ascii", charset: .ascii)
  }

  @Test("on a small screen the value takes the list's place while it has the focus")
  func narrow() throws {
    Golden.check(try Screen.draw("3 v up up tab", width: 40, height: 12), "oids-value-40x12")
  }

  @Test("the bytes of a value are shown in the place of its fields")
  func bytes() throws {
    Golden.check(try Screen.draw("3 v up up x"), "oids-bytes")
  }

  @Test("the way of a request names everyone who had it, marks clones, and says who has it now")
  func flight() throws {
    let structure = SampleStack.shared
    func text(_ index: Int) -> FlightText {
      FlightText(flight: SampleRequests.flights[index], structure: structure, now: 30_000_000_000)
    }
    #expect(text(0).chain(hasNames: true).string == "◆ responder ─▶ ◇ classify ─▶c ■ Ethernet0")
    #expect(text(2).chain(hasNames: true).string == "· NDIS")
    #expect(text(4).chain(hasNames: true).string == "◆ talker ─▶ ◇ classify ─▶c ◷ ■ Ethernet0")
    #expect(text(0).chain(hasNames: false).string == "◆ ─▶ ◇ ─▶c ■")
    let last = text(4).lines(width: 60, height: 9).last
    #expect(last?.string.contains("■ Ethernet0  has had it for 3.1 s") == true)
    let short = text(0).lines(width: 60, height: 4).map(\.string)
    #expect(short.count == 4)
    #expect(short.contains { $0.contains("2 steps") })
  }

  @Test("enter asks the engine, and the newest request is shown")
  func query() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("3 down enter"))
    #expect(connection.commands.contains(.queryOID(adapter: 1, number: 0x0001_0106)))
    #expect(explorer.model.shownFlight?.id == 6)
    #expect(explorer.model.state.message == "Ethernet0: queryOID: done in 1.2 µs")
  }

  @Test("a value is typed and sent as it was typed; Esc sends nothing")
  func set() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    let typing = try explorer.press(KeyScript("3 down down = \"NDIS_PACKET_TYPE_DIRECTED\""))
    #expect(typing.text.contains("set OID_GEN_CURRENT_PACKET_FILTER = NDIS_PACKET_TYPE_DIRECTED"))
    _ = try explorer.press(KeyScript("esc"))
    #expect(!connection.commands.contains { if case .atRest(.setOID) = $0 { true } else { false } })
    _ = try explorer.press(KeyScript("= \"0x1\" enter"))
    let sent = Command.setOID(adapter: 1, number: 0x0001_010E, value: "0x1")
    #expect(connection.commands.contains(sent))
  }

  @Test("what an identifier does not allow is not sent")
  func refused() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("3 ="))
    #expect(explorer.model.state.message == "OID_GEN_SUPPORTED_LIST cannot be set")
    #expect(connection.commands.allSatisfy { !$0.isAtRest })
  }

  @Test("a filter narrows the list, and the requests of one identifier can be gone through")
  func filter() throws {
    var explorer = Self.explorer()
    _ = try explorer.press(KeyScript("3 / \"link\""))
    #expect(explorer.model.oidRows.map(\.name) == ["OID_GEN_LINK_STATE"])
    _ = try explorer.press(KeyScript("enter enter"))
    #expect(explorer.model.shownFlight?.id == 6)
    _ = try explorer.press(KeyScript("["))
    #expect(explorer.model.shownFlight?.id == 3)
    _ = try explorer.press(KeyScript("["))
    #expect(explorer.model.state.message == "no older request is kept")
    _ = try explorer.press(KeyScript("]"))
    #expect(explorer.model.shownFlight?.id == 6)
  }

  @Test("the adapter is the one selected in the tree, and can be changed here for every view")
  func adapters() throws {
    var explorer = Self.explorer()
    #expect(try explorer.press(KeyScript("3")).lines[0].contains("Ethernet0"))
    #expect(try explorer.press(KeyScript(")")).text.contains("the adapter supports none"))
    #expect(explorer.model.selectedAdapter?.name == "Ethernet1")
    _ = try explorer.press(KeyScript(") )"))
    #expect(explorer.model.state.message == "this is the last adapter")
    _ = try explorer.press(KeyScript("1"))
    #expect(explorer.model.state.stack.selection == .adapter(3))
  }

  @Test("nothing is asked of the engine while another view is looked at")
  func cost() throws {
    var explorer = Self.explorer()
    _ = try explorer.press(KeyScript("3"))
    #expect(explorer.model.wish.adapter == 1)
    _ = try explorer.press(KeyScript("1"))
    #expect(explorer.model.wish == DetailRequest())
  }

  @Test("frozen time shows the requests of that instant")
  func frozen() throws {
    let flight = SampleRequests.flights[0]
    #expect(flight.asOf(40_000) == nil)
    let halfway = flight.asOf(flight.start + 2_000)
    #expect(halfway?.isPending == true)
    #expect(halfway?.holder == 7)
    #expect(halfway?.fields.isEmpty == true)
    #expect(flight.asOf(1_000_000) == flight)
  }

  @Test("an event about a request leads to it")
  func event() throws {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    var explorer = Screen.explorer(SampleConnection(snapshot), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("6 / \"OID\" enter enter"))
    #expect(explorer.model.state.view == .oids)
    #expect(explorer.model.shownFlight?.id == 1)
    _ = try explorer.press(KeyScript("ctrl-o"))
    #expect(explorer.model.state.view == .events)
  }
}
