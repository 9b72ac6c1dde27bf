import CNDIS
import DataPath
import Drivers
@testable import Engine
import Kernel
import NDIS
import Testing
import Wire

/// Receive scaling, the receive hash and the receive side throttle.
///
/// Pages: `rss-configuration`, `rss-hashing-types`, `oid-gen-receive-hash`, `standardized-inf-keywords-for-rss`.
@Suite struct ReceiveScalingTests {
  static let key = ToeplitzHash.verificationKey

  static func processor(_ number: Int, group: UInt16 = 0) -> Processor {
    Processor(group: group, number: UInt8(number))
  }

  static func parameters(_ table: [Processor], _ information: UInt32 = 0x3F01) -> [UInt8] {
    ReceiveScaleParameters(hashInformation: information, table: table, key: key).bytes(for: .v6_40)
  }

  /// A generator of TCP and UDP flows with queues, and a sink that has set up scaling.
  static func engine(
    queues: Int = 4,
    more: String = "",
    until end: UInt64 = 0
  ) throws
    -> (StackEngine, MiniportAdapter)
  {
    let text = """
      name: scaling
      adapters:
        eth0:
          driver: generator
          profile: flows
          flows: 64
          rate: 10000 packets/s
          queues: \(queues)
      \(more)
      protocols:
        drain: { driver: sink, bind: eth0 }
      """
    let configuration = try StackFile.read(
      text,
      file: "scaling.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    if end > 0 { try engine.run(until: end) }
    return (engine, try #require(engine.stack.adapters.first))
  }

  /// Sets a record from the top and gives the final status.
  static func set(_ oid: OIDNumber, _ bytes: [UInt8], _ adapter: MiniportAdapter) -> NDISStatus? {
    var final: NDISStatus?
    adapter.request(.set, oid, input: bytes) { _, status in final = status }
    return final
  }

  @Test("a table of 128 entries is taken, one of 100 refused")
  func tableSizes() throws {
    let (engine, adapter) = try Self.engine()
    let table = (0..<128).map { Self.processor($0 % 4) }
    let status = Self.set(.genReceiveScaleParameters, Self.parameters(table), adapter)
    #expect(status == .success)
    let odd = Self.parameters(Array(table.prefix(100)))
    #expect(Self.set(.genReceiveScaleParameters, odd, adapter) == .invalidParameter)
    #expect(adapter.receiveScaling?.table == table, "a refused set changes nothing")
    engine.stop()
  }

  @Test("with a type for TCP alone a datagram has no hash and comes into the default queue")
  func noHash() throws {
    let (engine, adapter) = try Self.engine()
    let table = (0..<4).map { Self.processor($0) }
    #expect(
      Self.set(.genReceiveScaleParameters, Self.parameters(table, 0x201), adapter) == .success
    )
    let before = adapter.receiveQueues.map { $0.counters.pointee.packets }
    try engine.run(until: engine.now + 100_000_000)
    let grown = zip(adapter.receiveQueues, before).map { $0.counters.pointee.packets - $1 }
    let hits = (0..<4).reduce(UInt64(0)) { $0 + (adapter.receiveScaling?.hits[$1] ?? 0) }
    // Half the flows are UDP: they come into queue 0 and hit no entry.
    #expect(hits > 0 && hits < grown.reduce(0, +))
    #expect(grown[0] > grown[1] + grown[2] + grown[3])
    engine.stop()
  }

  @Test("switched off and on again it works as after the first set")
  func offAndOn() throws {
    let (engine, adapter) = try Self.engine(until: 50_000_000)
    let scaling = try #require(adapter.receiveScaling)
    let (table, queues, key) = (scaling.table, scaling.queueOfEntry, scaling.key)
    #expect(!table.isEmpty && scaling.mode == .scaling)
    let off = ReceiveScaleParameters.off.bytes(for: .v6_40)
    #expect(Self.set(.genReceiveScaleParameters, off, adapter) == .success)
    #expect(scaling.mode == .off && scaling.table.isEmpty && scaling.hits[0] == 0)
    let before = adapter.receiveQueues.map { $0.counters.pointee.packets }
    try engine.run(until: engine.now + 50_000_000)
    #expect(adapter.receiveQueues[1].counters.pointee.packets == before[1])
    #expect(adapter.receiveQueues[0].counters.pointee.packets > before[0])
    let again = Self.parameters(table, 0x3F01)
    #expect(Self.set(.genReceiveScaleParameters, again, adapter) == .success)
    #expect(scaling.table == table && scaling.queueOfEntry == queues && scaling.key == key)
    engine.stop()
  }

  @Test("scaling and the receive hash exclude each other; NDIS switches one off first")
  func interlock() throws {
    let (engine, adapter) = try Self.engine()
    let scaling = try #require(adapter.receiveScaling)
    let processors = engine.machine.processors
    let hash = ReceiveHashParameters(flags: .enable, hashInformation: 0x301, key: Self.key)
    #expect(scaling.mode == .scaling)
    #expect(scaling.setHash(hash) == .notSupported)
    #expect(Self.set(.genReceiveHash, hash.bytes, adapter) == .success)
    #expect(scaling.mode == .hashOnly && !adapter.isScaling)
    let all = ReceiveScaleParameters(
      hashInformation: 0x301,
      table: [Self.processor(0), Self.processor(1)],
      key: Self.key
    )
    #expect(scaling.set(all, processors: processors) == .notSupported)
    #expect(Self.set(.genReceiveScaleParameters, all.bytes(for: .v6_40), adapter) == .success)
    #expect(scaling.mode == .scaling && adapter.isScaling)
    engine.stop()
  }

  @Test("the receive hash alone marks frames and leaves them in the default queue")
  func hashAlone() throws {
    let (engine, adapter) = try Self.engine()
    let hash = ReceiveHashParameters(flags: .enable, hashInformation: 0x301, key: Self.key)
    #expect(Self.set(.genReceiveHash, hash.bytes, adapter) == .success)
    let before = adapter.receiveQueues.map { $0.counters.pointee.packets }
    try engine.run(until: engine.now + 50_000_000)
    #expect(adapter.receiveQueues[0].counters.pointee.packets > before[0])
    for number in 1..<4 {
      #expect(adapter.receiveQueues[number].counters.pointee.packets == before[number])
    }
    let place = try Self.classify(
      "eth/ipv4(src=66.9.149.187,dst=161.142.100.80)/tcp(sport=2794,dport=1766)",
      adapter
    )
    #expect(place == .init(queue: 0, hashValue: 0x51CC_C178, hashInfo: 0x201))
    engine.stop()
  }

  static func classify(_ text: String, _ adapter: MiniportAdapter) throws -> ReceiveScaling.Place {
    let scaling = try #require(adapter.receiveScaling)
    return try FrameCraft.bytes(of: text).withUnsafeBytes { scaling.classify($0, .ethernet) }
  }

  @Test("of 64 entries the low six bits of the hash choose one", arguments: [64, 2, 128])
  func entries(count: Int) throws {
    let (engine, adapter) = try Self.engine()
    // Entry n leads to queue n mod 4, but for the one the frame must hit.
    let hit = 0x51CC_C178 & (count - 1)
    let table = (0..<count).map { Self.processor($0 == hit ? 3 : 0) }
    #expect(
      Self.set(.genReceiveScaleParameters, Self.parameters(table), adapter) == .success
    )
    let text = "eth/ipv4(src=66.9.149.187,dst=161.142.100.80)/tcp(sport=2794,dport=1766)"
    let place = try Self.classify(text, adapter)
    #expect(adapter.receiveQueues[place.queue].processor == Self.processor(3))
    #expect(adapter.receiveScaling?.hits[hit] == 1)
    engine.stop()
  }

  @Test("processors are admitted by group first, then number")
  func range() throws {
    var settings = ReceiveScaleSettings()
    settings.base = Self.processor(16, group: 1)
    settings.maximum = Self.processor(8, group: 3)
    for (group, number, admitted) in [
      (0, 0, false), (0, 32, false), (1, 0, false), (1, 15, false), (1, 16, true), (1, 31, true),
      (2, 0, true), (2, 63, true), (3, 0, true), (3, 8, true), (3, 9, false), (4, 0, false),
    ] {
      let processor = Self.processor(number, group: UInt16(group))
      #expect(settings.admits(processor) == admitted, "\(processor)")
    }
    let base = """
          "*RssBaseProcNumber": 2
          "*RssMaxProcNumber": 5
      """
    let (engine, adapter) = try Self.engine(more: base)
    #expect(adapter.scalingProcessors == (2...5).map { Self.processor($0) })
    #expect(adapter.receiveScaling?.table.contains(Self.processor(1)) == false)
    let below = Self.parameters([Self.processor(1), Self.processor(2)])
    #expect(Self.set(.genReceiveScaleParameters, below, adapter) == .invalidParameter)
    engine.stop()
  }

  @Test("an edited table moves the frames of the edited entries and no others")
  func edit() throws {
    let (engine, adapter) = try Self.engine()
    let scaling = try #require(adapter.receiveScaling)
    let old = scaling.queueOfEntry
    var table = scaling.table
    for entry in [3, 64, 127] { table[entry] = Self.processor((entry + 1) % 4) }
    #expect(
      Self.set(.genReceiveScaleParameters, Self.parameters(table), adapter) == .success
    )
    for entry in table.indices {
      let isEdited = [3, 64, 127].contains(entry)
      #expect((scaling.queueOfEntry[entry] != old[entry]) == isEdited, "entry \(entry)")
    }
    engine.stop()
  }

  @Test("with more processors in the table than queues, as many are used as there are queues")
  func subset() throws {
    let (engine, adapter) = try Self.engine(
      queues: 3,
      more: "  eth1: { driver: generator, rate: 1 packets/s, queues: 8 }\n"
    )
    let table = (0..<64).map { Self.processor($0 % 8) }
    #expect(
      Self.set(.genReceiveScaleParameters, Self.parameters(table), adapter) == .success
    )
    let scaling = try #require(adapter.receiveScaling)
    #expect(Set(scaling.queueOfEntry) == [0, 1, 2])
    #expect(Set(scaling.queues.map(\.processor)).count == 3)
    #expect(Set(scaling.queues.map(\.processor)).isSubset(of: Set(table)))
    engine.stop()
  }

  @Test("NDIS answers for the miniport, in the form of the asker's version")
  func queries() throws {
    let (engine, adapter) = try Self.engine()
    var answers: [OIDNumber: [UInt8]] = [:]
    for oid in [OIDNumber.genReceiveScaleCapabilities, .genReceiveScaleParameters] {
      adapter.request(.query, oid, outputLength: 1_024) { request, status in
        #expect(status == .success)
        answers[oid] = request.output
      }
    }
    let parameters = try ReceiveScaleParameters(
      reading: try #require(answers[.genReceiveScaleParameters])
    )
    #expect(parameters.table == adapter.receiveScaling?.table && parameters.key == Self.key)
    #expect(answers[.genReceiveScaleCapabilities]?.count == 18)
    let queries = adapter.flights.filter { $0.kind == .query }
    #expect(queries.count >= 2)
    #expect(queries.allSatisfy { !$0.steps.contains { $0.what == "MiniportOidRequest" } })
    engine.stop()
  }

  @Test("a budget of 8 with 20 waiting gives 8, 8 and 4 after one interrupt")
  func throttle() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    rig.miniport.arrived = Array(1...20)
    rig.adapter.receiveLimit = 8
    rig.adapter.raiseInterrupt()
    try rig.run()
    #expect(rig.miniport.batches == [8, 8, 4])
    let counters = rig.adapter.receiveQueues[0].counters.pointee
    #expect(counters.interrupts == 1 && counters.deferredCalls == 3)
    try rig.stopSound()
  }

  @Test("without a limit everything goes up in one deferred call that leaves nothing pending")
  func noLimit() throws {
    let rig = try ConformanceRig()
    rig.start([], [rig.protocol("top")])
    rig.miniport.arrived = Array(1...20)
    rig.adapter.raiseInterrupt()
    try rig.run()
    #expect(rig.miniport.batches == [20])
    #expect(rig.adapter.receiveQueues[0].counters.pointee.deferredCalls == 1)
    try rig.stopSound()
  }

  @Test("queues under a limit are emptied in turns, each message masked until its queue is empty")
  func throttledQueues() throws {
    let (engine, adapter) = try Self.engine()
    adapter.receiveLimit = 2
    try engine.run(until: engine.now + 100_000_000)
    for queue in adapter.receiveQueues {
      let counters = queue.counters.pointee
      #expect(counters.waiting == 0 && counters.deferredCalls >= counters.interrupts)
      #expect(counters.packets <= counters.deferredCalls * 2)
    }
    #expect(engine.stack.verifier?.total == 0)
    engine.stop()
  }
}
