import Testing

@testable import Inspection

@Suite("Samples kept in memory")
struct SampleStoreTests {
  /// A store with a sample every millisecond; every tenth comes with an event, every fifth is a tick.
  private static func store(_ count: Int, budget: Int) -> (SampleStore, [CounterPage], EventHistory)
  {
    var store = SampleStore(budget: budget)
    var pages: [CounterPage] = []
    var events = EventHistory()
    var random = SplitMix(11)
    let structure = SampleStack.structure()
    for number in 1...count {
      if number % 10 == 0 {
        var event = SampleStack.event(UInt64(number / 10))
        event.time = UInt64(number) * 1_000_000
        events.append(event)
      }
      var page = SampleStack.counters()
      page[1, .receive, .born] = random.next()
      pages.append(page)
      var snapshot = SampleStack.snapshot(UInt64(number))
      snapshot.time = UInt64(number) * 1_000_000
      snapshot.counters = page
      var sample = SessionSample(snapshot)
      sample.isTick = number % 5 == 0
      sample.isWhole = number % 7 != 0
      store.add(
        sample,
        structure,
        event: events.last?.sequence ?? 0,
        isKey: sample.isTick && number % 2 == 0
      )
    }
    return (store, pages, events)
  }

  @Test("every sample is told again as it was taken in, with the events before it")
  func whole() throws {
    let (store, pages, events) = Self.store(400, budget: 1 << 20)
    #expect(store.count == 400 && store.forgottenCount == 0)
    for number in stride(from: 400, to: 0, by: -1) {
      let time = UInt64(number) * 1_000_000
      let past = try #require(store.instant(.time(time), now: 400_000_000, events: events))
      #expect(past.time == time && past.countedAt == time)
      #expect(past.snapshot.counters == pages[number - 1])
      #expect(past.snapshot.events.count == number / 10)
      let ticks: [Int] = (1..<number).filter { $0 % 5 == 0 }.suffix(120).map { $0 }
      let times: [UInt64] = ticks.map { UInt64($0) * 1_000_000 }
      #expect(past.samples.dropLast().map(\.time) == times)
    }
  }

  @Test("what is told while the counters are read is what a comparison of both pages tells")
  func told() throws {
    var told = SampleStore(budget: 1 << 20)
    var compared = SampleStore(budget: 1 << 20)
    var random = SplitMix(5)
    var page = SampleStack.counters()
    var difference = CounterDifference()
    let structure = SampleStack.structure()
    let starts = page.partyIDs.indices.map { $0 * CounterPage.partyWidth }
    for number in 1...300 {
      var new = page.values
      for _ in 0..<Int(random.next() % 5) {
        new[Int(random.next() % UInt64(new.count))] &+= random.next() >> (random.next() % 64)
      }
      let drops = [DropCount(party: 2, reason: 3, count: UInt64(number / 10) + 1)]
      let old = page.values
      page.update(&difference) { update in
        new.withUnsafeBufferPointer { words in
          for (line, start) in starts.enumerated() {
            let part = UnsafeBufferPointer(rebasing: words[start..<start + CounterPage.partyWidth])
            let isSame = update.line(line, at: start, part) == 0
            #expect(isSame == part.elementsEqual(old[start..<start + part.count]))
          }
        }
      } drops: {
        number % 10 == 0 ? drops : nil
      }
      #expect(
        page.values.prefix(starts.count * CounterPage.partyWidth)
          .elementsEqual(new.prefix(starts.count * CounterPage.partyWidth))
      )
      var snapshot = SampleStack.snapshot(UInt64(number))
      snapshot.time = UInt64(number)
      snapshot.counters = page
      let sample = SessionSample(snapshot)
      told.add(sample, structure, event: 0, isKey: number == 40, number == 1 ? nil : difference)
      compared.add(sample, structure, event: 0, isKey: number == 40)
      #expect(told.byteCount == compared.byteCount)
      let past = try #require(told.instant(.time(UInt64(number)), now: 300, events: EventHistory()))
      #expect(past.snapshot.counters == page)
    }
  }

  @Test(
    "between two samples the counters are those of the one before, and it is said where that may not be so"
  )
  func between() throws {
    let (store, pages, events) = Self.store(50, budget: 1 << 20)
    for number in 1..<50 {
      let time = UInt64(number) * 1_000_000 + 400
      let past = try #require(store.instant(.time(time), now: 50_000_000, events: events))
      #expect(past.time == time && past.snapshot.time == time)
      #expect(past.snapshot.counters == pages[number - 1])
      #expect(past.countedAt == ((number + 1) % 7 == 0 ? time - 400 : time))
    }
  }

  @Test("events lead to the first instant at which they had happened, and to their neighbours")
  func events() throws {
    let (store, _, events) = Self.store(95, budget: 1 << 20)
    func time(_ request: InstantRequest) -> UInt64? {
      store.instant(request, now: 95_000_000, events: events).map { $0.time / 1_000_000 }
    }
    #expect(time(.first) == 1 && time(.time(0)) == 1 && time(.time(.max)) == 95)
    #expect(time(.event(3)) == 30 && time(.event(10)) == nil)
    #expect(time(.eventBefore(30_000_000)) == 20 && time(.eventBefore(30_000_001)) == 30)
    #expect(time(.eventBefore(5_000_000)) == 1)
    #expect(time(.eventAfter(30_000_000)) == 40 && time(.eventAfter(0)) == 10)
    #expect(time(.eventAfter(90_000_000)) == nil)
  }

  @Test("when the budget is reached the oldest samples go, and the first known one is a later one")
  func budget() throws {
    let (store, pages, events) = Self.store(6_000, budget: 1 << 17)
    #expect(store.byteCount <= (1 << 17) + (1 << 16))
    #expect(store.forgottenCount > 0 && store.count + Int(store.forgottenCount) == 6_000)
    let first = try #require(store.firstTime)
    #expect(first == (store.forgottenCount + 1) * 1_000_000)
    let oldest = try #require(store.instant(.time(1), now: 6_000_000_000, events: events))
    #expect(oldest.time == first)
    #expect(oldest.snapshot.counters == pages[Int(store.forgottenCount)])
    let newest = try #require(store.instant(.time(.max), now: 6_000_000_000, events: events))
    #expect(newest.snapshot.counters == pages.last)
  }
}
