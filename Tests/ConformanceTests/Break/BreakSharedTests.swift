import Drivers
import Engine
import Inspection
import NDIS
import Testing

/// A packet at rest whose bytes are those of others too is copied before it is written.
@Suite struct BreakSharedTests {
  private static let text = """
    name: shared
    adapters:
      gen:
        driver: generator
        rate: 10k packets/s
        count: 50
    protocols:
      one: { driver: keeper, bind: gen }
      two: { driver: keeper, bind: gen }
    """

  @Test("one of two bindings gets the changed packet, the other what was sent")
  func shared() throws {
    let plain = try run { $0.perform(.release) }
    var packet: RestingPacket?
    let edited = try run { resting in
      guard let stopped = resting.snapshot().rest?.packet else { return resting.perform(.release) }
      packet = stopped
      var bytes = stopped.bytes
      bytes[50] ^= 0xFF
      resting.perform(.editPacket(bytes))
      #expect(resting.snapshot().rest?.packet?.editedBytes == 1)
      #expect(resting.snapshot().rest?.packet?.sharing == "")
      resting.perform(.release)
    }
    let stopped = try #require(packet)
    #expect(stopped.editRefusal.isEmpty)
    #expect(stopped.sharing.hasPrefix("its bytes are those of #"), "\(stopped.sharing)")
    #expect(plain.count == 100 && edited.count == 100)
    let changed = zip(plain, edited).filter { $0 != $1 }
    try #require(changed.count == 1)
    #expect(changed[0].0.indices.filter { changed[0].0[$0] != changed[0].1[$0] } == [50])
    // The other binding has the packet as it was.
    #expect(edited.contains(changed[0].0))
  }

  private func run(_ serve: @escaping (RestingEngine) -> Void) throws -> [[UInt8]] {
    let arrivals = Arrivals()
    let catalogue = BreakStack.builtIn.catalogue(arrivals)
    let configuration = try StackFile.read(
      Self.text,
      file: "shared.yaml",
      catalogue: catalogue.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    let engine = try StackEngine(configuration, options: options, catalogue: catalogue)
    engine.start()
    engine.settle()
    try engine.perform(.addBreakpoint("packet ip.id == 20 at gen/one"))
    engine.serveRests(serve)
    try engine.run(until: engine.now + 100_000_000)
    engine.stop()
    #expect(engine.problems() == [])
    #expect(engine.findings().isEmpty, "\(engine.findings())")
    #expect(engine.stack.lostLists == 0)
    for party in engine.stack.parties.values { #expect(party.isBalanced, "\(party.name)") }
    return arrivals.all
  }
}
