import Engine
import Inspection
import Kernel
import TestSupport
import Testing
import Wire

/// Sessions written by a running engine and read back.
@Suite struct SessionRecordingTests {
  private func engine() throws -> (StackEngine, String) {
    let (configuration, text) = try StackConfiguration.load("lab")
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 16 << 20
    return (try StackEngine(configuration, options: options), text)
  }

  @Test("a session read back has the journeys, counters and structure of its engine")
  func whole() throws {
    let (engine, text) = try engine()
    let file = try TemporaryFile([], suffix: ".ndissect")
    let recorder = try SessionRecorder(path: file.path, engine: engine, waits: true, text: text)
    try HeadlessRun(engine).run(for: 1_200_000_000, each: recorder.follow)
    #expect(recorder.finish(engine) == nil)
    let archive = try SessionArchive.open(path: file.path)
    let context = engine.journeyContext()
    #expect(archive.session.truncation == nil)
    #expect(archive.session.endTime == engine.now)
    #expect(archive.session.stackFile?.text == text)
    #expect(archive.context.structure.generation == context.structure.generation)
    #expect(archive.context.structure.adapters == context.structure.adapters)
    #expect(archive.context.structure.parties == context.structure.parties)
    let last = archive.lastSnapshot()
    #expect(last.counters == engine.snapshot().counters)
    let index = engine.list.index
    #expect(index.count > 100)
    #expect(archive.session.index.count == index.count)
    for place in 0..<index.count {
      let entry = index.entry(at: place)
      let live = try engine.log.journey(entry, context)
      let read = try archive.session.index.entry(of: entry.journey)
        .flatMap { try archive.log.journey($0, archive.context) }
      #expect(live != nil)
      #expect(read == live, "journey \(entry.journey)")
      guard read == live else { return }
    }
  }

  @Test("a session cut anywhere gives its whole chunks and says where it was cut")
  func cut() throws {
    let (engine, text) = try engine()
    var bytes: [UInt8] = []
    var ends: [Int] = []
    let recorder = SessionRecorder(engine: engine, text: text) {
      bytes += $0
      ends.append(bytes.count)
    }
    try HeadlessRun(engine).run(for: 300_000_000, each: recorder.follow)
    #expect(recorder.finish(engine) == nil)
    let whole = try SessionArchive.read(bytes)
    var random = SeededRandom(seed: 77)
    for _ in 0..<50 {
      let offset = 64 + Int(random.bounded(UInt64(bytes.count - 64)))
      let archive = try SessionArchive.read(Array(bytes[..<offset]))
      let session = archive.session
      if let truncation = session.truncation {
        #expect(truncation <= offset)
        // Cut once more where it says: nothing is missing then, and nothing else is told.
        let again = try SessionArchive.read(Array(bytes[..<truncation])).session
        #expect(again.truncation == nil)
        #expect(again.index.count == session.index.count)
        #expect(again.events == session.events)
        #expect(again.sampleCount == session.sampleCount)
      }
      #expect(session.endTime == nil)
      #expect(session.index.count <= whole.session.index.count)
      for place in 0..<min(3, session.index.count) {
        let id = session.index.entry(at: place).journey
        #expect(whole.session.index.entry(of: id) != nil)
      }
    }
  }

  @Test("the capture of a session has a packet for each hop, an interface for each kind of hop")
  func export() throws {
    let (engine, text) = try engine()
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: engine, text: text) { bytes += $0 }
    let file = try TemporaryFile([], suffix: ".pcapng")
    let follower = LogFollower(
      engine,
      recorder: recorder,
      capture: try FileSink(path: file.path),
      keepsAll: false
    )
    try HeadlessRun(engine).run(for: 300_000_000, each: follower.follow)
    try follower.finish(engine)
    let archive = try SessionArchive.read(bytes)
    var export = JourneyExport(context: archive.context)
    var content: [UInt8] = []
    for piece in archive.session.log.pieces {
      _ = archive.log.withPiece(from: piece.position) {
        try? export.take($0, at: piece.position, in: archive.session.index)
      }
      content += export.takeBytes()
    }
    content += export.takeBytes()
    #expect(export.packetCount == archive.session.index.hopCount)
    #expect(export.skippedHops == 0)
    // The file also holds the session, of which other readers see nothing.
    let written = try #require(TemporaryFile.read(file.path))
    #expect(try Self.packets(written) == Self.packets(content))
    let again = try SessionArchive.open(path: file.path)
    #expect(again.session.truncation == nil && again.session.endTime == archive.session.endTime)
    #expect(try Self.journeys(again) == Self.journeys(archive))
    guard ToolRun.isPresent("capinfos") else {
      print("skipped: capinfos is not installed")
      return
    }
    let run = try ToolRun("capinfos", ["-M", "-c", file.path])
    #expect(run.status == 0)
    #expect(run.text.contains(String(export.packetCount)))
  }

  /// Every packet of a capture with its interface, time and options, without what lies between them.
  private static func packets(_ file: [UInt8]) throws -> [[UInt8]] {
    var reader = try PcapNGReader(CaptureBytes(file))
    var packets: [[UInt8]] = []
    while let record = try reader.next() {
      let name = reader.interfaces[record.interface].name ?? ""
      var packet = Array(name.utf8) + Array("\(record.timestamp ?? 0) \(record.wireLength) ".utf8)
      packet += Array(record.bytes)
      for option in record.options { packet += [UInt8(option.code)] + Array(option.data) }
      packets.append(packet)
    }
    return packets
  }

  private static func journeys(_ archive: SessionArchive) throws -> [String] {
    let index = archive.session.index
    return try (0..<index.count).compactMap { place in
      let journey = try archive.log.journey(index.entry(at: place), archive.context)
      return journey.map { TraceDocument($0, in: archive.context.structure).json }
    }
  }

  @Test(
    "a capture written while a small ring gives up its oldest is the one that a large ring gives"
  )
  func streamed() throws {
    func capture(ringBytes: Int) throws -> (bytes: [UInt8], hops: UInt64) {
      let (configuration, text) = try StackConfiguration.load("lab")
      var options = StackEngine.Options()
      options.stepped = true
      options.seed = 3
      options.keepsAll = true
      options.ringBytes = ringBytes
      let engine = try StackEngine(configuration, options: options)
      let file = try TemporaryFile([], suffix: ".pcapng")
      var session: [UInt8] = []
      let follower = LogFollower(
        engine,
        recorder: SessionRecorder(engine: engine, text: text) { session += $0 },
        capture: try FileSink(path: file.path),
        keepsAll: false
      )
      try HeadlessRun(engine).run(for: 3_000_000_000, each: follower.follow)
      try follower.finish(engine)
      #expect(engine.ring.lostRecords == 0)
      let archive = try SessionArchive.read(session)
      #expect(archive.session.index.unresolvedCount == 0)
      return (try #require(TemporaryFile.read(file.path)), archive.session.index.hopCount)
    }
    let small = try capture(ringBytes: 1 << 17)
    let large = try capture(ringBytes: 1 << 26)
    // Asked apart: a difference of so many bytes is not to be worked out.
    let isEqual = try Self.packets(small.bytes) == Self.packets(large.bytes)
    #expect(isEqual)
    func session(_ file: [UInt8]) throws -> SessionArchive {
      try SessionArchive.read(file.withUnsafeBytes { try ExportedSession.bytes(of: $0) })
    }
    let isSameSession =
      try Self.journeys(session(small.bytes)) == Self.journeys(session(large.bytes))
    #expect(isSameSession)
    #expect(large.bytes.count > 1 << 20)
    #expect(small.hops == large.hops && large.hops > 1_000)
  }
}
