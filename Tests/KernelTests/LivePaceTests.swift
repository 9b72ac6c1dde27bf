import Testing

@testable import Kernel

/// A clock that stands where it is put, or goes on by a step with every look at it.
private final class SetClock: Clock {
  var time: UInt64 = 0
  var step: UInt64 = 0
  var now: Instant {
    time += step
    return Instant(nanoseconds: time)
  }
}

@Suite("The pace of live time")
struct LivePaceTests {
  private let clock = SetClock()

  @Test("however late the host comes round, each timer runs at the instant it was set for")
  func exact() {
    let machine = Machine(clock: clock)
    var seen: [UInt64] = []
    func note() { seen.append(machine.now.nanoseconds) }
    machine.timers.schedule(at: Instant(nanoseconds: 300), every: Nanoseconds(300)) {
      note()
      // What is set meanwhile has its place between those that were set before.
      if machine.now.nanoseconds == 300 {
        machine.timers.schedule(at: machine.now + Nanoseconds(50), note)
      }
    }
    clock.time = 1_000
    #expect(machine.runDue() == Machine.Round(handlers: 4, isQuiet: true))
    #expect(seen == [300, 350, 600, 900])
    #expect(machine.now.nanoseconds == 1_000)
    #expect(!machine.isBehind)
  }

  @Test("what was queued between two rounds runs before the timers that came later")
  func queued() {
    let machine = Machine(clock: clock)
    var log: [String] = []
    machine.timers.schedule(at: Instant(nanoseconds: 500)) { log.append("timer") }
    machine.workItems.queue { log.append("work at \(machine.now.nanoseconds)") }
    clock.time = 1_000
    machine.runDue()
    #expect(log == ["work at 0", "timer"])
  }

  @Test("a process that was stopped for an hour does not live through that hour again")
  func stall() {
    let machine = Machine(clock: clock)
    var seen: [UInt64] = []
    machine.timers.schedule(at: .start + .milliseconds(250), every: .milliseconds(250)) {
      seen.append(machine.now.nanoseconds)
    }
    clock.time = 3_600_000_000_000
    machine.runDue()
    #expect(seen == [clock.time])
    clock.time += 500_000_000
    machine.runDue()
    #expect(seen.dropFirst() == [3_600_250_000_000, 3_600_500_000_000])
  }

  @Test("too much to make up for is done in slices, without a wait, and nothing is lost")
  func slices() {
    let machine = Machine(clock: clock)
    var seen: [UInt64] = []
    for place in 1...8 as ClosedRange<UInt64> {
      machine.timers.schedule(at: Instant(nanoseconds: place * 1_000_000)) {
        seen.append(machine.now.nanoseconds / 1_000_000)
      }
    }
    clock.time = 100_000_000
    clock.step = 9_000_000
    #expect(!machine.runDue().isQuiet)
    #expect(seen == [1, 2, 3])
    #expect(machine.isBehind)
    machine.waitForWork(atMost: .seconds(3_600), lateness: .seconds(3_600))
    clock.step = 0
    #expect(machine.runDue().isQuiet)
    #expect(seen == [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(!machine.isBehind)
  }

  @Test("what comes from outside is taken in while there is more to make up for than a slice")
  func fair() throws {
    let machine = Machine(clock: clock)
    for place in 1...8 as ClosedRange<UInt64> {
      machine.timers.schedule(at: Instant(nanoseconds: place * 1_000_000)) {}
    }
    let box = try Mailbox<Int>()
    var taken: [Int] = []
    _ = try machine.watch(box.descriptor) {
      taken += box.takeAll()
      return false
    }
    box.send(7)
    clock.time = 100_000_000
    clock.step = 9_000_000
    #expect(!machine.runDue().isQuiet)
    #expect(machine.isBehind && taken == [7])
  }

  @Test("timers wait for each other only while nothing outside is watched")
  func lateness() throws {
    let machine = Machine(clock: HostClock())
    machine.timers.schedule(at: machine.clock.now) {}
    let begin = machine.clock.now
    machine.waitForWork(atMost: .seconds(60), lateness: .milliseconds(20))
    #expect(machine.clock.now - begin >= .milliseconds(15))
    let box = try Mailbox<Int>()
    _ = try machine.watch(box.descriptor) { false }
    machine.waitForWork(atMost: .seconds(3_600), lateness: .seconds(3_600))
    #expect(machine.nextDeadline != nil)
  }
}
