import Testing

@testable import Kernel

@Suite("Timers")
struct TimerQueueTests {
  private let clock = VirtualClock()

  @Test("timers fire by deadline, equal deadlines in the order they were set")
  func order() throws {
    let machine = Machine(clock: clock)
    var fired: [String] = []
    for (name, time) in [("c", 30), ("a", 10), ("b1", 20), ("b2", 20)] as [(String, UInt64)] {
      machine.timers.schedule(at: Instant(nanoseconds: time)) { fired.append(name) }
    }
    try machine.run(until: Instant(nanoseconds: 100))
    #expect(fired == ["a", "b1", "b2", "c"])
    #expect(machine.now == Instant(nanoseconds: 100))
  }

  @Test(
    "what timers are for is told with owner, next deadline, period and how often they have fired"
  )
  func uses() throws {
    let machine = Machine(clock: clock)
    var owner: UInt32? = 7
    var steady: TimerUse? = machine.timers.use("steady") { owner }
    let single = machine.timers.use("single") { 8 }
    machine.timers.schedule(at: Instant(nanoseconds: 5), every: Nanoseconds(10), for: steady) {}
    machine.timers.schedule(at: Instant(nanoseconds: 40), for: single) {}
    let cancelled = machine.timers.schedule(at: Instant(nanoseconds: 30), for: single) {}
    machine.timers.schedule(at: Instant(nanoseconds: 12)) {}
    try machine.run(until: Instant(nanoseconds: 20))
    machine.timers.cancel(cancelled)
    func told() -> [String] {
      machine.timers.standings.map {
        "\($0.owner) \($0.name) \($0.deadline?.nanoseconds ?? 0) \($0.period?.count ?? 0) \($0.count) \($0.fired)"
      }
    }
    #expect(told() == ["7 steady 25 10 1 2", "8 single 40 0 1 0"])
    try machine.run(until: Instant(nanoseconds: 50))
    #expect(told() == ["7 steady 55 10 1 5", "8 single 0 0 0 1"])
    owner = nil
    #expect(told() == ["8 single 0 0 0 1"])
    owner = 7
    steady = nil
    let other = machine.timers.use("other") { 9 }
    try machine.run(until: Instant(nanoseconds: 60))
    let left = ["8 single 0 0 0 1", "9 other 0 0 0 0"]
    #expect(told() == left, "a timer of a use that is gone counts for no other")
    withExtendedLifetime(other) {}
  }

  @Test("a periodic timer keeps its phase, and a stall does not make it fire in a burst")
  func period() throws {
    let machine = Machine(clock: clock)
    var fired: [UInt64] = []
    machine.timers.schedule(at: Instant(nanoseconds: 5), every: Nanoseconds(10)) {
      fired.append(machine.now.nanoseconds)
    }
    try machine.run(until: Instant(nanoseconds: 25))
    #expect(fired == [5, 15, 25])
    machine.runDue(now: Instant(nanoseconds: 71))
    #expect(fired == [5, 15, 25, 71])
    #expect(machine.timers.nextDeadline == Instant(nanoseconds: 75))
  }

  @Test("a cancelled timer does not fire, can be cancelled once, and frees its handler")
  func cancel() throws {
    final class Token {}
    let machine = Machine(clock: clock)
    var token: Token? = Token()
    weak let watched = token
    let id = machine.timers.schedule(at: Instant(nanoseconds: 5)) { [token] in
      Issue.record("fired with \(String(describing: token))")
    }
    token = nil
    #expect(watched != nil)
    #expect(machine.timers.cancel(id))
    #expect(watched == nil)
    #expect(!machine.timers.cancel(id))
    try machine.run(until: Instant(nanoseconds: 10))
  }

  @Test("a timer may cancel itself and others while it fires")
  func cancelInside() throws {
    let machine = Machine(clock: clock)
    var fired = 0
    var other: TimerID?
    var own: TimerID?
    own = machine.timers.schedule(at: Instant(nanoseconds: 1), every: Nanoseconds(1)) {
      fired += 1
      if let other { machine.timers.cancel(other) }
      if fired == 3, let own { machine.timers.cancel(own) }
    }
    other = machine.timers.schedule(at: Instant(nanoseconds: 1)) { Issue.record("cancelled") }
    try machine.run(until: Instant(nanoseconds: 50))
    #expect(fired == 3)
    #expect(machine.timers.count == 0)
  }

  @Test("100,000 timers fire in order, and cancelling most leaves no stale entries behind")
  func many() throws {
    let machine = Machine(clock: clock)
    var random = SeededRandom(seed: 7)
    var last: UInt64 = 0
    var fired = 0
    var isOrdered = true
    var ids: [TimerID] = []
    for _ in 0..<100_000 {
      let deadline = random.bounded(1_000_000)
      let id = machine.timers.schedule(at: Instant(nanoseconds: deadline)) {
        isOrdered = isOrdered && deadline >= last
        last = deadline
        fired += 1
      }
      ids.append(id)
    }
    for id in ids.dropFirst(1_000) { machine.timers.cancel(id) }
    #expect(machine.timers.count == 1_000)
    #expect(machine.timers.heapCount <= 2_064)
    try machine.run(until: Instant(nanoseconds: 1_000_000))
    #expect(fired == 1_000)
    #expect(isOrdered)
  }

  @Test("deadlines at the end of time neither trap nor come again")
  func endOfTime() {
    let machine = Machine(clock: clock)
    var fired = 0
    machine.timers.schedule(at: Instant(nanoseconds: .max - 1), every: Nanoseconds(.max)) {
      fired += 1
    }
    machine.runDue(now: .distantFuture)
    #expect(fired == 1)
    #expect(machine.timers.count == 0)
  }
}
