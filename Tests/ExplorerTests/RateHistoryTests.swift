import Inspection
import Testing

@testable import Explorer

@Suite("Rates")
struct RateHistoryTests {
  private static func snapshot(
    at time: UInt64,
    received: UInt64,
    dropped: UInt64 = 0,
    parties: [PartyID] = [1]
  ) -> Snapshot {
    var page = CounterPage(partyIDs: parties)
    page[1, .receive, .entered] = received
    page[1, .receive, .dropped] = dropped
    return Snapshot(
      sequence: 0,
      time: time,
      hostTime: nil,
      mode: .live,
      structure: SampleStack.shared,
      counters: page
    )
  }

  @Test("nothing is known before the first half second")
  func unknown() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 100_000_000, received: 10))
    #expect(history.rates(of: 1) == nil)
    history.take(Self.snapshot(at: 400_000_000, received: 20))
    #expect(history.rates(of: 1) == nil)
    #expect(history.graph(of: 1, points: 10).isEmpty)
  }

  @Test("a rate is the growth over engine time, whatever the pace of snapshots")
  func growth() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 0, received: 0))
    history.take(Self.snapshot(at: 300_000_000, received: 1000))
    history.take(Self.snapshot(at: 800_000_000, received: 1600, dropped: 8))
    #expect(history.rates(of: 1)?.receive == 2000)
    #expect(history.rates(of: 1)?.dropped == 10)
    #expect(history.sampleCount == 1)
  }

  @Test("a first snapshot late in an engine's life tells the mean since its start, once")
  func late() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 10_000_000_000, received: 5000))
    #expect(history.rates(of: 1)?.receive == 500)
    #expect(history.graph(of: 1, points: 120) == [500])
  }

  @Test("a long step fills as many samples as it has half seconds, and no more than are kept")
  func longStep() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 0, received: 0))
    history.take(Self.snapshot(at: 2_000_000_000, received: 400))
    #expect(history.graph(of: 1, points: 120) == [200, 200, 200, 200])
    history.take(Self.snapshot(at: 3_600_000_000_000, received: 400))
    #expect(history.graph(of: 1, points: 120) == Array(repeating: 0, count: 120))
  }

  @Test("a point of a condensed graph stays the same while newer samples come in")
  func stable() {
    var history = RateHistory()
    var seen: [[Double]] = []
    for tick in 0...90 as ClosedRange<UInt64> {
      history.take(Self.snapshot(at: tick * 500_000_000, received: tick * tick * 10))
      seen.append(history.graph(of: 1, points: 20))
    }
    // 90 samples in groups of 6: all but the newest group are past.
    #expect(seen[90].count == 15)
    #expect(seen[87].dropLast() == seen[90].prefix(seen[87].count - 1))
  }

  @Test("a clock that goes back begins a new history")
  func restart() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 0, received: 0))
    history.take(Self.snapshot(at: 1_000_000_000, received: 100))
    history.take(Self.snapshot(at: 10, received: 0))
    #expect(history.sampleCount == 0)
    #expect(history.rates(of: 1) == nil)
  }

  @Test("a party that comes later counts from zero and has no graph before")
  func newcomer() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 0, received: 0, parties: [2]))
    history.take(Self.snapshot(at: 500_000_000, received: 0, parties: [2]))
    history.take(Self.snapshot(at: 1_000_000_000, received: 50, parties: [1, 2]))
    #expect(history.rates(of: 1)?.receive == 100)
    #expect(history.graph(of: 1, points: 120) == [100])
    #expect(history.graph(of: 2, points: 120) == [0, 0])
  }

  @Test("the largest counters give a finite rate")
  func huge() {
    var history = RateHistory()
    history.take(Self.snapshot(at: 0, received: 0))
    history.take(Self.snapshot(at: 500_000_000, received: .max, dropped: .max))
    #expect(history.rates(of: 1)?.receive.isFinite == true)
  }

  @Test("an adapter's drops are those of everyone on it, the stack's of all adapters")
  func totals() {
    var history = RateHistory()
    history.take(SampleStack.snapshot(tick: 0))
    history.take(SampleStack.snapshot(tick: 1))
    let totals = StackTotals(SampleStack.shared, history)
    let vlan = history.rates(of: SampleStack.vlan)?.dropped ?? 0
    #expect(vlan == 54)
    #expect(totals[1]?.dropped == vlan)
    #expect(totals[1]?.receive == history.rates(of: SampleStack.nic0)?.receive)
    #expect(totals.stack?.dropped == vlan)
    #expect(StackTotals(SampleStack.shared, RateHistory()).stack == nil)
  }
}
