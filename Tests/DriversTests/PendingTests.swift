import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing

/// Every driver answers PENDING wherever it may and holds lists for random times.
@Suite struct PendingTests {
  private func lab(_ rig: StackRig) throws -> (MiniportAdapter, MiniportAdapter) {
    rig.isPending = true
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right", "rate": "100 Mbit/s"],
      filters: [.init("tag", "vlan", ["id": "7"]), .init("watch", "capture")],
      protocols: [
        .init(
          "ping",
          "talker",
          [
            "address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "100 us",
            "timeout": "20 ms",
          ]
        ),
        .init("drain", "sink"),
      ]
    )
    let right = try rig.start(
      "right",
      "wire",
      ["rate": "100 Mbit/s"],
      filters: [.init("watch", "capture"), .init("tag", "vlan", ["id": "7"])],
      protocols: [.init("host", "responder", ["addresses": "10.0.0.2/24"])]
    )
    return (left, right)
  }

  @Test("pings get their answers")
  func pings() throws {
    let rig = try StackRig()
    let (left, _) = try lab(rig)
    try rig.run(for: .milliseconds(200))
    #expect(left.bindings.count == 2)
    let talker = try #require(
      (left.bindings.first?.driver as? PendingProtocol)?.inner as? TalkerProtocol
    )
    #expect(talker.roundTrips.received > 1_000)
    #expect(talker.roundTrips.lost == 0)
    try rig.stopAndCheck()
  }

  @Test(
    "two hundred pauses and restarts under traffic lose nothing",
    arguments: [1, 2, 3] as [UInt64]
  )
  func cycles(_ seed: UInt64) throws {
    let rig = try StackRig(seed: seed)
    let (left, right) = try lab(rig)
    try rig.run(for: .milliseconds(5))
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      let adapter = random.bounded(2) == 0 ? left : right
      adapter.pauseAndRestart()
      try rig.run(for: .microseconds(random.bounded(2_000)))
      rig.expectBalance()
      guard rig.stack.verifier?.findings.isEmpty == true else { break }
    }
    try rig.run(for: .milliseconds(100))
    #expect(left.state == .running)
    #expect(right.state == .running)
    try rig.stopAndCheck()
  }

  @Test("the same seed gives the same run")
  func repeatable() throws {
    func run() throws -> [String] {
      let rig = try StackRig(seed: 9)
      let (left, right) = try lab(rig)
      try rig.run(for: .milliseconds(20))
      left.pauseAndRestart()
      try rig.run(for: .milliseconds(20))
      let events = rig.events.map { "\($0.time.nanoseconds) \($0.party) \($0.kind)" }
      let counts = [left, right].map { "\($0.statistics.values)" }
      try rig.stopAndCheck()
      return events + counts
    }
    #expect(try run() == run())
  }

  @Test("frames for which no list is free are dropped for that reason, and each is counted")
  func noLists() throws {
    let rig = try StackRig()
    rig.isPending = true
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "1M packets/s", "count": "2000", "lists": "32", "batch": "64"],
      protocols: [.init("drain", "sink")]
    )
    try rig.run(for: .milliseconds(100))
    let sink = try #require(
      (adapter.bindings.first?.driver as? PendingProtocol)?.inner as? SinkProtocol
    )
    let dropped = adapter.party.dropCount(reason: DropReason.noResources.rawValue)
    #expect(dropped > 0)
    #expect(sink.frames + dropped == 2_000)
    #expect(adapter.statistics.values.receiveDiscards == dropped)
    try rig.stopAndCheck()
  }
}
