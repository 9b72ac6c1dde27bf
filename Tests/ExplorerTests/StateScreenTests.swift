import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Screens of states")
struct StateScreenTests {
  private static let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)

  /// The sample stack at half a minute, changed by a body.
  private static func connection(
    rows: [JourneyRow]? = nil,
    _ change: (inout Snapshot) -> Void
  ) -> SampleConnection {
    var snapshot = SampleStack.snapshot(tick: 60)
    change(&snapshot)
    guard let rows else { return SampleConnection(snapshot) }
    return SampleConnection(snapshot, rows: rows)
  }

  @Test("without colour and beyond ASCII nothing is lost", arguments: ScreenTests.sizes)
  func ascii(_ width: Int, _ height: Int) throws {
    for (keys, name) in [("down down down down", "stack"), ("5 up up ]", "trace")] {
      let canvas = try Screen.draw(keys, width: width, height: height, options: Self.ascii)
      Golden.check(canvas, "\(name)-\(width)x\(height)-ascii", charset: .ascii)
      let text = TextEncoder(charset: .ascii).encode(canvas)
      #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test("blocks stand in for braille")
  func blocks() throws {
    let options = ExplorerOptions(charset: .block)
    let canvas = try Screen.draw("", width: 80, height: 24, options: options)
    let text = TextEncoder(charset: .block).encode(canvas)
    #expect(text.unicodeScalars.allSatisfy { !(0x2801...0x28FF).contains($0.value) })
    #expect(Glyph.bars.contains { text.contains($0) })
  }

  @Test("before the first snapshot the screen says what it waits for")
  func loading() {
    let model = ExplorerModel(options: ExplorerOptions(), size: Size(width: 80, height: 24))
    Golden.check(model.draw(), "state-loading")
    #expect(!model.isSettled)
  }

  @Test("a stack without adapters says so")
  func noAdapters() throws {
    let connection = Self.connection(rows: []) { snapshot in
      snapshot.structure = StackStructure(
        generation: 2,
        name: "empty",
        version: "0.1.0",
        adapters: [],
        parties: PartyTable(),
        reasons: DropReasonTable()
      )
      snapshot.counters = CounterPage()
    }
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24), history: nil)
    Golden.check(try explorer.press(KeyScript("")), "state-no-adapters")
    Golden.check(try explorer.press(KeyScript("5")), "state-no-packets")
  }

  @Test("at level 0 the Trace view says why there is no packet")
  func levelZero() throws {
    let connection = Self.connection(rows: []) { $0.recording = RecordingStatus(level: 0) }
    let canvas = try Screen.draw("5", connection: connection)
    Golden.check(canvas, "state-level-0")
  }

  @Test("sampling, overwritten history and broken rules are named")
  func losses() throws {
    let connection = Self.connection { snapshot in
      snapshot.recording = RecordingStatus(
        level: 2,
        samplingInterval: 8,
        firstPosition: 1,
        endPosition: 2,
        overwrittenRecords: 12_345,
        unstoredRecords: 17
      )
      snapshot.findingCount = 3
      snapshot.mode = .stepped
    }
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    let lines = try explorer.press(KeyScript("5 g g")).lines
    #expect(lines[0].contains("▲ 3  ▶ STEPPED"))
    #expect(lines[1].contains("1 in 8 recorded · level 2 · 17 not stored"))
    #expect(lines.contains { $0.contains("knows from 27.000000 s") })
    Golden.check(try explorer.press(KeyScript("")), "state-losses")
    let newest = try explorer.press(KeyScript("G")).text
    #expect(newest.contains("older ones overwritten"))
  }

  @Test("a filter that lets nothing through, and one that cannot be read")
  func filters() throws {
    let none = try Screen.draw("5 / \"tcp.port == 1\" enter")
    #expect(none.text.contains("none of 240 packets passes the filter"))
    Golden.check(try Screen.draw("5 / \"ip.scr == 1\""), "state-filter-error")
  }

  @Test("a journey that was overwritten says so")
  func gone() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60)) { _ in nil }
    let canvas = try Screen.draw("5", connection: connection)
    #expect(canvas.text.contains("nothing of #240 is left in the recording"))
    Golden.check(canvas, "state-journey-gone")
  }

  @Test("level 1 shows the way and says what it does not know")
  func levelOne() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60)) { id in
      var journey = SampleJourneys.journey(id - 1)
      for index in journey.hops.indices {
        journey.hops[index].level = 1
        journey.hops[index].bytes = nil
        journey.hops[index].geometry = nil
        journey.hops[index].info = []
        journey.hops[index].changes = []
      }
      return journey
    }
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    let text = try explorer.press(KeyScript("5 up up right")).text
    #expect(text.contains("level 1: the way, not the packet"))
    #expect(text.contains("bytes are not recorded at level 1"))
  }

  @Test("a dropped packet names reason, place, cause and page")
  func dropped() throws {
    let canvas = try Screen.draw("5 {")
    let text = canvas.text
    #expect(text.contains("✗ FilteredVLAN at ◇ vlan  because VLAN 200, admitted {100, 110}"))
    #expect(canvas.lines[6].contains("✗ dropped"))
    Golden.check(canvas, "state-dropped")
    let tall = try Screen.draw("5 {", height: 40).text
    #expect(tall.contains("The VLAN is not among those the module admits.  network/ndis-vlan"))
  }

  @Test(
    "however long rule and path, a drop names reason, rule and line of the file at every size",
    arguments: [(80, 24), (100, 30), (160, 48)]
  )
  func longCause(_ width: Int, _ height: Int) throws {
    let rule = "drop icmp[icmptype] = icmp-echo and icmp[7] & 15 = 0 and ether[0] & 1 = 0"
    let place = "/usr/share/somewhere/far/away/ndissect/stacks/lab.yaml:35:22"
    let connection = SampleConnection(SampleStack.snapshot(tick: 60)) { id in
      var journey = SampleJourneys.journey(id - 1)
      journey.ending?.cause = "\(rule) (\(place))"
      return journey
    }
    let text = try Screen.draw("5 {", width: width, height: height, connection: connection).text
    #expect(text.contains("FilteredVLAN at ◇ vlan"))
    #expect(text.contains("lab.yaml:35:22"))
    #expect(text.contains("because drop icmp[icmptype] = icmp-ec"))
    #expect(text.contains("ether[0] & 1 = 0"))
  }

  @Test("a miniport has one name in tree, breadcrumb, path and drops")
  func miniportName() throws {
    let tree = try Screen.draw("down down down down down down", width: 160, height: 48)
    #expect(tree.text.contains("■ Ethernet0 wire"))
    #expect(!tree.text.contains("■ Wire NIC"))
    #expect(tree.lines[0].contains("Ethernet0 › Ethernet0"))
    #expect(try Screen.draw("5 up up").text.contains("■ Ethernet0"))
  }

  @Test("counts say what they count")
  func nouns() throws {
    // Without a program beside it the action that leads there is not offered.
    let offered = HelpList.rows("", .stack, hasProgram: false).count
    #expect(try Screen.draw("?").text.contains("\(offered) actions"))
    let all = ActionTable.actions.count - 1
    #expect(try Screen.draw(": \"hop\"").text.contains(" of \(all) actions"))
    #expect(try Screen.draw("/ \"vlan\"").text.contains("1 of 9 modules"))
    #expect(try Screen.draw("5 up up ]").text.contains("changes ──"))
  }

  @Test("a wide address or many hops scroll the path to the selected hop")
  func longPath() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60)) { id in
      var journey = SampleJourneys.journey(id - 1)
      let hop = journey.hops[0]
      journey.hops = (0..<40).map { index in
        var next = hop
        next.from = UInt32(2 + index % 6)
        next.to = UInt32(2 + (index + 1) % 6)
        next.time += UInt64(index) * 100
        return next
      }
      return journey
    }
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    let start = try explorer.press(KeyScript("5 up up home")).lines[3]
    let end = try explorer.press(KeyScript("end")).lines[3]
    #expect(start.contains("─1"))
    #expect(start.hasSuffix("…"))
    #expect(end.contains("40"))
    #expect(explorer.model.draw().lines[2].contains("hop 40/40"))
  }

  @Test("fields with the bytes of the selected one")
  func fields() throws {
    Golden.check(try Screen.draw("5 up up ] x tab down space down down"), "state-fields")
  }

  @Test("help, palette and frozen time over a view")
  func overlays() throws {
    Golden.check(try Screen.draw("5 ?"), "overlay-help")
    Golden.check(try Screen.draw(": \"hop\" down"), "overlay-palette")
    Golden.check(try Screen.draw("?", width: 40, height: 12), "overlay-help-40x12")
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    let lines = try explorer.press(KeyScript("f")).lines
    #expect(lines[0].contains("⏸ FROZEN"))
  }

  @Test("the palette runs an action of another view there")
  func palette() throws {
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript(": \"last hop\" enter"))
    #expect(explorer.model.state.view == .trace)
    _ = try explorer.press(KeyScript(": \"quit\" enter"))
    #expect(explorer.hasQuit)
  }

  @Test("an engine that does not answer is given up with a clear error")
  func silent() throws {
    let connection = SampleConnection(SampleStack.snapshot(tick: 60))
    connection.isSilent = true
    var explorer = ScriptedExplorer(
      connection: connection,
      size: Size(width: 80, height: 24),
      patience: 1
    )
    #expect(throws: ScriptedExplorer.Failure.noAnswer(seconds: 1)) {
      _ = try explorer.press(KeyScript("5"))
    }
  }

  @Test("the same keys over the same engine give the same screen")
  func deterministic() throws {
    let keys = "down down t up up ] x tab down space / \"arp\" enter { f"
    let first = try Screen.draw(keys, width: 160, height: 48)
    let second = try Screen.draw(keys, width: 160, height: 48)
    #expect(first.text == second.text)
    #expect(first.styleLayer == second.styleLayer)
  }

  @Test("a moved selection changes few cells before linked panes follow", arguments: ["", "5"])
  func cost(_ view: String) throws {
    var explorer = Screen.explorer(size: Size(width: 160, height: 48))
    _ = try explorer.press(KeyScript(view))
    var model = explorer.model
    let before = model.draw()
    _ = model.handle(KeyEvent(view.isEmpty ? .down : .up))
    let after = model.draw()
    var changed = 0
    for y in 0..<48 { for x in 0..<160 where before[x, y] != after[x, y] { changed += 1 } }
    #expect(changed > 0)
    #expect(changed <= 90)
    #expect(model.isUnsettled)
    let hasFollowed = model.settle()
    #expect(hasFollowed)
    #expect(!model.isUnsettled)
  }

  @Test("the mouse selects rows, opens views and scrolls")
  func mouse() throws {
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript(""))
    var model = explorer.model
    model.handle(MouseEvent(.press(0), x: 10, y: 6))
    #expect(model.state.stack.selection == .party(3))
    model.handle(MouseEvent(.scrollDown, x: 10, y: 6))
    #expect(model.state.stack.selection != .party(3))
    model.handle(MouseEvent(.press(0), x: 42, y: 1))
    #expect(model.state.view == .trace)
  }
}
