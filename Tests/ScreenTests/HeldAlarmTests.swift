import Drivers
import Engine
import Explorer
import Inspection
import TUIKit
import Testing

@Suite("Lists that are held too long")
struct HeldAlarmTests {
  private static let text = """
    name: hoard
    heldAlarm: 2 s
    adapters:
      eth0:
        driver: wire
        peer: eth1
      eth1:
        driver: wire
    protocols:
      near:
        driver: sink
        bind: eth0
      far:
        driver: hoarder
        bind: eth1
    steps:
      - send: { at: near, frame: "eth/ipv4/udp(dport=9)", count: 3 }
      - advance: 9 s
    """

  private func configuration() throws -> StackConfiguration {
    try StackFile.read(
      Self.text,
      file: "hoard.yaml",
      catalogue: DriverCatalogue.withRefusers.components
    )
  }

  private func run(for seconds: UInt64?) throws -> RecordedRun {
    try RecordedRun(
      configuration(),
      text: Self.text,
      for: seconds,
      catalogue: .withRefusers
    )
  }

  @Test("the alarm comes soon after the allowed time, names holder and packet, and is taken back")
  func events() throws {
    let first = try run(for: 9)
    let events = first.archive.session.events.filter { $0.kind == .held }
    try #require(events.count == 2, "\(events)")
    #expect(events.map(\.severity) == [.warning, .notice])
    #expect(events.map(\.subject) == ["far", "far"])
    #expect((2_000_000_000...2_300_000_000).contains(events[0].time), "\(events[0].time)")
    #expect((6_000_000_000...6_300_000_000).contains(events[1].time), "\(events[1].time)")
    #expect(events[0].text == "holds 3 lists longer than 2.0 s")
    #expect(events[0].cause.contains("hoard.yaml:2:"), "\(events[0].cause)")
    let journey = try #require(first.archive.session.index.entry(of: events[0].journey))
    #expect(events[0].note.hasPrefix("#\(journey.journey) since "))
    // A virtual clock, so it is the same every time.
    let again = try run(for: 9).archive.session.events.filter { $0.kind == .held }
    #expect(again == events)
  }

  @Test("the holder is marked in the tree, in words in the inspector, and in monochrome")
  func screen() throws {
    let run = try run(for: 3)
    for depth in [ColorDepth.truecolor, .mono] {
      let text = try run.draw("1 G up", Size(width: 160, height: 48), depth: depth).text
      let row = text.split(separator: "\n").first { $0.contains("far") && $0.contains("◷") }
      #expect(row != nil, "\(text)")
      #expect(text.contains("◷ 3 too long"), "\(text)")
    }
    let earlier = try run.draw("1 G up ; 1 enter", Size(width: 160, height: 48)).text
    #expect(!earlier.contains("too long"), "\(earlier)")
    let calm = earlier.split(separator: "\n").first { $0.contains("◆ far") }
    #expect(calm?.contains("◷") == false, "\(earlier)")
  }

  @Test("what is held is told with owner and age, the oldest first, also by show")
  func show() throws {
    var options = StackEngine.Options()
    options.stepped = true
    let engine = try StackEngine(configuration(), options: options, catalogue: .withRefusers)
    try HeadlessRun(engine).run(for: 3_000_000_000)
    let held = engine.heldLists()
    let far = try #require(
      held.first { engine.currentStructure().parties.name(of: $0.party) == "far" }
    )
    #expect(far.count == 3 && far.overdue(at: engine.now) == 3 && far.oldest.count == 3)
    #expect(far.oldest.map(\.since) == far.oldest.map(\.since).sorted())
    let snapshot = engine.snapshot()
    let json = ShowDocument(snapshot).json
    #expect(json.contains(#""heldLists":[{"party":"far","count":3,"overdue":3,"#), "\(json)")
    let text = ShowText(snapshot).text
    #expect(text.contains("held too long by far: 3 of 3 lists, oldest #"), "\(text)")
  }
}
