import CLinux
import CNDIS
import DataPath
import Engine
import Inspection
import Kernel
import NDIS
import Testing

/// A packet stops in the middle of a batch under load, is written, and goes on.
@Suite struct BreakUnderLoadTests {
  @Test(
    "a packet that was stopped and written arrives written, in its place, and nothing else is otherwise than without",
    arguments: BreakStack.allCases
  )
  func writtenPacket(_ stack: BreakStack) throws {
    let plain = try BreakRun(stack, count: 5_000)
    try plain.run()
    let run = try BreakRun(stack, count: 5_000)
    try run.engine.perform(.addBreakpoint("packet ip.id == 1234 at gen/watch"))
    var stops: [Rest] = []
    run.engine.serveRests { resting in
      let snapshot = resting.snapshot()
      #expect(snapshot.counters.isBalanced)
      guard let rest = snapshot.rest, let packet = rest.packet else {
        return resting.perform(.release)
      }
      stops.append(rest)
      #expect(snapshot.heldLists > 0)
      var bytes = packet.bytes
      bytes[50] ^= 0xFF
      resting.perform(.editPacket(bytes))
      #expect(resting.snapshot().rest?.packet?.editedBytes == 1)
      resting.perform(.release)
    }
    try run.run()
    #expect(stops.count == 1)
    let packet = try #require(stops.first?.packet)
    #expect(number(of: packet.bytes) == 1_234)
    let changed = zip(plain.arrivals.all, run.arrivals.all).filter { $0 != $1 }
    #expect(plain.arrivals.all.count == 5_000)
    #expect(run.arrivals.all.count == 5_000)
    #expect(changed.count == 1)
    let (before, after) = try #require(changed.first)
    #expect(number(of: after) == 1_234)
    #expect(before.indices.filter { before[$0] != after[$0] } == [50])
    #expect(after[50] == before[50] ^ 0xFF)
    // The packet has one hop more: who wrote it, and that was no driver.
    let ways = zip(plain.ways, run.ways).filter { $0 != $1 }
    #expect(run.ways.count == plain.ways.count)
    #expect(ways.count == 1)
    let (without, with) = try #require(ways.first)
    #expect(with.replacing(" indicate:by hand>watch", with: "") == without)
    let journey = try #require(run.engine.journey(packet.journey, run.engine.journeyContext()))
    let parties = run.engine.currentStructure().parties
    let written = journey.hops.filter { !$0.changes.isEmpty }
    #expect(written.map { parties.name(of: $0.from) } == ["by hand"])
    #expect(run.engine.now == plain.engine.now)
    run.stopAndCheck()
  }

  @Test(
    "a packet that is dropped at a breakpoint has the breakpoint as its cause",
    arguments: BreakStack.allCases
  )
  func dropped(_ stack: BreakStack) throws {
    let run = try BreakRun(stack, count: 1_000)
    try run.engine.perform(.addBreakpoint("packet ip.id == 321 at gen/watch"))
    var journey: UInt64 = 0
    run.engine.serveRests { resting in
      journey = resting.snapshot().rest?.packet?.journey ?? 0
      resting.perform(.dropPacket)
    }
    try run.run()
    #expect(run.arrivals.all.count == 999)
    #expect(!run.arrivals.all.contains { number(of: $0) == 321 })
    let found = try #require(run.engine.journey(journey, run.engine.journeyContext()))
    #expect(found.outcome == .dropped)
    let structure = run.engine.currentStructure()
    let entry = try #require(run.engine.list.index.entry(of: journey))
    #expect(entry.reason == DropReason.droppedByHand.rawValue)
    #expect(structure.parties.name(of: entry.endParty) == "watch")
    let cause = try #require(run.engine.causeTable()[entry.cause])
    #expect(cause == "breakpoint 1: packet ip.id == 321 at gen/watch (command dropPacket)")
    run.stopAndCheck()
  }

  @Test(
    "under full live load time stands still while a packet rests, and nothing makes up for it afterwards"
  )
  func live() throws {
    let arrivals = Arrivals()
    let count = 30_000
    let engine = try LiveEngine(
      samplesPerSecond: 50,
      { () throws(EngineError) in
        try BreakStack.builtIn.engine(
          count: count,
          rate: "100k packets/s",
          stepped: false,
          arrivals
        )
      },
      failed: { Issue.record("\($0)") }
    )
    engine.send(.addBreakpoint("packet ip.id == 9876 at gen/watch"))
    let rest = try #require(wait(for: engine) { $0.rest != nil })
    let packet = try #require(rest.rest?.packet)
    #expect(number(of: packet.bytes) == 9_876)
    #expect(rest.counters.isBalanced)
    let arrived = arrivals.all.count
    // Commands for the stack wait; time does not go on, nothing moves.
    let watch = try #require(rest.structure.adapters.first)
    engine.send(.queryOID(adapter: watch.id, number: 0x0001_0106))
    let begin = HostClock()
    while begin.now < Instant(nanoseconds: 400_000_000) {
      _ = HostWait.readable([], timeout: Nanoseconds(50_000_000))
    }
    engine.send(.detail(DetailRequest(journey: packet.journey)))
    let later = try #require(
      wait(for: engine) { $0.detail.request.journey == packet.journey && $0.rest != nil }
    )
    #expect(later.rest?.waiting == ["queryOID"])
    #expect(later.time == rest.time)
    #expect(arrivals.all.count == arrived)
    #expect(later.detail.journey != nil)
    var bytes = packet.bytes
    bytes[50] = 0xAB
    engine.send(.editPacket(bytes))
    engine.send(.release)
    let after = try #require(wait(for: engine) { $0.rest == nil })
    #expect(after.time &- rest.time < 400_000_000)
    _ = try #require(wait(for: engine, seconds: 60) { _ in arrivals.all.count == count })
    engine.stop()
    engine.waitUntilEnded()
    let all = arrivals.all
    #expect(all.map(number) == (0..<count).map { ($0 + number(of: all[0])) & 0xFFFF })
    let written = all.filter { $0[50] != all[0][50] }
    #expect(written.map(number) == [9_876])
    #expect(written.first?[50] == 0xAB)
    let outcome = try #require(engine.outcome)
    #expect(outcome.findings.isEmpty)
    #expect(outcome.problems == [])
    let events = outcome.snapshot.events
    #expect(events.contains { $0.kind == .command && $0.text.hasSuffix("edited") })
    #expect(events.contains { $0.kind == .oid })
  }

  @Test("an engine that is asked to end while a packet rests releases it, then pauses the stack")
  func quit() throws {
    let arrivals = Arrivals()
    let engine = try LiveEngine(
      { () throws(EngineError) in
        try BreakStack.builtIn.engine(count: 0, stepped: false, arrivals)
      },
      failed: { Issue.record("\($0)") }
    )
    engine.send(.addBreakpoint("handler receive at gen/watch"))
    let rest = try #require(wait(for: engine) { $0.rest != nil })
    let packet = try #require(rest.rest?.packet)
    engine.send(.quit)
    engine.waitUntilEnded()
    #expect(engine.hasEnded)
    #expect(arrivals.all.contains { $0 == packet.bytes })
    let outcome = try #require(engine.outcome)
    #expect(outcome.findings.isEmpty)
    #expect(outcome.snapshot.structure.adapters.allSatisfy { $0.state == "Halted" })
    #expect(outcome.snapshot.heldLists == 0)
  }

  private func wait(
    for engine: LiveEngine,
    seconds: UInt64 = 20,
    _ isSo: (Snapshot) -> Bool
  ) -> Snapshot? {
    let clock = HostClock()
    while clock.now < Instant(nanoseconds: seconds * 1_000_000_000) {
      if let snapshot = engine.snapshot, isSo(snapshot) { return snapshot }
      _ = HostWait.readable([engine.descriptor], timeout: Nanoseconds(50_000_000))
      engine.acknowledge()
    }
    return nil
  }
}
