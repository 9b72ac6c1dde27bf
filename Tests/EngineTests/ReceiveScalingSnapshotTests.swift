import Drivers
@testable import Engine
import Inspection
import Kernel
import NDIS
import Testing
import Wire

@Suite("Receive scaling in snapshots")
struct ReceiveScalingSnapshotTests {
  static func engine(_ name: String = "scaling") throws -> StackEngine {
    let text = """
      name: \(name)
      adapters:
        eth0:
          driver: generator
          profile: flows
          flows: 200
          rate: 20000 packets/s
          queues: 4
          "*RSSProfile": 2
        eth1: { driver: generator }
      protocols:
        drain: { driver: sink, bind: [eth0, eth1] }
      """
    let configuration = try StackFile.read(
      text,
      file: "scaling.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 23
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    return engine
  }

  @Test("queues, table and hits agree with each other and with the traffic")
  func snapshot() throws {
    let engine = try Self.engine()
    try engine.run(until: 200_000_000)
    let snapshot = engine.snapshot()
    let adapter = try #require(snapshot.structure.adapters.first)
    let scaling = try #require(snapshot.structure.scaling(of: adapter.id))
    #expect(adapter.queues.count == 4 && adapter.queues.allSatisfy { $0.kind == .scaling })
    #expect(adapter.queues.map(\.message) == [0, 1, 2, 3])
    #expect(adapter.queues.map(\.processor.number) == [0, 1, 2, 3])
    #expect(scaling.mode == .scaling && scaling.hashFunction == "Toeplitz")
    #expect(scaling.key == ToeplitzHash.verificationKey && scaling.table.count == 128)
    #expect(scaling.processors.count == 4)
    #expect(scaling.setBy.map { snapshot.structure.parties.name(of: $0) } == "drain")
    let profile = try #require(scaling.settings.first { $0.name == "*RSSProfile" })
    #expect(profile.value == "2" && profile.source.hasPrefix("scaling.yaml:9"))
    let hits = snapshot.counters.hits(ofAdapter: adapter.id)
    var perQueue = [UInt64](repeating: 0, count: 4)
    for (entry, count) in zip(scaling.table, hits) { perQueue[Int(entry.queue)] += count }
    let counted = adapter.queues.map { snapshot.counters[queue: $0.id, .packets] }
    #expect(perQueue == counted && counted.allSatisfy { $0 > 0 })
    #expect(
      counted.reduce(0, +) == snapshot.counters[adapter.partyID, .receive, .left]
    )
    let other = snapshot.structure.adapters[1]
    #expect(other.queues.count == 1 && other.queues[0].kind == .default)
    #expect(snapshot.structure.scaling(of: other.id) == nil)
    #expect(
      snapshot.counters[queue: other.queues[0].id, .packets]
        == snapshot.counters[other.partyID, .receive, .left]
    )
    #expect(Set(snapshot.structure.adapters.flatMap { $0.queues.map(\.id) }).count == 5)
  }

  @Test("a packet's hops tell its hash, the type, and the processor of the queue its entry names")
  func hops() throws {
    let engine = try Self.engine()
    try engine.run(until: 20_000_000)
    let snapshot = engine.snapshot()
    let scaling = try #require(snapshot.structure.scaling.first)
    let context = JourneyContext(structure: snapshot.structure, causes: engine.causeTable())
    var checked = 0
    for number in UInt64(1)...400 {
      guard let journey = engine.journey(number, context),
        let hop = journey.hops.first(where: { $0.edge == .indicate }),
        hop.from == scaling.adapter
      else { continue }
      let value = try #require(hop.info.first { $0.slot == 8 }).rawValue
      let type = try #require(hop.info.first { $0.slot == 9 }).rawValue
      #expect(type == 0x201 || type == 0x101)
      let entry = try #require(scaling.entry(of: UInt32(value)))
      #expect(scaling.processors[Int(hop.processor)] == scaling.table[entry].processor)
      checked += 1
    }
    #expect(checked > 100)
  }

  @Test("the same seed gives the same hops with queues on several processors")
  func repeatable() throws {
    let first = try Self.engine()
    let second = try Self.engine()
    for engine in [first, second] { try engine.run(until: 50_000_000) }
    #expect(first.ring.position == second.ring.position)
    let bytes = [first, second].map { engine in
      let piece = engine.log.piece(at: engine.ring.oldest)
      return Array(piece)
    }
    #expect(bytes[0] == bytes[1] && !bytes[0].isEmpty)
  }

  private static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  @Test("the ready stack spreads its flows over four queues, and each frame is in exactly one")
  func readyStack() throws {
    let (configuration, _) = try StackConfiguration.load("\(Self.root)/stacks/scaling.yaml")
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    try engine.run(until: 1_000_000_000)
    let snapshot = engine.snapshot()
    let adapter = try #require(snapshot.structure.adapters.first { $0.name == "eth0" })
    let counted = adapter.queues.map { snapshot.counters[queue: $0.id, .packets] }
    #expect(counted.count == 4 && counted.allSatisfy { $0 > 400 })
    #expect(counted.reduce(0, +) == snapshot.counters[adapter.partyID, .receive, .born])
    #expect(counted.reduce(0, +) >= 3_990)
    #expect(snapshot.counters.isBalanced && snapshot.findingCount == 0)
    let section = try #require(
      engine.facts(of: adapter.id)?.sections.first { $0.topic == .scaling }
    )
    #expect(section.rows.contains(.init("indirection table", "128 entries over 0:0 0:1 0:2 0:3")))
    #expect(section.rows.contains(.init("NumberOfReceiveQueues", "4")))
  }
}
