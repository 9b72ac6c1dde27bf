@testable import Inspection
import Testing

@Suite("Paths of journeys")
struct JourneyPathTests {
  private struct Log {
    var log = LogBuilder(base: 64)

    mutating func hop(_ edge: UInt8, _ from: UInt32, _ to: UInt32, _ ids: [UInt64]) {
      log.record(
        kind: 1,
        edge: edge,
        time: 5,
        from: from,
        to: to,
        count: ids.count,
        entries: LogBuilder.journeys(ids)
      )
    }

    mutating func end(_ outcome: UInt8, at party: UInt32, reason: UInt32 = 0, _ ids: [UInt64]) {
      log.record(
        kind: 2,
        edge: outcome,
        time: 6,
        from: party,
        to: reason,
        count: ids.count,
        entries: LogBuilder.journeys(ids)
      )
    }
  }

  @Test("journeys with the same hand-offs and ending are counted together, the most frequent first")
  func counted() throws {
    var log = Log()
    log.hop(2, 1, 2, [1, 2, 3, 4])
    log.hop(2, 2, 3, [1, 2, 4])
    log.end(2, at: 2, reason: 7, [3])
    log.end(1, at: 3, [1, 2, 4])
    log.hop(3, 3, 1, [1, 2, 4])
    log.hop(0, 3, 1, [5])
    let shares = try HopLogTests.ingest(log.log.bytes).paths(most: 10)
    #expect(shares.journeyCount == 5)
    #expect(shares.unknownCount == 0)
    #expect(shares.pathCount == 3)
    #expect(shares.paths.map(\.count) == [3, 1, 1])
    #expect(shares.paths.map(\.parties) == [[1, 2, 3], [1, 2], [3, 1]])
    #expect(shares.paths.map(\.outcome) == [.delivered, .dropped, .held])
    #expect(shares.paths.map(\.direction) == [.receive, .receive, .transmit])
    #expect(shares.paths[1].reason == 7)
    #expect(shares.paths[0].newest == 4)
  }

  @Test("only as many as are wanted are told, and how many there are")
  func limited() throws {
    var log = Log()
    for id in 1...20 as ClosedRange<UInt64> { log.hop(2, 1, UInt32(id) + 1, [id]) }
    let shares = try HopLogTests.ingest(log.log.bytes).paths(most: 5)
    #expect(shares.paths.count == 5)
    #expect(shares.pathCount == 20)
  }

  @Test("what was under way in a gap of the log is in no path")
  func gap() throws {
    var log = Log()
    log.hop(2, 1, 2, [1, 2])
    log.end(1, at: 2, [2])
    var index = JourneyIndex()
    try index.ingest(log.log.bytes.span.bytes, at: 64)
    var late = LogBuilder(base: log.log.position + 4096)
    _ = HopLogTests.hop(&late, [1], from: 8)
    try index.ingest(late.bytes.span.bytes, at: log.log.position + 4096)
    let shares = index.paths(most: 10)
    #expect(shares.paths.map(\.parties) == [[1, 2]])
    #expect(shares.paths.map(\.count) == [1])
    #expect(shares.unknownCount == 1)
    #expect(shares.journeyCount == 2)
  }

  @Test(
    "random traffic read in pieces is counted as the packets' own hops say",
    arguments: 1...6 as ClosedRange<UInt64>
  )
  func agrees(_ seed: UInt64) throws {
    var traffic = RandomTraffic(seed: seed)
    traffic.run(steps: 600)
    var random = SplitMix(seed)
    let index = try JourneyReadingTests.index(traffic.log.bytes, base: 0, &random)
    var expected: [[UInt32]: Int] = [:]
    for packet in traffic.packets where packet.truth.first != nil {
      var parties: [UInt32] = []
      for hop in packet.hops where hop.edge == 0 || hop.edge == 2 {
        if parties.last != hop.from { parties.append(hop.from) }
        parties.append(hop.to)
      }
      let end = packet.truth.endParty
      if packet.truth.outcome != 0, parties.last != end { parties.append(end) }
      if !parties.isEmpty { expected[parties, default: 0] += 1 }
    }
    var told: [[UInt32]: Int] = [:]
    for path in index.paths(most: .max).paths { told[path.parties, default: 0] += path.count }
    #expect(told == expected)
    #expect(told.count > 5)
  }
}
