import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("Dashboard")
struct DashboardTests {
  private static let large = Size(width: 160, height: 48)
  private static let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)

  @Test("every preset is as reviewed, in colour and without", arguments: ["", "p", "p p", "p p p"])
  func presets(_ keys: String) throws {
    let name = "dashboard-" + ["all", "trace", "queues", "wall"][keys.split(separator: " ").count]
    Golden.check(try Screen.draw("0 " + keys, width: 160, height: 48), name)
    let plain = try Screen.draw("0 " + keys, width: 160, height: 48, options: Self.ascii)
    Golden.check(plain, name + "-ascii", charset: .ascii)
    #expect(TextEncoder(charset: .ascii).encode(plain).utf8.allSatisfy { $0 < 0x80 })
  }

  @Test(
    "a screen without room has no tab for it and says what is needed",
    arguments: [(80, 24), (40, 12), (139, 60)]
  )
  func absent(_ width: Int, _ height: Int) throws {
    let canvas = try Screen.draw("0", width: width, height: height)
    #expect(!canvas.lines[1].contains("Dash"))
    #expect(canvas.lines[height - 1].contains("the dashboard needs 140x40"))
    let presets = try Screen.draw("p", width: width, height: height)
    #expect(presets.lines[height - 1].contains("the dashboard needs 140x40"))
  }

  @Test("it gives way to the tree when the screen shrinks and comes back with the room")
  func resize() throws {
    var explorer = Screen.explorer(size: Self.large)
    _ = try explorer.press(KeyScript("0 tab tab"))
    var model = explorer.model
    let focus = model.state.dashboard.focus
    model.size = Size(width: 80, height: 24)
    #expect(model.state.view == .stack)
    #expect(model.state.message.contains("140x40"))
    model.size = Self.large
    #expect(model.state.view == .dashboard)
    #expect(model.state.dashboard.focus == focus)
    model.size = Size(width: 80, height: 24)
    _ = model.handle(KeyEvent("5"))
    model.size = Self.large
    #expect(model.state.view == .trace, "who chose another view meanwhile keeps it")
  }

  @Test("one selection goes through all panes: the module, its adapter, the packet")
  func selection() throws {
    var explorer = Screen.explorer(size: Self.large)
    let lines = try explorer.press(KeyScript("0 down down down down {")).lines
    let model = explorer.model
    let journey = try #require(model.state.trace.selected)
    #expect(lines[0].contains("Ethernet0 › vlan › #\(journey)"))
    #expect(lines.contains { $0.contains("Packets per second  ◇ vlan") })
    #expect(lines.contains { $0.contains("OIDs in flight  Ethernet0") })
    #expect(lines.contains { $0.contains("Path #\(journey)") })
    #expect(lines.contains { $0.contains("─ Why ─") })
    #expect(lines.contains { $0.contains("✗ FilteredVLAN at ◇ vlan") })
  }

  @Test("Tab goes through all panes and back to the first, also while one is zoomed")
  func focus() throws {
    for zoom in ["", "\\"] {
      var explorer = Screen.explorer(size: Self.large)
      _ = try explorer.press(KeyScript("0 " + zoom))
      let start = explorer.model.state.dashboard.focus
      var seen: [DashboardPane] = []
      repeat {
        _ = try explorer.press(KeyScript("tab"))
        seen.append(explorer.model.state.dashboard.focus)
      } while seen.last != start && seen.count < 20
      #expect(seen.count == 7)
      _ = try explorer.press(KeyScript("tab shift-tab"))
      #expect(explorer.model.state.dashboard.focus == start)
    }
  }

  @Test("no pane lies over another, and all of the body is used, at any size and preset")
  func covers() {
    for preset in DashboardPreset.allCases {
      for width in [140, 151, 160, 233] {
        for height in [40, 48, 71] {
          for rows in [0, 3, 14, 900] {
            let body = Rect(x: 0, y: 2, width: width, height: height - 3)
            let layout = DashboardLayout(body, preset, rows: rows)
            var cells = 0
            for place in layout.places {
              #expect(place.rect.intersection(body) == place.rect)
              cells += place.rect.width * place.rect.height
              for other in layout.places where other != place {
                #expect(place.rect.intersection(other.rect).isEmpty)
              }
              #expect(place.rect.height >= 4, "\(place.pane) in \(preset) at \(width)x\(height)")
            }
            // What is left are the hairlines.
            #expect(body.width * body.height - cells <= 3 * body.height)
          }
        }
      }
    }
  }

  @Test("enter on a path selects the packet that took it last")
  func paths() throws {
    var explorer = Screen.explorer(size: Self.large)
    _ = try explorer.press(KeyScript("0 tab"))
    #expect(explorer.model.state.dashboard.focus == .paths)
    _ = try explorer.press(KeyScript("down enter"))
    #expect(explorer.model.state.trace.selected == SampleJourneys.shares.paths[1].newest)
    #expect(explorer.model.state.view == .dashboard)
  }

  @Test("the share of what is more than nothing is never nothing")
  func share() {
    #expect(ExplorerModel.share(0, of: 10) == "0 %")
    #expect(ExplorerModel.share(1, of: 3) == "33.3 %")
    #expect(ExplorerModel.share(10, of: 10) == "100.0 %")
    #expect(ExplorerModel.share(1, of: 1_000_000) == "<0.1 %")
  }

  @Test("without adapters and without packets every pane says so")
  func empty() throws {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.structure = StackStructure(
      generation: 2,
      name: "empty",
      version: "0.1.0",
      adapters: [],
      parties: PartyTable(),
      reasons: DropReasonTable()
    )
    snapshot.counters = CounterPage()
    for keys in ["0", "0 p", "0 p p"] {
      let connection = SampleConnection(snapshot, rows: [])
      var explorer = Screen.explorer(connection, size: Self.large, history: nil)
      let canvas = try explorer.press(KeyScript(keys))
      _ = try explorer.press(KeyScript("tab down up enter x [ ] { } \\ tab enter G gg \\ esc"))
      #expect(canvas.text.contains("no adapters") || canvas.text.contains("no packet"))
    }
  }
}

@Suite("Zoom and marks")
struct ZoomAndMarkTests {
  @Test(
    "the pane with the focus takes all the room, and gives it back",
    arguments: [
      ("", "Stack"), ("tab", "vlan"), ("2 tab", "State"), ("3", "OIDs"), ("5", "Packets"),
      ("5 tab", "changed"), ("6", "Events"),
    ]
  )
  func zoom(_ keys: String, _ title: String) throws {
    let before = try Screen.draw("down down down down " + keys)
    let zoomed = try Screen.draw("down down down down \(keys) \\")
    let after = try Screen.draw("down down down down \(keys) \\ \\")
    #expect(before.text == after.text)
    #expect(before.text != zoomed.text)
    #expect(zoomed.lines.contains { $0.contains(title) })
    let rules = zoomed.lines.filter { $0.hasPrefix("─") }.count
    #expect(rules <= 2)
    let escaped = try Screen.draw("down down down down \(keys) \\ esc")
    #expect(before.text == escaped.text)
  }

  @Test("a module, a packet, an event and a request are marked, listed and gone back to")
  func marks() throws {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    var explorer = Screen.explorer(SampleConnection(snapshot), size: Size(width: 80, height: 24))
    let first = try explorer.press(KeyScript("down down down down m"))
    #expect(first.lines[23].contains("marked module as 1; ' lists the marks"))
    #expect(first.lines.contains { $0.hasPrefix("1▌") })
    _ = try explorer.press(KeyScript("5 up up ] m 6 up m 3 m"))
    let hop = explorer.model.state.trace.hop
    let packet = explorer.model.state.trace.selected
    let list = try explorer.press(KeyScript("'"))
    Golden.check(list, "overlay-marks")
    _ = try explorer.press(KeyScript("2"))
    #expect(explorer.model.state.view == .trace)
    #expect(explorer.model.state.trace.selected == packet)
    #expect(explorer.model.state.trace.hop == hop)
    _ = try explorer.press(KeyScript("' 1"))
    #expect(explorer.model.state.view == .stack)
    #expect(explorer.model.state.stack.selection == .party(5))
    _ = try explorer.press(KeyScript("' down down enter"))
    #expect(explorer.model.state.view == .events)
    _ = try explorer.press(KeyScript("ctrl-o"))
    #expect(explorer.model.state.view == .stack, "a jump can be taken back")
    _ = try explorer.press(KeyScript("m ' d d d"))
    #expect(explorer.model.state.marks.isEmpty)
    #expect(explorer.model.state.overlay == nil)
    #expect(try explorer.press(KeyScript("'")).lines[23].contains("nothing is marked: m marks"))
  }

  @Test("a box shows its keys at any size", arguments: [(80, 24), (40, 12)])
  func boxKeys(_ width: Int, _ height: Int) throws {
    let inject = try Screen.draw("down i", width: width, height: height).text
    for word in ["↵ send", "⇥ next", "Esc close", "or hex"] { #expect(inject.contains(word)) }
    #expect(!inject.contains("…/") && !inject.contains("/…"))
  }

  @Test("what is copied is what is selected on the view")
  func copy() throws {
    func copied(_ keys: String) throws -> String {
      var explorer = Screen.explorer(size: Size(width: 80, height: 24))
      _ = try explorer.press(KeyScript(keys))
      var model = explorer.model
      guard case .copy(let text) = model.handle(KeyEvent("y")) else { return "" }
      return text
    }
    #expect(try copied("2").hasPrefix("Ethernet0  State"))
    let second = try copied("2 right")
    #expect(second.hasPrefix("Ethernet0  "))
    #expect(try copied("2") != second)
    let oid = try copied("3")
    var explorer = Screen.explorer(size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("3"))
    let name = try #require(explorer.model.selectedOID?.name)
    #expect(oid.hasPrefix(name))
  }

  @Test("mean and peak of a graph are the same whatever it is drawn with")
  func peak() throws {
    func figures(_ charset: Charset) throws -> [String] {
      let options = ExplorerOptions(charset: charset)
      let canvas = try Screen.draw("", width: 160, height: 48, options: options)
      return canvas.lines.compactMap { line in
        ["mean ", "peak "].first { line.contains($0) }.flatMap { word in
          line.split(separator: word, maxSplits: 1).last.map { String($0.prefix(14)) }
        }
      }
    }
    let braille = try figures(.braille)
    #expect(braille.count == 4)
    #expect(try figures(.ascii) == braille)
    #expect(try figures(.block) == braille)
  }

  @Test("the palette finds an action by words of its sentence, after those with the name")
  func palette() {
    #expect(PaletteList.actions("clipboard").first?.id == .copy)
    #expect(PaletteList.actions("side by side").first?.id == .viewDashboard)
    #expect(PaletteList.actions("mark").first?.id == .mark)
    #expect(HelpList.rows("packet dropped", .trace).contains { $0.id == .nextDrop })
  }
}
