@testable import Inspection
import Testing

@Suite("Sessions")
struct SessionTests {
  static let commands: [Command] = [
    .freeze, .resume,
    .detail(
      DetailRequest(
        packets: PacketWindowRequest(filter: "tcp", anchor: .journey(88), count: 20),
        journey: 3,
        adapter: nil
      )
    ),
    .detail(DetailRequest(packets: PacketWindowRequest(anchor: .row(5), until: 99))),
    .recordingLevel(party: nil, level: 2), .recordingLevel(party: 4, level: 0), .pauseAdapter(1),
    .restartAdapter(2), .attachFilter(adapter: 3, component: "vlan"), .detachFilter(module: 4),
    .bind(adapter: 5, component: "tcpip"), .unbind(binding: 6), .plugMedia(7), .unplugMedia(8),
    .quit, .queryOID(adapter: 9, number: 0x0001_0101),
    .setOID(adapter: 10, number: .max, value: "1 Gbit/s é"),
    .setKeyword(party: 11, keyword: "rules[2].match", value: "udp port 53"),
    .saveStack(path: "/tmp/é.yaml", replaces: true), .stopInjection(12),
    .inject(
      InjectionRequest(
        number: 13,
        party: 14,
        direction: .receive,
        frame: [0x00, 0x7F, 0x80, 0xFF],
        parent: 15,
        count: 16,
        interval: .max
      )
    ),
    .addBreakpoint("packet udp"), .enableBreakpoint(17, false), .ignoreBreakpoint(18, 19),
    .deleteBreakpoint(20), .release, .dropPacket, .editPacket([0xFF, 0x80, 0x01]),
    .runBack(RecordedPlace(journey: 21, event: 22, time: 23)),
    .runForward(RecordedPlace(journey: 24)),
    .detail(
      DetailRequest(
        whatIf: WhatIfRequest(
          changes: [
            .bypass(place: "eth0/gate"), .above(place: "gate", other: "tag"),
            .below(place: "tag", other: "gate"), .set(place: "tag", keyword: "id", value: "é"),
            .table(adapter: "eth0", edit: "8-15 = 2"),
          ],
          journey: 22
        )
      )
    ),
  ]

  /// A session with every kind of chunk, and where each chunk begins.
  static func session() -> (bytes: [UInt8], starts: [Int]) {
    final class Sink {
      var bytes: [UInt8] = []
      var starts: [Int] = []
    }
    let sink = Sink()
    var writer = SessionWriter { piece in
      sink.starts.append(sink.bytes.count)
      sink.bytes += piece
    }
    writer.options(
      SessionOptions(
        version: "0.1.0",
        seed: 42,
        mode: .live,
        startHostTime: 1_700_000_000_000_000_000,
        arguments: [SettingRow(name: "--for", value: "5s", source: "command")]
      )
    )
    writer.stackFile(name: "lab", text: "adapters:\n  - Ethernet0 é\n")
    var random = SplitMix(5)
    for sequence: UInt64 in 1...130 {
      var snapshot = SampleStack.snapshot(sequence)
      snapshot.counters[1, .receive, .born] = random.next()
      snapshot.counters[11, .inOctets] = sequence
      if sequence % 7 == 0 { snapshot.counters.setDrops([]) }
      writer.snapshot(snapshot)
    }
    writer.causes(CauseTable(["one"]))
    writer.causes(CauseTable(["one", "two", "three"]))
    writer.findings([SampleStack.finding])
    writer.facts([SampleStack.facts])
    writer.flights(SampleStack.flights)
    let log: [UInt8] = [8, 0, 0, 0, 0, 0, 0, 0]
    writer.hopLog(log.span.bytes, at: 1 << 40)
    for (number, command) in commands.enumerated() {
      writer.command(
        InputCommand(
          time: UInt64(number),
          request: CommandRequest(number: UInt64(number), command: command)
        )
      )
    }
    writer.frame(InputFrame(time: 9, adapter: 11, bytes: [1, 2, 3]))
    writer.end(time: 1000)
    return (sink.bytes, sink.starts)
  }

  static func chunks(_ bytes: [UInt8]) throws -> (chunks: [SessionChunk], truncation: Int?) {
    var reader = try SessionReader(bytes.span.bytes)
    var chunks: [SessionChunk] = []
    while let chunk = try reader.next(bytes.span.bytes) { chunks.append(chunk) }
    return (chunks, reader.truncation)
  }

  @Test("what was written is read back, value for value")
  func roundTrip() throws {
    let (bytes, starts) = Self.session()
    let (chunks, truncation) = try Self.chunks(bytes)
    #expect(truncation == nil)
    #expect(chunks.count == starts.count - 1)
    var random = SplitMix(5)
    var samples: UInt64 = 0
    var events: [UInt64] = []
    var commands: [Command] = []
    var causes: [String] = []
    for chunk in chunks {
      switch chunk {
      case .sample(let sample):
        samples += 1
        var expected = SampleStack.counters()
        expected[1, .receive, .born] = random.next()
        expected[11, .inOctets] = samples
        if samples % 7 == 0 { expected.setDrops([]) }
        #expect(sample.counters == expected)
        #expect(sample.sequence == samples && sample.time == 5_000_000 * samples)
        #expect(sample.recording.endPosition == 900 && sample.heldLists == 1)
      case .structure(let structure):
        let expected = SampleStack.structure()
        #expect(structure.adapters == expected.adapters)
        #expect(structure.parties == expected.parties && structure.reasons == expected.reasons)
        #expect(structure.generation == 1 && structure.name == "lab")
        #expect(structure.scaling == [SampleStack.scaling])
      case .events(let new):
        events += new.map(\.sequence)
        #expect(new.first.map { $0 == SampleStack.event($0.sequence) } ?? false)
      case .command(let command):
        #expect(command.request.number == command.time)
        commands.append(command.request.command)
      case .causes(let first, let texts):
        #expect(Int(first) == causes.count + 1)
        causes += texts
      case .findings(let findings): #expect(findings == [SampleStack.finding])
      case .facts(let facts): #expect(facts == [SampleStack.facts])
      case .flights(let flights): #expect(flights == SampleStack.flights)
      case .hopLog(let position, let range):
        #expect(position == 1 << 40 && Array(bytes[range]) == [8, 0, 0, 0, 0, 0, 0, 0])
      case .frame(let frame):
        #expect(frame == InputFrame(time: 9, adapter: 11, bytes: [1, 2, 3]))
      case .stackFile(let name, let text):
        #expect(name == "lab" && text == "adapters:\n  - Ethernet0 é\n")
      case .options(let options):
        #expect(options.seed == 42 && options.arguments.count == 1)
      case .end(let time): #expect(time == 1000)
      }
    }
    #expect(samples == 130)
    #expect(events == Array(1...132))
    #expect(commands == Self.commands)
    #expect(causes == ["one", "two", "three"])
  }

  @Test("a session from before there were queues is read with the same parties and adapters")
  func firstVersion() throws {
    var page = StreamWriter()
    // Sequence, time, no host time, stepped, generation, recording, held lists, findings.
    UInt64(1).write(to: &page)
    UInt64(5).write(to: &page)
    Optional<UInt64>.none.write(to: &page)
    EngineMode.stepped.write(to: &page)
    UInt64(1).write(to: &page)
    RecordingStatus().write(to: &page)
    UInt64(0).write(to: &page)
    UInt64(0).write(to: &page)
    [PartyID(3)].write(to: &page)
    [AdapterID(3)].write(to: &page)
    var counters = CounterPage(partyIDs: [3], adapterIDs: [3])
    counters[3, .receive, .taken] = 9
    counters.writeWords(to: &page)
    let head = SessionFormat.magic + [1, 0, 0, 0]
    let chunks = try Self.chunks(head + Self.chunk(5, page.bytes)).chunks
    guard case .sample(let sample)? = chunks.first else {
      Issue.record("no sample was read")
      return
    }
    #expect(sample.counters == counters)
  }

  @Test("a session in which differences are told word by word is read")
  func thirdVersion() throws {
    var counters = CounterPage(partyIDs: [3], adapterIDs: [3])
    counters[3, .receive, .taken] = 9
    var change = CounterPage(partyIDs: [3], adapterIDs: [3])
    change[3, .receive, .taken] = 4
    func sample(_ number: UInt64, _ body: (inout StreamWriter) -> Void) -> [UInt8] {
      var stream = StreamWriter()
      number.write(to: &stream)
      (number * 5).write(to: &stream)
      Optional<UInt64>.none.write(to: &stream)
      EngineMode.stepped.write(to: &stream)
      UInt64(1).write(to: &stream)
      RecordingStatus().write(to: &stream)
      UInt64(0).write(to: &stream)
      UInt64(0).write(to: &stream)
      body(&stream)
      stream.byte(SessionFormat.wholeBit)
      return stream.bytes
    }
    let head = SessionFormat.magic + [3, 0, 0, 0]
    let key = Self.chunk(5, sample(1) { counters.write(to: &$0) })
    let differences = (2...3).map { number in
      Self.chunk(6, sample(number) { change.writeWords(to: &$0) })
    }
    let chunks = try Self.chunks(head + key + differences.joined()).chunks
    let taken = chunks.compactMap { chunk -> UInt64? in
      guard case .sample(let sample) = chunk else { return nil }
      #expect(sample.isWhole && !sample.isTick && sample.time == sample.sequence * 5)
      return sample.counters[3, .receive, .taken]
    }
    #expect(taken == [9, 13, 17])
  }

  @Test("a sample that changes the same counters as an earlier one takes less than a byte for each")
  func repeated() throws {
    var bytes = 0
    var writer = SessionWriter { bytes += $0.count }
    var snapshot = SampleStack.snapshot(1)
    var random = SplitMix(3)
    var sizes: [Int] = []
    for number in 1...50 {
      snapshot.sequence = UInt64(number)
      snapshot.time += 1_000
      let length = 60 + random.next() % 1_400
      for party in snapshot.counters.partyIDs {
        for column in CounterColumn.allCases {
          let isBytes = column == .bytesIn || column == .bytesOut
          // Two kinds of instant take turns.
          let direction: Direction = number % 2 == 0 ? .receive : .transmit
          snapshot.counters[party, direction, column] += isBytes ? length : 1
        }
      }
      let before = bytes
      writer.snapshot(snapshot)
      sizes.append(bytes - before)
    }
    let words = snapshot.counters.partyIDs.count * CounterColumn.allCases.count
    #expect(words > 40)
    for size in sizes.dropFirst(6) { #expect(size <= words / 2 + 9) }
  }

  @Test("unchanged counters take a few bytes, whole pages come every sixty samples")
  func differences() throws {
    let (bytes, starts) = Self.session()
    var keys = 0
    for start in starts.dropFirst() where bytes[start] == 5 { keys += 1 }
    #expect(keys == 3)
  }

  @Test("a session cut anywhere gives its whole chunks and says where the rest is missing")
  func cut() throws {
    let (bytes, starts) = Self.session()
    for end in stride(from: 12, to: bytes.count, by: 17) {
      let (chunks, truncation) = try Self.chunks(Array(bytes[..<end]))
      let whole = starts.filter { $0 <= end }
      let isAtBoundary = starts.contains(end)
      #expect(truncation == (isAtBoundary ? nil : whole.last))
      #expect(chunks.count == whole.count - 2)
    }
  }

  @Test("any flipped bit is found, and never by a crash")
  func flipped() throws {
    let (bytes, _) = Self.session()
    var random = SplitMix(11)
    for _ in 0..<2000 {
      var bad = bytes
      let place = random.below(bad.count)
      bad[place] ^= 1 << UInt8(random.below(8))
      do {
        let (_, truncation) = try Self.chunks(bad)
        // A length that reaches beyond the end looks like a session cut short; two bytes are unused.
        #expect(truncation != nil || place == 10 || place == 11)
      } catch let error as SessionError {
        #expect(error.offset <= bad.count)
      }
    }
  }

  @Test("hostile payloads with right check sums end in typed errors, not in a crash")
  func hostile() throws {
    let (bytes, starts) = Self.session()
    var random = SplitMix(12)
    var errors = 0
    for round in 0..<4000 {
      let index = 1 + random.below(starts.count - 1)
      let start = starts[index]
      let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
      var payload = Array(bytes[(start + 5)..<(end - 4)])
      if payload.isEmpty { continue }
      switch round % 3 {
      case 0: payload[random.below(payload.count)] = UInt8(truncatingIfNeeded: random.next())
      case 1: payload.removeLast(1 + random.below(payload.count))
      default:
        payload = (0..<random.below(60)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      }
      var bad = Array(bytes[..<12])
      bad += Self.chunk(bytes[start], payload)
      do { _ = try Self.chunks(bad) } catch is SessionError { errors += 1 }
    }
    #expect(errors > 1000)
  }

  static func chunk(_ type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var chunk = [type] + LogBuilder.little(UInt32(payload.count)) + payload
    chunk += LogBuilder.little(SessionFormat.checksum(chunk.span.bytes, 0..<chunk.count))
    return chunk
  }

  @Test("a chunk of a type not known is skipped")
  func unknownChunk() throws {
    let (bytes, starts) = Self.session()
    let middle = starts[3]
    let longer = bytes[..<middle] + Self.chunk(200, [1, 2, 3]) + bytes[middle...]
    #expect(try Self.chunks(Array(longer)).chunks.count == starts.count - 1)
  }

  @Test("a newer version is refused by its number")
  func newerVersion() throws {
    var bytes = Self.session().bytes
    bytes[8] = 9
    #expect(throws: SessionError(.newerVersion(found: 9, known: 4), at: 8)) {
      _ = try SessionReader(bytes.span.bytes)
    }
    let text = Array("adapters:".utf8)
    #expect(throws: SessionError(.notASession, at: 0)) {
      _ = try SessionReader(text.span.bytes)
    }
    #expect(throws: SessionError(.notASession, at: 5)) {
      let head = Array(Self.session().bytes[..<5])
      _ = try SessionReader(head.span.bytes)
    }
  }

  @Test("the check sum is CRC-32 of IEEE 802.3, bit by bit, at every length")
  func checksum() {
    let bytes = Array("123456789".utf8)
    #expect(SessionFormat.checksum(bytes.span.bytes, 0..<9) == 0xCBF4_3926)
    var random = SplitMix(8)
    for length in 0..<70 {
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      var sum: UInt32 = .max
      for byte in bytes {
        sum ^= UInt32(byte)
        for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : 0xEDB8_8320 ^ (sum >> 1) }
      }
      #expect(SessionFormat.checksum(bytes.span.bytes, 0..<length) == ~sum)
    }
  }
}
