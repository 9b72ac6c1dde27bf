@testable import Inspection
import Testing

@Suite("Journeys read from a log")
struct JourneyReadingTests {
  static let context = JourneyContext(
    structure: StackStructure(
      generation: 1,
      name: "test",
      version: "1",
      adapters: [],
      parties: PartyTable([
        Party(id: 1, name: "below", role: .miniport, adapter: 1),
        Party(id: 5, name: "above", role: .protocol, adapter: 1),
      ]),
      reasons: DropReasonTable([
        DropReasonRow(rawValue: 7, symbol: "seven", sentence: "Seven.", page: "p")
      ])
    ),
    causes: CauseTable(["rule a", "rule b"])
  )

  /// Feeds a log in pieces cut at random places.
  static func index(
    _ bytes: [UInt8],
    base: UInt64,
    _ random: inout SplitMix
  ) throws
    -> JourneyIndex
  {
    var index = JourneyIndex()
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + 1 + random.below(400))
      let piece = Array(bytes[start..<end])
      let used = try index.ingest(piece.span.bytes, at: base + UInt64(start))
      if used == 0 {
        let all = Array(bytes[start...])
        start += try index.ingest(all.span.bytes, at: base + UInt64(start))
        break
      }
      start += used
    }
    #expect(start == bytes.count)
    return index
  }

  @Test("1,200 random stacks: index and journeys tell exactly what the packets went through")
  func randomStacks() throws {
    var journeys = 0
    var hops = 0
    for seed: UInt64 in 1...1200 {
      var traffic = RandomTraffic(seed: seed, level: seed % 3 == 0 ? 3 : nil)
      traffic.run(steps: 60)
      var random = SplitMix(seed ^ 0xABCD)
      let index = try Self.index(traffic.log.bytes, base: 0, &random)
      let seen = traffic.packets.filter { $0.truth.first != nil }
      guard index.count == seen.count else {
        Issue.record("seed \(seed): \(index.count) journeys for \(seen.count)")
        return
      }
      for packet in seen {
        let entry = try #require(index.entry(of: packet.id))
        guard Self.check(entry, packet), try Self.check(packet, entry, traffic) else {
          Issue.record("seed \(seed), journey \(packet.id) is not told as it was")
          return
        }
        journeys += 1
        hops += packet.hops.count
      }
      #expect(index.hopCount == seen.reduce(0) { $0 + UInt64($1.hops.count) })
    }
    #expect(journeys > 10_000)
    #expect(hops > 20_000)
  }

  static func check(_ entry: JourneyEntry, _ packet: RandomTraffic.Packet) -> Bool {
    let truth = packet.truth
    var direction: Direction?
    if let edge = packet.hops.first?.edge { direction = edge < 2 ? .transmit : .receive }
    var expected = JourneyEntry(
      journey: packet.id,
      parent: truth.parent,
      birthKind: BirthKind(rawValue: truth.birth),
      firstPosition: truth.first?.position ?? 0,
      lastPosition: truth.last?.position ?? 0,
      firstTime: truth.first?.time ?? 0,
      lastTime: truth.last?.time ?? 0,
      hopCount: UInt32(packet.hops.count),
      firstParty: truth.firstParty,
      direction: direction,
      length: truth.length,
      outcome: JourneyOutcome(rawValue: truth.outcome) ?? .held,
      endParty: truth.endParty,
      reason: truth.outcome == 2 ? truth.reason : nil,
      cause: truth.cause,
      isPartial: false
    )
    // `JourneyPathTests` looks at these.
    expected.path = entry.path
    return same(entry, expected)
  }

  static func same<Value: Equatable>(_ one: Value, _ other: Value) -> Bool {
    if one != other { Issue.record("\(one)\nis not\n\(other)") }
    return one == other
  }

  static func check(
    _ packet: RandomTraffic.Packet,
    _ entry: JourneyEntry,
    _ traffic: RandomTraffic
  ) throws -> Bool {
    var assembler = JourneyAssembler(journey: packet.id)
    let bytes = traffic.log.bytes
    try assembler.take(
      bytes.span.bytes,
      at: 0,
      from: entry.firstPosition,
      through: entry.lastPosition
    )
    guard let journey = assembler.journey(context) else { return false }
    var fine = same(journey.hops.count, packet.hops.count)
    fine = same(journey.children.map(\.journey), packet.truth.children) && fine
    fine = same(journey.parent?.journey ?? 0, packet.truth.parent) && fine
    fine = same(journey.outcome.rawValue, packet.truth.outcome) && fine
    fine = same(journey.birth, packet.truth.first?.time ?? 0) && fine
    if packet.truth.outcome == 2 {
      fine = same(journey.ending?.reason?.rawValue, packet.truth.reason) && fine
      let causes = ["", "rule a", "rule b"]
      fine = same(journey.ending?.cause, causes[Int(packet.truth.cause)]) && fine
    }
    for (hop, truth) in zip(journey.hops, packet.hops) {
      fine = check(hop, truth) && fine
    }
    return fine
  }

  static func check(_ hop: Hop, _ truth: RandomTraffic.Truth) -> Bool {
    var fine = same(
      [hop.position, hop.time, UInt64(hop.edge.rawValue), UInt64(hop.from), UInt64(hop.to)],
      [truth.position, truth.time, UInt64(truth.edge), UInt64(truth.from), UInt64(truth.to)]
    )
    fine = same(hop.level, truth.level) && same(hop.batch, UInt32(truth.batch)) && fine
    fine =
      same(
        hop.geometry.map {
          LogBuilder.Geometry(
            origin: $0.origin,
            dataLength: $0.dataLength,
            nblFlags: $0.nblFlags,
            status: $0.status,
            bufferCount: $0.bufferCount,
            totalLength: $0.totalLength
          )
        },
        truth.geometry
      ) && fine
    var info: [UInt64]?
    if truth.info != nil {
      var words = [UInt64](repeating: 0, count: 24)
      for slot in hop.info { words[Int(slot.slot)] = slot.rawValue }
      info = words
    }
    fine = same(info, truth.info) && fine
    guard let known = truth.bytes, let geometry = truth.geometry else {
      return same(hop.bytes, nil) && fine
    }
    guard let bytes = hop.bytes else { return false }
    for offset in 0..<Int(geometry.dataLength) {
      let writer = known[offset].flatMap { $0.writer == 0 ? nil : $0.writer }
      fine = same(bytes[offset], known[offset]?.byte) && fine
      fine = same(bytes.writer(at: offset), writer) && fine
      if !fine { return false }
    }
    return same(bytes.runs.reduce(0) { $0 + $1.bytes.count }, known.count) && fine
  }
}
