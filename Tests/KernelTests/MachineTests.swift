import Testing

@testable import Kernel

@Suite("The machine")
struct MachineTests {
  private let clock = VirtualClock()

  @Test("timers run before deferred calls, these before work items, each to the end")
  func order() throws {
    let machine = Machine(clock: clock)
    var log: [String] = []
    let call = DeferredCall { log.append("call") }
    machine.workItems.queue { log.append("work") }
    machine.queue(call)
    machine.timers.schedule(at: .start) {
      log.append("timer 1")
      machine.timers.schedule(at: .start) { log.append("timer 3") }
    }
    machine.timers.schedule(at: .start) { log.append("timer 2") }
    let round = machine.runDue()
    #expect(log == ["timer 1", "timer 2", "call", "work", "timer 3"])
    #expect(round == Machine.Round(handlers: 5, isQuiet: true))
  }

  @Test("a deferred call queued by a work item runs before the next work item")
  func preemption() {
    let machine = Machine(clock: clock)
    var log: [String] = []
    let call = DeferredCall { log.append("call") }
    machine.workItems.queue {
      log.append("work 1")
      machine.queue(call)
    }
    machine.workItems.queue { log.append("work 2") }
    machine.runDue()
    #expect(log == ["work 1", "call", "work 2"])
  }

  @Test("deferred calls run processor by processor, in order on each, at dispatch level there")
  func processors() {
    let names = [
      Processor(group: 0, number: 0), Processor(group: 0, number: 1),
      Processor(group: 1, number: 0),
    ]
    let machine = Machine(clock: clock, processors: names)
    var log: [String] = []
    for (processor, name) in [(2, "c"), (0, "a1"), (1, "b"), (0, "a2")] {
      let call = DeferredCall {
        log.append("\(name) on \(machine.currentProcessor) at \(machine.currentIRQL)")
      }
      machine.queue(call, on: names[processor])
    }
    machine.runDue()
    #expect(
      log == [
        "a1 on 0:0 at DISPATCH_LEVEL", "a2 on 0:0 at DISPATCH_LEVEL", "b on 0:1 at DISPATCH_LEVEL",
        "c on 1:0 at DISPATCH_LEVEL",
      ]
    )
    #expect(machine.currentIRQL == .passive)
    #expect(machine.currentProcessor == .first)
  }

  @Test("timers run at dispatch level on their processor, work items at passive level")
  func levels() {
    let second = Processor(group: 0, number: 1)
    let machine = Machine(clock: clock, processors: [.first, second])
    var seen: [String] = []
    machine.timers.schedule(at: .start, on: second) {
      seen.append("\(machine.currentIRQL) \(machine.currentProcessor)")
    }
    machine.workItems.queue { seen.append("\(machine.currentIRQL) \(machine.currentProcessor)") }
    machine.runDue()
    #expect(seen == ["DISPATCH_LEVEL 0:1", "PASSIVE_LEVEL 0:0"])
  }

  @Test("a call that waits cannot be queued again, but may queue itself while it runs")
  func queuedOnce() {
    let machine = Machine(clock: clock)
    var runs = 0
    var call: DeferredCall?
    let made = DeferredCall {
      runs += 1
      if runs < 3, let call { #expect(machine.queue(call)) }
    }
    call = made
    #expect(machine.queue(made))
    #expect(!machine.queue(made))
    machine.runDue()
    #expect(runs == 3)
    call = nil
  }

  @Test("a nested run does nothing, so that a handler runs to its end before another begins")
  func nested() throws {
    let machine = Machine(clock: clock)
    var log: [String] = []
    machine.timers.schedule(at: .start) {
      machine.workItems.queue { log.append("work") }
      #expect(machine.runDue() == Machine.Round(handlers: 0, isQuiet: false))
      #expect(throws: MachineError.nestedRun) { try machine.run(until: .distantFuture) }
      log.append("timer")
    }
    machine.runDue()
    #expect(log == ["timer", "work"])
    #expect(machine.now == .start)
  }

  @Test("work that never ends gives the thread back, and stepped time says that it cannot move")
  func livelock() {
    let machine = Machine(clock: clock)
    machine.roundLimit = 1_000
    func again() { machine.workItems.queue(again) }
    again()
    #expect(machine.runDue() == Machine.Round(handlers: 1_000, isQuiet: false))
    #expect(machine.nextDeadline == machine.now)
    #expect(throws: MachineError.timeStandsStill(at: .start)) {
      try machine.run(until: Instant(nanoseconds: 5))
    }
  }

  @Test("stepped time stops at every deadline, and at the end given")
  func steps() throws {
    let machine = Machine(clock: clock)
    var seen: [UInt64] = []
    machine.timers.schedule(at: Instant(nanoseconds: 7)) {
      seen.append(machine.now.nanoseconds)
      machine.timers.schedule(at: machine.now + Nanoseconds(4)) {
        seen.append(machine.now.nanoseconds)
      }
    }
    machine.timers.schedule(at: Instant(nanoseconds: 12)) { Issue.record("after the end") }
    #expect(try machine.run(until: Instant(nanoseconds: 11)) == 2)
    #expect(seen == [7, 11])
    #expect(machine.nextDeadline == Instant(nanoseconds: 12))
    #expect(MachineHot(machine.hot).now == Instant(nanoseconds: 11))
  }

  @Test("a machine on the host's clock cannot be stepped, and its published time never goes back")
  func hostClock() {
    let machine = Machine(clock: HostClock())
    #expect(throws: MachineError.clockIsNotVirtual) { try machine.run(until: .distantFuture) }
    machine.runDue(now: Instant(nanoseconds: 1 << 60))
    machine.runDue()
    #expect(machine.now == Instant(nanoseconds: 1 << 60))
  }

  @Test("an IRQL is put back after its body, also when the body throws")
  func irql() {
    struct Failure: Error {}
    let machine = Machine(clock: clock)
    let inside = machine.withIRQL(.dispatch) { machine.currentIRQL }
    #expect(inside == .dispatch)
    #expect(throws: Failure.self) { try machine.withIRQL(.high) { throw Failure() } }
    #expect(machine.currentIRQL == .passive)
  }

  @Test("a handler that returns at another IRQL is told of, and the level put right")
  func irqlChanged() {
    let machine = Machine(clock: clock)
    var told: [IRQL] = []
    machine.handlerChangedIRQL = { told = [$0, $1] }
    machine.timers.schedule(at: .start) { machine.setIRQL(.passive) }
    machine.runDue()
    #expect(told == [.dispatch, .passive])
    #expect(machine.currentIRQL == .passive)
  }

  @Test("the same seed and calls give the same run")
  func repeatable() throws {
    func run() throws -> [UInt64] {
      let machine = Machine(clock: VirtualClock(), seed: 42)
      var random = machine.random.child("arrivals")
      var seen: [UInt64] = []
      func arrive() {
        seen.append(machine.now.nanoseconds)
        machine.timers.schedule(at: machine.now + Nanoseconds(random.bounded(1_000)), arrive)
      }
      arrive()
      try machine.run(until: Instant(nanoseconds: 50_000))
      return seen
    }
    let first = try run()
    #expect(first.count > 50)
    #expect(try run() == first)
  }
}
