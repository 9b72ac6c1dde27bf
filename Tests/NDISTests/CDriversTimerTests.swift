import CDrivers
import CNDIS
import Kernel
import Testing

@testable import NDIS

extension CDriversSuite {
  @Suite("Timer objects of a driver in C")
  struct Timers {
    @Test(
      "a timer fires at dispatch level as it was set last, until it is cancelled, and is told with owner and counts"
    )
    func fires() throws {
      BreakerBegin()
      defer { BreakerEnd() }
      let stack = try CDriversStack([
        { stack in
          let image = try CDriverImage(name: "timed", stack: stack, entry: TimerFilterEntry)
          return ("timed", .handFilter("timed"), try image.makeFilter())
        }
      ])
      let module = try #require(stack.adapter.filters.first)
      let begin = stack.machine.now
      func standing() throws -> TimerQueue.Standing {
        try #require(stack.machine.timers.standings.first { $0.owner == module.party.id })
      }
      #expect(try standing().name == "timer object Tick")
      #expect(try standing().deadline == begin + .milliseconds(5))
      #expect(try standing().period == .milliseconds(10))
      try stack.machine.run(until: begin + .milliseconds(40))
      #expect(TimerFilterFired() == 4)
      #expect(TimerFilterLevel() == IRQL.dispatch.rawValue)
      #expect(try standing().fired == 4)
      stack.adapter.pause()
      try stack.machine.run(until: begin + .milliseconds(90))
      #expect(TimerFilterFired() == 4)
      #expect(try standing().count == 0)
      stack.adapter.restart()
      try stack.machine.run(until: begin + .milliseconds(97))
      #expect(TimerFilterFired() == 5)
      stack.adapter.detach(module)
      #expect(stack.machine.timers.standings.allSatisfy { $0.owner != module.party.id })
      #expect(stack.findings.isEmpty)
    }
  }
}
