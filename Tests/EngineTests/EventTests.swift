import Drivers
@testable import Engine
import Inspection
import NDIS
import Testing

@Suite("Events")
struct EventTests {
  private static func engine(ringBytes: Int = 1 << 20) throws -> StackEngine {
    let configuration = try StackFile.read(
      BuiltInStacks.lab.text,
      file: "lab",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = ringBytes
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    return engine
  }

  private static func adapter(_ name: String, _ engine: StackEngine) throws -> AdapterID {
    try #require(engine.currentStructure().adapters.first { $0.name == name }).id
  }

  @Test("events are numbered, in order, and name who they happened to")
  func order() throws {
    let engine = try Self.engine()
    try engine.run(until: 3_000_000_000)
    let history = engine.events.history
    #expect(history.map(\.sequence) == Array(1...UInt64(history.count)))
    #expect(zip(history, history.dropFirst()).allSatisfy { $0.time <= $1.time })
    #expect(history.allSatisfy { !$0.subject.isEmpty && !$0.text.isEmpty })
    let parties = engine.currentStructure().parties
    #expect(history.allSatisfy { $0.party == 0 || parties[$0.party]?.name == $0.subject })
    let kinds = Set(history.map(\.kind))
    #expect(kinds.isSuperset(of: [.stateChange, .oid, .dropSummary]))
  }

  @Test("a state that ends says how long it lasted")
  func duration() throws {
    let engine = try Self.engine()
    let id = try Self.adapter("eth0", engine)
    try engine.run(until: 1_000_000_000)
    try engine.perform(.pauseAdapter(id))
    engine.settle()
    let event = try #require(
      engine.events.history.last { $0.party == id && $0.text == "Running → Pausing" }
    )
    #expect(event.note == "Running for 999.9 ms" || event.note.hasPrefix("Running for 1"))
  }

  @Test("a command is told of when it is taken and when it is done, under one number")
  func commands() throws {
    let engine = try Self.engine()
    let id = try Self.adapter("eth0", engine)
    try engine.run(until: 100_000_000)
    try engine.perform(.pauseAdapter(id))
    engine.settle()
    let told = engine.events.history.filter { $0.kind == .command }
    #expect(told.map(\.text) == ["pause", "pause"])
    #expect(told.map(\.subject) == ["eth0", "eth0"])
    #expect(told.map(\.request) == [1, 1])
    #expect(told[0].note == "asked for" && told[1].note.hasPrefix("done"))
    let between = engine.events.history.filter {
      $0.sequence > told[0].sequence && $0.sequence < told[1].sequence
    }
    #expect(between.contains { $0.party == id && $0.text == "Pausing → Paused" })
    try engine.perform(.restartAdapter(id))
    engine.settle()
    #expect(engine.events.history.last?.text == "restart")
    #expect(engine.events.history.last?.request == 2)
  }

  @Test("a command that cannot be carried out says why")
  func refusals() throws {
    let engine = try Self.engine()
    let id = try Self.adapter("eth0", engine)
    engine.performReporting(.detachFilter(module: 4_711))
    engine.performReporting(.attachFilter(adapter: id, component: "nonsense"))
    engine.performReporting(.bind(adapter: id, component: "vlan"))
    let notes = engine.events.history.filter { $0.kind == .command && $0.severity == .warning }
      .map(\.note)
    #expect(notes.count == 3)
    #expect(notes[0] == "not done: nothing in the stack is called filter module 4711")
    #expect(notes[1] == "not done: nothing in the stack is called nonsense")
    #expect(notes[2].hasPrefix("not done: vlan is no protocol"))
  }

  @Test("attach and detach, bind and unbind, plug and unplug are answered")
  func changes() throws {
    let engine = try Self.engine()
    let id = try Self.adapter("eth0", engine)
    try engine.run(until: 50_000_000)
    try engine.perform(.attachFilter(adapter: id, component: "capture"))
    engine.settle()
    let node = try #require(engine.currentStructure().adapter(id))
    let module = try #require(node.filters.first { $0.name == "capture" })
    try engine.perform(.detachFilter(module: module.partyID))
    try engine.perform(.bind(adapter: id, component: "sink"))
    engine.settle()
    let bound = try #require(engine.currentStructure().adapter(id))
    let binding = try #require(bound.bindings.first { $0.protocolName == "sink" })
    try engine.perform(.unbind(binding: binding.partyID))
    engine.settle()
    try engine.perform(.unplugMedia(id))
    try engine.perform(.plugMedia(id))
    engine.settle()
    let done = engine.events.history.filter { $0.kind == .command && $0.note.hasPrefix("done") }
    #expect(
      done.map(\.text) == [
        "attach capture", "detach", "bind sink", "unbind", "pull the cable out",
        "plug the cable in",
      ]
    )
    #expect(done.map(\.request) == [1, 2, 3, 4, 5, 6])
    let gone = try #require(done.first { $0.text == "detach" })
    #expect(gone.subject == "capture")
    let links = engine.events.history.filter { $0.text == "NDIS_STATUS_LINK_STATE" }
    #expect(links.contains { $0.party == id && $0.note.contains("isconnected") })
  }

  @Test("drops are told with reason, count and a packet: at once, after ten seconds, each minute")
  func drops() throws {
    let engine = try Self.engine()
    try engine.run(until: 140_000_000_000)
    let gate = try #require(engine.currentStructure().parties.parties.first { $0.name == "gate" })
    let told = engine.events.history.filter { $0.kind == .dropSummary && $0.party == gate.id }
    #expect(told.count == 4)
    let steps = zip(told, told.dropFirst()).map { ($1.time - $0.time) / 1_000_000_000 }
    #expect(steps == [10, 60, 60] || steps == [10, 60, 59])
    #expect(told[0].text == "ClassifyRule")
    let counts = told.map { UInt64($0.note.prefix { $0.isNumber }) ?? 0 }
    let all = engine.counters().drops(of: gate.id).reduce(0) { $0 + $1.count }
    #expect(counts.allSatisfy { $0 > 0 })
    #expect(counts.reduce(0, +) <= all)
    let last = try #require(told.last)
    #expect(last.journey != 0)
  }

  @Test("that the recording forgets is told once, with the time from which it knows")
  func forgetting() throws {
    let engine = try Self.engine(ringBytes: 1 << 16)
    try engine.run(until: 60_000_000_000)
    #expect(engine.snapshot().recording.overwrittenRecords > 0)
    let told = engine.events.history.filter { $0.subject == "recording" }
    #expect(told.count == 1)
    #expect(told.first?.text == "older packets are forgotten")
    #expect(told.first?.note.hasPrefix("kept from ") == true)
  }

  @Test("a session keeps every event, also when there are many between two samples")
  func session() throws {
    let engine = try Self.engine()
    let id = try Self.adapter("eth0", engine)
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: engine, text: "") { bytes += $0 }
    for _ in 0..<60 {
      try engine.perform(.pauseAdapter(id))
      try engine.perform(.restartAdapter(id))
      engine.settle()
    }
    _ = recorder.finish(engine)
    let archive = try SessionArchive.read(bytes)
    #expect(archive.session.events.count > 600)
    #expect(archive.session.events == Array(engine.events.history))
    #expect(archive.lastSnapshot().events == EventHistory(Array(engine.events.history)))
  }

  @Test("the same stack and seed give the same events")
  func repeatable() throws {
    let first = try Self.engine()
    let second = try Self.engine()
    for engine in [first, second] { try engine.run(until: 5_000_000_000) }
    #expect(Array(first.events.history) == Array(second.events.history))
  }
}
