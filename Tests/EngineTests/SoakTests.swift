import CNDIS
import DataPath
import Drivers
import Engine
import Inspection
import NDIS
import Testing

/// Stacks that change all the time under traffic, with drivers that pend everywhere.
@Suite struct SoakTests {
  @Test(
    "pauses, restarts, attaches, detaches, binds and unbinds under traffic lose nothing",
    arguments: [1, 2, 3, 4, 5] as [UInt64]
  )
  func cycles(_ seed: UInt64) throws {
    let rig = try SoakRig(seed: seed)
    try rig.run(for: 5_000_000)
    for round in 0..<200 {
      try rig.pauseAndRestart()
      if round % 5 == 0 { try rig.attachAndDetach() }
      guard rig.isSound else { break }
    }
    rig.plugEverything()
    let before = rig.frames
    try rig.run(for: 20_000_000)
    #expect(rig.frames[0] > before[0])
    #expect(rig.frames[1] > before[1])
    for adapter in rig.engine.stack.adapters { #expect(adapter.state == .running) }
    rig.stopAndCheck()
    let counts = rig.counts
    #expect(counts.pauses == 200)
    #expect([counts.attaches, counts.detaches, counts.binds, counts.unbinds] == [40, 40, 40, 40])
    #expect(counts.mediaChanges > 0)
    #expect(counts.filterChanges > 0)
    print(
      "seed \(seed): \(counts), \(rig.engine.stack.verifier?.examined ?? 0) hand-offs examined, "
        + "frames received \(rig.frames)"
    )
  }
}

/// What an engine leaves behind.
@Suite struct EngineEndTests {
  @Test("an engine that has ended leaves no driver in memory, whoever answered PENDING")
  func nothingLeft() throws {
    weak var stack: NetworkStack?
    weak var driver: (any MiniportDriver)?
    do {
      let rig = try SoakRig(seed: 6)
      stack = rig.engine.stack
      driver = rig.engine.stack.adapters.first?.driver
      try rig.run(for: 2_000_000)
      try rig.attachAndDetach()
      rig.engine.stop()
    }
    // Not the objects themselves: a report would look into what is half gone.
    let isGone = stack == nil && driver == nil
    #expect(isGone)
  }

  @Test("an engine that ends while a frame is on a long cable leaves nothing in memory")
  func frameOnCable() throws {
    weak var stack: NetworkStack?
    weak var driver: (any MiniportDriver)?
    do {
      let text = """
        adapters:
          near: { driver: wire, peer: far, delay: 10 s }
          far: { driver: wire }
        protocols:
          caller: { driver: talker, bind: near, address: 10.0.0.1/24, target: 10.0.0.2, interval: 1 ms }

        """
      var options = StackEngine.Options()
      options.stepped = true
      let engine = try StackEngine(
        StackFile.read(text, file: "cable.yaml", catalogue: DriverCatalogue.builtIn.components),
        options: options
      )
      stack = engine.stack
      driver = engine.stack.adapters.first?.driver
      engine.start()
      try engine.run(until: 5_000_000)
      #expect(engine.stack.adapters.first?.party.record.ledger(.transmit).pointee.taken ?? 0 > 0)
      engine.stop()
    }
    // Not the objects themselves: a report would look into what is half gone.
    let isGone = stack == nil && driver == nil
    #expect(isGone)
  }
}

extension SoakRig {
  /// Lists each adapter's miniport indicated so far.
  var frames: [UInt64] {
    engine.stack.adapters.map { $0.party.record.ledger(.receive).pointee.left }
  }
}
