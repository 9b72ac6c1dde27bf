import Inspection
import Kernel
import NDIS
import TestSupport
import Testing

@testable import Engine

/// The past of an engine is what another engine, run up to that instant, shows of the present.
@Suite struct PastInstantTests {
  private static let span: UInt64 = 3_000_000_000

  private func engine(
    _ change: (inout StackEngine.Options) -> Void = { _ in }
  ) throws -> (
    StackEngine, String
  ) {
    let (configuration, text) = try StackConfiguration.load("lab")
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 16 << 20
    options.seed = 7
    change(&options)
    return (try StackEngine(configuration, options: options), text)
  }

  /// Random instants, half of them those of hand-offs, ascending.
  private func instants(_ index: JourneyIndex, _ count: Int) -> [UInt64] {
    var random = SeededRandom(seed: 5)
    return (0..<count).map { number in
      number % 2 == 0
        ? random.bounded(Self.span)
        : index.entry(at: Int(random.bounded(UInt64(index.count)))).lastTime
    }.sorted()
  }

  private func document(_ engine: StackEngine) -> String {
    ShowDocument(engine.snapshot(), findings: engine.findings()).json
  }

  @Test("a session's tree at any instant is that of an engine run up to it")
  func session() throws {
    let (recorded, text) = try engine()
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: recorded, text: text) { bytes += $0 }
    try HeadlessRun(recorded).run(for: Self.span, each: recorder.follow)
    #expect(recorder.finish(recorded) == nil)
    let archive = try SessionArchive.read(bytes)
    let (truth, _) = try engine()
    truth.start()
    truth.settle()
    for time in instants(archive.session.index, 60) where time >= truth.now && time <= Self.span {
      try truth.run(until: time)
      let past = try #require(archive.instant(.time(time)))
      #expect(past.time == time && past.countedAt == time)
      #expect(ShowDocument(past.snapshot).json == document(truth), "at \(time)")
      #expect(past.snapshot.events.last?.sequence == truth.events.history.last?.sequence)
    }
  }

  @Test("a running engine tells its own past, counters, events, requests and packets alike")
  func running() throws {
    let (engine, _) = try engine()
    engine.remember(bytes: 4 << 20)
    engine.start()
    engine.settle()
    var told: [(time: UInt64, document: String, journeys: Int, flights: [RequestFlight])] = []
    var random = SeededRandom(seed: 9)
    for _ in 0..<40 {
      try engine.run(until: engine.now + 1 + random.bounded(70_000_000))
      engine.followHistory()
      if told.count % 10 == 0 {
        try engine.perform(
          .queryOID(adapter: engine.stack.adapters[0].party.id, number: 0x0001_010E)
        )
      }
      told.append(
        (
          engine.now, document(engine), engine.list.index.count,
          engine.flights(of: engine.stack.adapters[0])
        )
      )
    }
    for truth in told {
      try engine.perform(
        .detail(
          DetailRequest(
            packets: PacketWindowRequest(count: 5, until: truth.time),
            adapter: engine.stack.adapters[0].party.id,
            instant: .time(truth.time),
            spanParts: 10
          )
        )
      )
      let detail = engine.snapshot().detail
      let past = try #require(detail.past)
      #expect(ShowDocument(past.snapshot).json == truth.document, "at \(truth.time)")
      #expect(detail.packets?.journeyCount == UInt64(truth.journeys))
      #expect(detail.flights == truth.flights)
      let span = try #require(detail.span)
      #expect(span.parts.count == 10 && !span.hasForgotten)
      #expect(span.parts.reduce(0) { $0 + $1.events } == UInt32(engine.events.history.count))
    }
  }

  @Test("what drivers count renews their rows alone, and the tree is the one made as a whole")
  func counted() throws {
    let (asked, _) = try engine()
    let (unasked, _) = try engine()
    for engine in [asked, unasked] {
      engine.start()
      engine.settle()
    }
    // The first second brings everything up.
    for engine in [asked, unasked] { try engine.run(until: 1_500_000_000) }
    let first = asked.currentStructure()
    let shape = asked.stack.shapeGeneration
    for second in 2...5 as ClosedRange<UInt64> {
      try asked.run(until: second * 1_000_000_000 + 1_500_000)
      _ = asked.currentStructure()
    }
    try unasked.run(until: asked.now)
    let (renewed, whole) = (asked.currentStructure(), unasked.currentStructure())
    #expect(renewed.generation > first.generation && renewed.generation == whole.generation)
    #expect(asked.stack.shapeGeneration == shape)
    #expect(renewed.adapters == whole.adapters && renewed.adapters != first.adapters)
    #expect(renewed.parties.parties == whole.parties.parties)
  }

  @Test("a run of no time runs what is due at its beginning")
  func noTime() throws {
    let (engine, _) = try engine()
    try HeadlessRun(engine).run(for: 0)
    #expect(engine.now == 0 && engine.list.index.count > 0)
  }

  @Test(
    "when the budget is reached the oldest goes, and the span says from when on anything is known"
  )
  func budget() throws {
    let (engine, _) = try engine { $0.ringBytes = 1 << 18 }
    engine.remember(bytes: 1 << 16)
    engine.start()
    engine.settle()
    while engine.now < 20_000_000_000 {
      try engine.run(until: engine.now + 500_000_000)
      engine.followHistory()
    }
    try engine.perform(.detail(DetailRequest(instant: .first, spanParts: 4)))
    let detail = engine.snapshot().detail
    let span = try #require(detail.span)
    #expect(span.hasForgotten && span.first > 0 && span.firstPacket > 0)
    #expect(span.last == engine.now)
    #expect(detail.past?.time == span.first)
    #expect(detail.past?.snapshot.counters.isBalanced == true)
  }

  @Test(
    "packets of the past lie in a file; without a folder for it fewer are kept in memory, and that is an event"
  )
  func file() throws {
    let (inFile, _) = try engine { $0.ringFolders = ["/no/such/folder", "/tmp"] }
    #expect(inFile.ring.capacity == 16 << 20)
    let (inMemory, _) = try engine { $0.ringFolders = ["/no/such/folder"] }
    #expect(inMemory.ring.capacity == 4 << 20)
    inMemory.remember(bytes: 1 << 20)
    let last = try #require(inMemory.events.history.last)
    #expect(last.kind == .warning && last.note.contains("/no/such/folder"))
  }

  @Test(
    "a recording that keeps everything lies in a file, and leaves memory as it grows; without a folder it stays whole in memory"
  )
  func wholeFile() throws {
    for folders in [["/tmp"], ["/no/such/folder"]] {
      let (engine, _) = try engine {
        $0.keepsAll = true
        $0.ringFolders = folders
      }
      #expect(engine.ring.capacity == 16 << 20)
      engine.remember(bytes: 1 << 20)
      #expect(!engine.events.history.contains { $0.note.contains("/no/such/folder") })
      engine.start()
      engine.settle()
      while engine.now < 5_000_000_000 {
        try engine.run(until: engine.now + 250_000_000)
        engine.followHistory()
      }
      #expect(engine.ring.lostRecords == 0)
      // The first packet of all is still there to be read.
      let first = engine.list.index.entry(at: 0)
      let journey = try #require(try engine.log.journey(first, engine.journeyContext()))
      #expect(!journey.hops.isEmpty && !journey.isPartial)
    }
  }
}
