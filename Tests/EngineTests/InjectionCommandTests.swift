import CNDIS
import DataPath
import Drivers
import Engine
import Inspection
import Kernel
import NDIS
import Testing
import Wire

/// Packets injected by command: answers, journeys, repetition, refusals.
@Suite struct InjectionCommandTests {
  private static let text = """
    name: two
    adapters:
      left:
        driver: wire
        peer: right
        filters:
          - { driver: vlan, name: tag, id: 7 }
          - { driver: capture, name: watch }
      right:
        driver: wire
        filters:
          - { driver: vlan, name: tag, id: 7 }
    protocols:
      drain: { driver: sink, bind: left }
      host: { driver: responder, bind: right, addresses: [10.0.0.2/24] }
    """

  private func engine() throws -> StackEngine {
    let configuration = try StackFile.read(
      Self.text,
      file: "two.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    return engine
  }

  private func party(_ name: String, _ engine: StackEngine) throws -> PartyID {
    let adapter = try #require(engine.stack.adapter(named: "left"))
    if name == "left" { return adapter.party.id }
    let ids =
      adapter.filters.map { ($0.name, $0.party.id) }
      + adapter.bindings.map { ($0.name, $0.party.id) }
    return try #require(ids.first { $0.0 == name }?.1)
  }

  private func answers(_ engine: StackEngine, _ number: UInt64) -> [EngineEvent] {
    engine.events.events.filter { $0.answers(injection: number) }
  }

  private func expectClean(_ engine: StackEngine) {
    engine.stop()
    #expect(engine.problems() == [])
    for party in engine.stack.parties.values {
      for direction in [DataPath.Direction.transmit, .receive] {
        #expect(party.record.ledger(direction).pointee.held == 0, "\(party.name)")
      }
    }
  }

  @Test("a packet crosses the wire, and its journey begins where it was injected")
  func journey() throws {
    let engine = try engine()
    let frame = try FrameCraft.bytes(of: "eth/ipv4(dst=10.0.0.2)/udp/payload(\"hello\")")
    let place = try party("tag", engine)
    try engine.perform(
      .inject(InjectionRequest(number: 9, party: place, direction: .transmit, frame: frame))
    )
    try engine.run(until: engine.now + 10_000_000)
    let event = try #require(answers(engine, 9).first)
    #expect(answers(engine, 9).count == 1)
    #expect(event.party == place && event.kind == .command)
    #expect(event.text == "inject #\(event.journey) sent at tag, 47 bytes")
    let journey = try #require(engine.journey(event.journey, engine.journeyContext()))
    #expect(journey.hops.map(\.edge) == [.send, .complete])
    #expect(journey.hops.first?.from == place && journey.hops.last?.to == place)
    #expect(journey.hops.first?.bytes?.prefix == frame)
    #expect(journey.parent?.kind == .injected && journey.parent?.journey == 0)
    #expect(journey.parent?.party == place)
    #expect(!journey.isPartial)
    // What was sent on one end of the wire is received on the other; a promiscuous neighbour sees it as well.
    #expect(journey.children.map(\.kind) == [.copied, .received])
    expectClean(engine)
  }

  @Test("a packet taken from a journey is that journey's child")
  func child() throws {
    let engine = try engine()
    let frame = try FrameCraft.bytes(of: "eth/arp(tpa=10.0.0.2)")
    let place = try party("left", engine)
    for parent in [0, 1] as [UInt64] {
      try engine.perform(
        .inject(
          InjectionRequest(
            number: 1 + parent,
            party: place,
            direction: .receive,
            frame: frame,
            parent: parent
          )
        )
      )
    }
    let context = engine.journeyContext()
    let first = try #require(answers(engine, 1).first?.journey)
    let second = try #require(answers(engine, 2).first?.journey)
    #expect(first == 1)
    let journey = try #require(engine.journey(second, context))
    #expect(journey.parent?.journey == 1 && journey.parent?.kind == .injected)
    #expect(try #require(engine.journey(1, context)).children.map(\.journey) == [second])
    expectClean(engine)
  }

  @Test("a repetition keeps its interval by engine time, tells each packet, and ends by itself")
  func repetition() throws {
    let engine = try engine()
    let frame = try FrameCraft.bytes(of: "eth/ipv4/udp")
    let begin = engine.now
    try engine.perform(
      .inject(
        InjectionRequest(
          number: 4,
          party: try party("drain", engine),
          direction: .transmit,
          frame: frame,
          count: 5,
          interval: 2_000_000
        )
      )
    )
    #expect(engine.isInjecting)
    try engine.run(until: begin + 100_000_000)
    #expect(!engine.isInjecting)
    let told = answers(engine, 4)
    #expect(
      told.filter { $0.journey > 0 }.map { $0.time - begin }
        == [0, 2, 4, 6, 8].map { $0 * 1_000_000 }
    )
    #expect(told.filter { $0.journey > 0 }.map(\.note) == (1...5).map { "\($0) of 5" })
    #expect(told.last?.note == "5 of 5 done")
    #expect(Set(told.map(\.journey)).count == 6)
    expectClean(engine)
  }

  @Test("a burst without an interval goes out at one instant")
  func burst() throws {
    let engine = try engine()
    let frame = try FrameCraft.bytes(of: "eth/ipv4/udp")
    let begin = engine.now
    try engine.perform(
      .inject(
        InjectionRequest(
          number: 4,
          party: try party("watch", engine),
          direction: .receive,
          frame: frame,
          count: 300
        )
      )
    )
    let told = answers(engine, 4).filter { $0.journey > 0 }
    #expect(told.count == 300)
    #expect(told.allSatisfy { $0.time == begin })
    let sink = try #require(
      engine.stack.adapter(named: "left")?.bindings.first?.driver as? SinkProtocol
    )
    #expect(sink.frames == 300)
    expectClean(engine)
  }

  @Test("a repetition can be stopped, and stops by itself with the reason when its place does")
  func stopping() throws {
    let engine = try engine()
    let frame = try FrameCraft.bytes(of: "eth/ipv4/udp")
    let place = try party("tag", engine)
    func request(_ number: UInt64) -> Command {
      .inject(
        InjectionRequest(
          number: number,
          party: place,
          direction: .receive,
          frame: frame,
          count: 0,
          interval: 1_000_000
        )
      )
    }
    try engine.perform(request(1))
    try engine.run(until: engine.now + 3_500_000)
    try engine.perform(.stopInjection(1))
    #expect(answers(engine, 1).last?.note == "stopped after 4")
    #expect(throws: EngineError.self) { try engine.perform(.stopInjection(1)) }
    try engine.perform(request(2))
    try engine.perform(.pauseAdapter(try party("left", engine)))
    try engine.run(until: engine.now + 5_000_000)
    let last = try #require(answers(engine, 2).last)
    #expect(last.severity == .warning)
    #expect(
      last.note == "stopped after 1: nothing can be originated in state Paused: tag: "
        + "restart the adapter, then it is Running"
    )
    #expect(throws: EngineError.self) { try engine.perform(request(3)) }
    expectClean(engine)
  }

  @Test("what cannot be done is refused with the reason and what to do")
  func refusals() throws {
    let engine = try engine()
    func refusal(_ request: InjectionRequest) -> String {
      do {
        try engine.perform(.inject(request))
        return ""
      } catch { return error.description }
    }
    let place = try party("left", engine)
    #expect(
      refusal(InjectionRequest(number: 1, party: place, direction: .transmit, frame: [1]))
        .hasPrefix("a miniport's own packets come from the medium: left: ")
    )
    #expect(
      refusal(InjectionRequest(number: 1, party: 999, direction: .transmit, frame: [1]))
        .hasPrefix("nothing in the stack is called party 999")
    )
    #expect(
      refusal(InjectionRequest(number: 1, party: place, direction: .receive, frame: []))
        .hasPrefix("the frame has no bytes")
    )
    #expect(
      refusal(InjectionRequest(number: 1, party: place, direction: .receive, frame: [1], count: 0))
        .hasPrefix("no end and no pause")
    )
    expectClean(engine)
  }

  @Test("a place is found by adapter, by adapter and module, and by a name that is used once")
  func names() throws {
    let engine = try engine()
    let frame = try FrameCraft.bytes(of: "eth/ipv4/udp")
    func inject(_ place: String, _ direction: Inspection.Direction) -> String {
      do {
        try engine.inject(InjectionOrder(place: place, direction: direction, frame: frame))
        return engine.events.events.last?.text ?? ""
      } catch { return error.description }
    }
    #expect(inject("left", .receive).hasSuffix("received at left, 42 bytes"))
    #expect(inject("left/tag", .transmit).hasSuffix("sent at tag, 42 bytes"))
    #expect(inject("drain", .transmit).hasSuffix("sent at drain, 42 bytes"))
    #expect(inject("tag", .transmit) == "2 have this name: tag: write adapter/tag")
    #expect(
      inject("left/tga", .transmit)
        == "nothing in the stack has this name: left/tga: did you mean left/tag? "
        + "`ndissect show` lists them all"
    )
    expectClean(engine)
  }
}
