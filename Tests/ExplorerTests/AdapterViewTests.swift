import Inspection
import TUIKit
import Testing

@testable import Explorer

@Suite("The Adapter view")
struct AdapterViewTests {
  private static func connection() -> SampleConnection {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    return SampleConnection(snapshot)
  }

  private static func draw(
    _ keys: String,
    width: Int = 80,
    height: Int = 24,
    options: ExplorerOptions = ExplorerOptions()
  ) throws -> Canvas {
    try Screen.draw(
      "2 " + keys,
      width: width,
      height: height,
      connection: connection(),
      options: options
    )
  }

  @Test("an adapter is described on pages", arguments: ScreenTests.sizes)
  func screens(_ width: Int, _ height: Int) throws {
    Golden.check(try Self.draw("", width: width, height: height), "adapter-\(width)x\(height)")
    let ascii = ExplorerOptions(themes: [.mono], charset: .ascii)
    let canvas = try Self.draw("", width: width, height: height, options: ascii)
    Golden.check(canvas, "adapter-\(width)x\(height)-ascii", charset: .ascii)
  }

  @Test("every page can be reached and says something", arguments: [(80, 24), (40, 12), (160, 48)])
  func pages(_ width: Int, _ height: Int) throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: width, height: height))
    _ = try explorer.press(KeyScript("2"))
    let facets = try #require(explorer.model.adapterText(width: 40)).facets
    #expect(facets.count >= 13)
    var seen: [AdapterFacet] = []
    for _ in facets {
      let facet = explorer.model.state.adapterPages.facet
      seen.append(facet)
      let text = try #require(explorer.model.adapterText(width: 40))
      #expect(!text.lines(facet).isEmpty, "\(facet)")
      #expect(explorer.model.draw().text.contains(facet.name))
      _ = try explorer.press(KeyScript("right"))
    }
    #expect(Set(seen) == Set(facets))
  }

  @Test("pages of the view one by one are as reviewed", arguments: AdapterFacet.allCases)
  func page(_ facet: AdapterFacet) throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("2"))
    var model = explorer.model
    guard model.adapterText(width: 40)?.facets.contains(facet) == true else { return }
    model.select(facet: facet)
    Golden.check(model.draw(), "adapter-page-\(facet.rawValue)")
  }

  @Test(
    "the timers of an adapter are told with owner, use, when they fire and how often they have",
    arguments: [(80, 24), (160, 48), (40, 12)]
  )
  func timers(_ width: Int, _ height: Int) throws {
    for (ascii, suffix) in [(false, ""), (true, "-ascii")] {
      let options =
        ascii ? ExplorerOptions(themes: [.mono], charset: .ascii) : ExplorerOptions()
      let size = Size(width: width, height: height)
      var explorer = Screen.explorer(Self.connection(), size: size, options: options)
      _ = try explorer.press(KeyScript("2"))
      var model = explorer.model
      model.select(facet: .timers)
      let canvas = model.draw()
      Golden.check(
        canvas,
        "adapter-timers-\(width)x\(height)\(suffix)",
        charset: ascii ? .ascii : .braille
      )
      // Of a small page the rest is below.
      let others = height == 12 ? ["of 11"] : ["now", width == 80 ? "FIRES IN" : "not set"]
      for word in ["next question", "812 ms", "1.0 s"] + others {
        #expect(canvas.text.contains(word), "\(word)")
      }
    }
  }

  @Test("timers of the past are not known, and a page about them says so")
  func timersOfThePast() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("2"))
    var text = try #require(explorer.model.adapterText(width: 60))
    text.detail?.timers = nil
    let why = "not recorded: a running stack shows them, as they are now"
    #expect(text.lines(.timers).map(\.string) == [why])
    text.detail?.timers = []
    #expect(text.lines(.timers).map(\.string) == ["no timer has been set"])
  }

  @Test(
    "an adapter with messages tells of its interrupts and deferred calls, another has no such page"
  )
  func interrupts() throws {
    var snapshot = SampleQueues.snapshot(tick: 60)
    snapshot.events = EventHistory(SampleEvents.all)
    let connection = SampleConnection(snapshot)
    var facts = SampleRequests.facts(1)
    facts.sections.append(
      FactSection(
        .interrupts,
        [.init("messages", "8, message-signaled"), .init("MaxNblsToIndicate", "64")]
      )
    )
    connection.setRequests(facts, [])
    var explorer = Screen.explorer(connection, size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("2"))
    let facets = try #require(explorer.model.adapterText(width: 60)).facets
    #expect(facets.contains(.interrupts))
    var model = explorer.model
    model.select(facet: .interrupts)
    Golden.check(model.draw(), "adapter-interrupts")
    let plain = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    let text = try #require(plain.model.adapterText(width: 60))
    #expect(!text.facets.contains(.interrupts))
  }

  @Test("a long page is scrolled, and says how much of it is seen")
  func scrolling() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 40, height: 12))
    _ = try explorer.press(KeyScript("2"))
    while explorer.model.state.adapterPages.facet != .statistics {
      _ = try explorer.press(KeyScript("right"))
    }
    let top = explorer.model.draw().text
    #expect(top.contains("1–8 of "))
    let bottom = try explorer.press(KeyScript("G")).text
    #expect(!bottom.contains("1–8 of "))
    #expect(
      bottom.contains("\(explorer.model.adapterText(width: 38)?.lines(.statistics).count ?? 0) of")
    )
  }

  @Test("the diagnosis follows from counters, states and requests alone")
  func diagnosis() throws {
    let snapshot = SampleStack.snapshot(tick: 60)
    var history = RateHistory()
    for tick in 0...60 as ClosedRange<UInt64> { history.take(SampleStack.snapshot(tick: tick)) }
    func alerts(
      _ index: Int,
      _ flights: [RequestFlight] = [],
      _ change: (inout AdapterNode) -> Void = { _ in }
    ) -> [AdapterDiagnosis.Alert] {
      var adapter = snapshot.structure.adapters[index]
      change(&adapter)
      return AdapterDiagnosis(adapter, snapshot, history, flights).alerts
    }
    let dropping = alerts(0)
    let drops = snapshot.counters.ledger(of: SampleStack.vlan)[.dropped]
    #expect(
      dropping.contains {
        $0.party == SampleStack.vlan && $0.text.contains("dropped \(Quantity.grouped(drops)) of")
      }
    )
    #expect(!dropping.contains { $0.severity == .error })
    let paused = alerts(0) { $0.state = "Paused" }
    #expect(paused.contains { $0.text == "the miniport is Paused: no packet passes" })
    let alone = alerts(0) { $0.bindings = [] }
    #expect(alone.contains { $0.text.hasPrefix("no protocol is bound") })
    let waiting = alerts(0, SampleRequests.flights)
    #expect(
      waiting.contains { $0.party == 7 && $0.text.contains("has held OID_GEN_STATISTICS for 3") }
    )
    #expect(waiting.contains { $0.text == "1 of the last 5 requests failed" })
    #expect(alerts(2).contains { $0.text == "the medium is disconnected" })
    let severities = waiting.map(\.severity)
    #expect(severities == severities.sorted(by: >))
  }

  @Test("an adapter of which nothing is to be said is told to be well")
  func well() {
    var snapshot = SampleStack.snapshot(tick: 0)
    snapshot.counters = CounterPage(partyIDs: Array(1...11), adapterIDs: [1, 2, 3])
    let adapter = snapshot.structure.adapters[0]
    #expect(AdapterDiagnosis(adapter, snapshot, RateHistory(), []).alerts.isEmpty)
  }

  @Test("a ledger that does not balance is the gravest alert")
  func unbalanced() {
    var snapshot = SampleStack.snapshot(tick: 60)
    snapshot.counters[7 as PartyID, .receive, .given] -= 1
    let adapter = snapshot.structure.adapters[0]
    let first = AdapterDiagnosis(adapter, snapshot, RateHistory(), []).alerts.first
    #expect(first?.severity == .error && first?.party == 7)
    #expect(first?.text == "its receive ledger does not balance")
  }

  @Test("a column gives the page that is read its lines, and never more than it has")
  func heights() {
    var random = SplitMix(7)
    for _ in 0..<2_000 {
      let wanted = (0..<(1 + Int(random.next() % 7))).map { _ in 1 + Int(random.next() % 30) }
      let height = Int(random.next() % 60)
      let first = random.next() % 3 == 0 ? nil : Int(random.next() % UInt64(wanted.count))
      let heights = AdapterLayout.share(wanted, in: height, first: first)
      #expect(heights.count == wanted.count)
      #expect(heights.allSatisfy { $0 >= 0 })
      #expect(heights.reduce(0, +) <= height)
      let least = wanted.map { min($0, 3) }.reduce(0, +)
      guard least <= height else { continue }
      #expect(heights.reduce(0, +) == height)
      if let first, wanted[first] - min(wanted[first], 3) <= height - least {
        #expect(heights[first] >= wanted[first])
      }
    }
  }

  @Test("enter leads from a page to where its subject can be worked with")
  func links() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    _ = try explorer.press(KeyScript("2 enter"))
    #expect(explorer.model.state.view == .stack)
    _ = try explorer.press(KeyScript("ctrl-o"))
    #expect(explorer.model.state.view == .adapter)
    while explorer.model.state.adapterPages.facet != .identifiers {
      _ = try explorer.press(KeyScript("down"))
    }
    _ = try explorer.press(KeyScript("enter"))
    #expect(explorer.model.state.view == .oids)
  }

  @Test("the adapter selected here is selected in every view")
  func shared() throws {
    var explorer = Screen.explorer(Self.connection(), size: Size(width: 80, height: 24))
    #expect(try explorer.press(KeyScript("2 )")).lines[0].contains("Ethernet1"))
    #expect(try explorer.press(KeyScript("3")).lines[0].contains("Ethernet1"))
    _ = try explorer.press(KeyScript("("))
    #expect(explorer.model.selectedAdapter?.name == "Ethernet0")
    _ = try explorer.press(KeyScript("1"))
    #expect(explorer.model.state.stack.selection == .adapter(1))
  }
}
