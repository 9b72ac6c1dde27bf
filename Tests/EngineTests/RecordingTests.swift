import CNDIS
import Drivers
import Engine
import Inspection
import Kernel
import NDIS
import Testing

/// Journeys rebuilt from the engine's ring, against copies taken at every hand-off.
@Suite struct RecordingTests {
  @Test(
    "journeys rebuilt from the ring equal a slow reference, hop by hop",
    arguments: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as [UInt64]
  )
  func random(_ seed: UInt64) throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.level = 3
    options.snapLength = RecordingReference.byteLimit
    options.ringBytes = 64 << 20
    options.keepsAll = true
    let engine = try StackEngine(
      try RecordingStacks.configuration(seed: seed),
      options: options
    )
    engine.setLevel(3)
    let reference = RecordingReference(engine.stack)
    defer { reference.end() }
    engine.start()
    while reference.journeys.count < 220, engine.now < 2_000_000_000 {
      try engine.run(until: engine.now + 1_000_000)
    }
    engine.stop()
    let context = engine.journeyContext()
    var compared = 0
    var hops = 0
    for (id, sights) in reference.journeys.sorted(by: { $0.key < $1.key }) {
      let journey = try #require(engine.journey(id, context), "journey \(id) is not recorded")
      let wrong = differences(journey, sights)
      #expect(wrong.isEmpty, "journey \(id) of seed \(seed): \(wrong.prefix(4))")
      guard wrong.isEmpty else { return }
      #expect(!journey.isPartial)
      compared += 1
      hops += sights.count
    }
    print("seed \(seed): \(compared) journeys, \(hops) hops equal the reference")
    #expect(compared >= 200)
    // Nor has the ring a hop that nobody saw.
    #expect(engine.list.index.hopCount == UInt64(hops))
    #expect(engine.problems() == [])
  }

  @Test(
    "a packet nobody recorded so far that is dropped once recording is on breaks no rule",
    arguments: [1, 2, 3] as [UInt8]
  )
  func raisedLevel(_ level: UInt8) throws {
    let text = """
      name: raised
      adapters:
        left: { driver: wire, peer: right, rate: 100 kbit/s }
        right: { driver: wire, rate: 100 kbit/s }
      protocols:
        caller: { driver: talker, bind: left, address: 10.0.0.1/24, target: 10.0.0.2, interval: 1 ms }
        answer: { driver: responder, bind: right, addresses: [10.0.0.2/24] }
      """
    let configuration = try StackFile.read(
      text,
      file: "raised.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.level = 0
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    try engine.run(until: 500_000_000)
    // Echo requests wait for the slow line.
    engine.setLevel(level)
    let left = try #require(engine.stack.adapter(named: "left"))
    try engine.perform(.unplugMedia(left.party.id))
    engine.settle()
    try engine.run(until: 600_000_000)
    #expect(left.party.dropCount(reason: DropReason.mediaDisconnected.rawValue) > 10)
    engine.stop()
    #expect(engine.problems() == [])
  }
}
