import Inspection
import Testing

@Suite("Counter pages")
struct CounterPageTests {
  @Test("a ledger balances only while both equations hold")
  func balance() {
    var page = CounterPage(partyIDs: [9, 3], adapterIDs: [1])
    #expect(page.isBalanced)
    page[3, .receive, .taken] = 5
    #expect(!page.ledger(of: 3, .receive).isCustodyBalanced)
    page[3, .receive, .given] = 4
    page[3, .receive, .held] = 1
    #expect(page.ledger(of: 3, .receive).isBalanced)
    page[3, .receive, .entered] = 5
    #expect(!page.ledger(of: 3, .receive).isFateBalanced)
    page[3, .receive, .left] = 3
    page[3, .receive, .dropped] = 1
    page[3, .receive, .inside] = 1
    #expect(page.isBalanced)
    page[9, .transmit, .born] = 1
    #expect(!page.isBalanced)
  }

  @Test("every column of every line has a word of its own")
  func columns() {
    var page = CounterPage(partyIDs: [2, 70000], adapterIDs: [5, 6])
    var next: UInt64 = 1
    for party in page.partyIDs {
      for direction in Direction.allCases {
        for column in CounterColumn.allCases {
          page[party, direction, column] = next
          next += 1
        }
      }
    }
    for adapter in page.adapterIDs {
      for column in StatisticsColumn.allCases {
        page[adapter, column] = next
        next += 1
      }
    }
    #expect(Set(page.values.filter { $0 != 0 }) == Set(1..<next))
    #expect(page[70000, .receive, .batches] == 60)
    #expect(page[4, .receive, .batches] == 0)
    #expect(page.sum(of: .taken) == 1 + 16 + 31 + 46)
    #expect(page.sum(of: .taken, .receive) == 16 + 46)
  }

  @Test("queues and entries of indirection tables have words of their own, behind the others")
  func queues() {
    var page = CounterPage(
      partyIDs: [1],
      adapterIDs: [1, 2],
      queueIDs: [8, 5],
      tables: [.init(adapter: 2, entries: 128), .init(adapter: 1, entries: 2)]
    )
    page[queue: 5, .packets] = 1
    page[queue: 8, .waiting] = 2
    page.setHits([3, 4, 99], ofAdapter: 1)
    page.setHits((0..<128).map { 1000 + $0 }, ofAdapter: 2)
    #expect(page[queue: 5, .packets] == 1 && page[queue: 8, .waiting] == 2)
    #expect(page[queue: 6, .packets] == 0)
    #expect(page.hits(ofAdapter: 1) == [3, 4])
    #expect(page.hits(ofAdapter: 2) == (0..<128).map { 1000 + $0 })
    #expect(page.hits(ofAdapter: 3).isEmpty)
    #expect(page[2, .outBroadcastOctets] == 0 && page.isBalanced)
    let rates = CounterRates(from: CounterPage(queueIDs: [5]), to: page, interval: 500_000_000)
    #expect(rates.perSecond(ofQueue: 5, .packets) == 2)
    #expect(rates.hitGrowth(ofAdapter: 1) == [3, 4])
  }

  @Test("drops are sorted, added up and freed of zeros")
  func drops() {
    var page = CounterPage(partyIDs: [1, 2])
    page.setDrops([
      DropCount(party: 2, reason: 1, count: 3), DropCount(party: 1, reason: 9, count: 1),
      DropCount(party: 2, reason: 1, count: 4), DropCount(party: 1, reason: 2, count: 0),
    ])
    #expect(
      page.drops == [
        DropCount(party: 1, reason: 9, count: 1), DropCount(party: 2, reason: 1, count: 7),
      ]
    )
  }

  @Test("a page whose words do not fit its ids is refused")
  func shape() {
    #expect(CounterPage(partyIDs: [1], adapterIDs: [], values: [], drops: []) == nil)
    let line = [UInt64](repeating: 0, count: 2 * CounterPage.partyWidth)
    #expect(CounterPage(partyIDs: [2, 1], adapterIDs: [], values: line, drops: []) == nil)
    #expect(CounterPage(partyIDs: [1, 2], adapterIDs: [], values: line, drops: []) != nil)
  }

  @Test("rates count a new party from zero and never go below zero")
  func rates() {
    let before = CounterPage(partyIDs: [1])
    var after = CounterPage(partyIDs: [1, 2])
    after[2, .receive, .entered] = 500
    let rates = CounterRates(from: before, to: after, interval: 500_000_000)
    #expect(rates.perSecond(of: 2, .receive, .entered) == 1000)
    let back = CounterRates(from: after, to: before, interval: 500_000_000)
    #expect(back.growth(of: 2, .receive, .entered) == 0)
    #expect(CounterRates.perSecond(5, over: 0) == 0)
  }
}
