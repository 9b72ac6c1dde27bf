import DataPath
import Drivers
import Engine
import Inspection
import Kernel
import NDIS
import Testing

/// Steps of a packet at rest, and stops at requests, states and broken rules.
@Suite struct BreakStepTests {
  /// Runs the lab up to a breakpoint and steps until the packet is gone; gives each stop.
  private func steps(
    _ breakpoint: String,
    _ kind: StepKind,
    atMost limit: Int = 50,
    ending journey: inout UInt64
  ) throws -> (stops: [Rest], engine: StackEngine) {
    let engine = try Self.lab()
    engine.start()
    engine.settle()
    try engine.perform(.addBreakpoint(breakpoint))
    var stops: [Rest] = []
    engine.serveRests { resting in
      guard let rest = resting.snapshot().rest else { return resting.perform(.release) }
      stops.append(rest)
      if rest.number == 1 { resting.perform(.deleteBreakpoint(1)) }
      resting.perform(stops.count < limit ? .step(kind) : .release)
    }
    try engine.run(until: engine.now + 500_000_000)
    journey = stops.first?.packet?.journey ?? 0
    return (stops, engine)
  }

  private static func lab() throws -> StackEngine {
    let configuration = try StackFile.read(
      BuiltInStacks.lab.text,
      file: "lab",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    return try StackEngine(configuration, options: options)
  }

  @Test("steps to the next hop stop at every hand-off that the recording has, and nowhere else")
  func everyHop() throws {
    var journey: UInt64 = 0
    let (stops, engine) = try steps(
      "packet icmp.type == 8 && icmp.seq == 3 at eth0/tag",
      .hop,
      ending: &journey
    )
    let path = engine.log.path(of: try #require(engine.list.index.entry(of: journey)))
    let here = stops.filter { $0.packet?.journey == journey }
    let first = try #require(
      path.firstIndex { $0.to == here.first?.party && $0.edge == here.first?.packet?.edge }
    )
    #expect(here.map(\.party) == path[first...].map(\.to))
    #expect(here.map { $0.packet?.edge } == path[first...].map(\.edge))
    #expect(here.count > 2)
    finish(engine)
  }

  @Test("a step to the next change stops where the packet is another than before")
  func change() throws {
    var journey: UInt64 = 0
    let (stops, engine) = try steps(
      "packet icmp.type == 8 && icmp.seq == 3 at eth0/watch",
      .change,
      atMost: 3,
      ending: &journey
    )
    #expect(stops.count >= 2)
    for (before, after) in zip(stops, stops.dropFirst()) {
      let (old, new) = (try #require(before.packet), try #require(after.packet))
      #expect(old.bytes != new.bytes || old.info != new.info || old.listFlags != new.listFlags)
    }
    finish(engine)
  }

  @Test("a step to its drop stops at the party that drops it, and there it can only go on")
  func drop() throws {
    var journey: UInt64 = 0
    let (stops, engine) = try steps(
      "packet icmp.type == 8 && icmp.seq == 16 at eth0/watch",
      .drop,
      atMost: 2,
      ending: &journey
    )
    #expect(stops.count == 2)
    let last = try #require(stops.last)
    #expect(last.packet?.isDropped == true)
    #expect(engine.currentStructure().parties.name(of: last.party) == "gate")
    #expect(last.packet?.dropRefusal.isEmpty == false)
    finish(engine)
  }

  @Test("a step to a drop that never comes ends with the packet, and says how")
  func noDrop() throws {
    var journey: UInt64 = 0
    let (stops, engine) = try steps(
      "packet icmp.type == 8 && icmp.seq == 3 at eth0/watch",
      .drop,
      ending: &journey
    )
    #expect(stops.count == 1)
    let event = engine.events.events.last { $0.text == "#\(journey) has ended before the drop" }
    #expect(event?.note == "left at eth0")
    #expect(engine.snapshot().step == nil)
    finish(engine)
  }

  @Test("a request stops where it is handed on, and what was asked meanwhile waits for the release")
  func request() throws {
    let engine = try Self.lab()
    engine.start()
    engine.settle()
    let adapter = try #require(engine.stack.adapter(named: "eth0"))
    try engine.perform(.addBreakpoint("oid OID_GEN_MAXIMUM_FRAME_SIZE query"))
    var stops: [Rest] = []
    engine.serveRests { resting in
      resting.wait(.pauseAdapter(adapter.party.id))
      let snapshot = resting.snapshot()
      if let rest = snapshot.rest { stops.append(rest) }
      #expect(snapshot.structure.adapters.first { $0.name == "eth0" }?.state == "Running")
      resting.perform(.dropPacket)
      resting.perform(.release)
    }
    try engine.perform(.queryOID(adapter: adapter.party.id, number: 0x0001_0106))
    try engine.run(until: engine.now + 10_000_000)
    #expect(!stops.isEmpty)
    #expect(stops.allSatisfy { $0.subject == "OID_GEN_MAXIMUM_FRAME_SIZE query" })
    #expect(stops.first?.waiting == ["pauseAdapter"])
    #expect(adapter.state == .paused)
    #expect(engine.events.events.contains { $0.note.contains("no packet rests") })
    finish(engine)
  }

  @Test("a state stops when it is reached, and only where it was asked for")
  func state() throws {
    let engine = try Self.lab()
    engine.start()
    engine.settle()
    let adapter = try #require(engine.stack.adapter(named: "eth0"))
    try engine.perform(.addBreakpoint("state Paused at eth0/gate"))
    try engine.perform(.addBreakpoint("state Paused at eth1"))
    var stops: [Rest] = []
    engine.serveRests { resting in
      if let rest = resting.snapshot().rest { stops.append(rest) }
      resting.perform(.release)
    }
    try engine.perform(.pauseAdapter(adapter.party.id))
    try engine.run(until: engine.now + 10_000_000)
    #expect(stops.map(\.subject) == ["Pausing → Paused"])
    #expect(stops.map { engine.currentStructure().parties.name(of: $0.party) } == ["gate"])
    #expect(engine.breakpoints.map(\.hits) == [1, 0])
    finish(engine)
  }

  @Test("hits are counted, passed and turned off, and a breakpoint that is deleted stops nothing")
  func counting() throws {
    let engine = try Self.lab()
    engine.start()
    engine.settle()
    var stops = 0
    engine.serveRests { resting in
      stops += 1
      resting.perform(.release)
    }
    try engine.perform(.addBreakpoint("packet icmp.type == 8 at eth0/watch"))
    try engine.perform(.ignoreBreakpoint(1, 3))
    try engine.run(until: engine.now + 200_000_000)
    let point = try #require(engine.breakpoints.first)
    #expect(point.hits > 5)
    #expect(UInt64(stops) == point.hits - 3)
    try engine.perform(.enableBreakpoint(1, false))
    let before = stops
    try engine.run(until: engine.now + 200_000_000)
    #expect(stops == before)
    try engine.perform(.enableBreakpoint(1, true))
    try engine.perform(.deleteBreakpoint(1))
    try engine.run(until: engine.now + 200_000_000)
    #expect(stops == before)
    #expect(engine.breakpoints.isEmpty)
    finish(engine)
  }

  @Test("running backward finds the newest recorded packet that would have stopped")
  func backward() throws {
    let engine = try Self.lab()
    engine.start()
    engine.settle()
    try engine.run(until: engine.now + 400_000_000)
    try engine.perform(.addBreakpoint("packet icmp.type == 8 && icmp.seq == 5"))
    try engine.perform(.runBack())
    let found = try #require(engine.events.events.last { $0.text.hasPrefix("back to #") })
    #expect(found.journey > 0)
    try engine.perform(.runBack(RecordedPlace(journey: found.journey)))
    let earlier = try #require(engine.events.events.last { $0.text.hasPrefix("back to #") })
    #expect(earlier.journey < found.journey)
    #expect(throws: EngineError.self) { try engine.perform(.runBack(RecordedPlace(journey: 1))) }
    finish(engine)
  }

  @Test(
    "a breakpoint that cannot be says what is wrong and how to mend it",
    arguments: [
      ("handler receive at nowhere", "nowhere"),
      ("packet udp at eth0/gat", "did you mean eth0/gate?"),
      ("state Sleeping", "no state has this name"), ("rule DoubleReturns", "DoubleReturn"),
      ("oid OID_GEN_STATISTIC", "OID_GEN_STATISTICS"), ("handler return at eth0/caller", "it has"),
    ]
  )
  func mistakes(_ text: String, _ part: String) throws {
    let engine = try Self.lab()
    engine.start()
    engine.settle()
    let error = #expect(throws: EngineError.self) { try engine.perform(.addBreakpoint(text)) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(engine.breakpoints.isEmpty)
  }

  private func finish(_ engine: StackEngine) {
    engine.serveRests(nil)
    engine.stop()
    #expect(engine.problems() == [])
    #expect(engine.findings().isEmpty)
  }
}
