@testable import Inspection
import Testing

@Suite("Times and flows of paths")
struct PathTimeTests {
  @Test("percentiles are values of the set, by nearest rank")
  func percentiles() {
    #expect(Percentiles(of: []) == nil)
    #expect(Percentiles(of: [7]) == Percentiles(p50: 7, p99: 7))
    #expect(Percentiles(of: Array(1...100).shuffled()) == Percentiles(p50: 50, p99: 99))
    #expect(Percentiles(of: Array(1...101).shuffled()) == Percentiles(p50: 51, p99: 100))
    #expect(Percentiles(of: [3, 1]) == Percentiles(p50: 1, p99: 3))
  }

  /// Journey n goes 1 → 2, and if it is even on to 3; it takes n times ten nanoseconds and begins at n seconds.
  private static func log() -> LogBuilder {
    var log = LogBuilder(base: 64)
    for id in 1...10 as ClosedRange<UInt64> {
      let start = id * 1_000_000_000
      func hop(_ from: UInt32, _ to: UInt32, _ time: UInt64) {
        log.record(
          kind: 1,
          edge: 2,
          time: time,
          from: from,
          to: to,
          count: 1,
          entries: LogBuilder.journeys([id])
        )
      }
      hop(1, 2, start)
      if id % 2 == 0 { hop(2, 3, start + 1) }
      let isLast = id == 10
      log.record(
        kind: 2,
        edge: isLast ? 2 : 1,
        time: start + id * 10,
        from: id % 2 == 0 ? 3 : 2,
        to: isLast ? 5 : 0,
        count: 1,
        entries: LogBuilder.journeys([id])
      )
    }
    return log
  }

  @Test("each path tells how long its journeys took, and each edge how many came so far")
  func timed() throws {
    let index = try HopLogTests.ingest(Self.log().bytes)
    let shares = index.paths(most: 10, isTimed: true)
    #expect(shares.paths.map(\.count) == [5, 4, 1])
    #expect(shares.paths.map(\.parties) == [[1, 2], [1, 2, 3], [1, 2, 3]])
    #expect(shares.paths[0].took == Percentiles(p50: 50, p99: 90))
    #expect(shares.paths[1].took == Percentiles(p50: 40, p99: 80))
    #expect(shares.paths[0].steps.map(\.flow) == [10])
    #expect(shares.paths[1].steps.map(\.flow) == [10, 5])
    #expect(index.paths(most: 10).paths[0].took == nil)
    let some = index.paths(of: [0, 1, 2]) { $0 == 1 ? nil : UInt64($0) }
    #expect(some.paths.map(\.count) == [2, 1] && some.journeyCount == 3)
    #expect(some.paths[0].cost == Percentiles(p50: 0, p99: 2))
    #expect(some.paths[1].cost == nil)
  }

  @Test("a path that comes up long after the first packet is new for a minute")
  func new() throws {
    let index = try HopLogTests.ingest(Self.log().bytes)
    let shares = index.paths(most: 10)
    let late = shares.paths[2]
    #expect(late.outcome == .dropped && late.since == 10_000_000_100)
    #expect(shares.isNew(late, at: 11_000_000_000))
    #expect(!shares.isNew(late, at: 100_000_000_000))
    #expect(!shares.isNew(shares.paths[0], at: 2_000_000_000))
    #expect(index.newPaths(after: 0).map(\.id) == [late.id])
    #expect(index.newPaths(after: index.wayCount).isEmpty)
    let list = JourneyList(index)
    _ = list
    #expect(index.entry(of: 10)?.path == late.id)
  }

  @Test("a journey's cost is its hand-offs' part of the steps they were made in")
  func cost() throws {
    let log = Self.log()
    let index = try HopLogTests.ingest(log.bytes)
    let last = index.entry(at: 8).lastPosition
    let cost = HostCost(
      cpuNanoseconds: 1_400,
      batches: 1,
      steps: [.init(end: last, nanoseconds: 1_300), .init(end: .max, nanoseconds: 100)]
    )
    let costs = JourneyCosts(cost, index, in: JourneyListTests.Memory(bytes: log.bytes)).nanoseconds
    // Thirteen hand-offs of nine journeys in the first step, two of the last one in the second.
    #expect(costs == [100, 200, 100, 200, 100, 200, 100, 200, 100, 100])
  }
}
