import Drivers
@testable import Engine
import Inspection
import Kernel
import NDIS
import Testing

@Suite("Keywords of receive scaling")
struct ScalingKeywordTests {
  private static func engine(_ keywords: String) throws -> StackEngine {
    let lines = keywords.isEmpty ? "" : "\n    " + keywords
    let configuration = try StackFile.read(
      """
      name: scaling
      adapters:
        eth0:
          driver: generator
          profile: flows
          flows: 200
          rate: 20000 packets/s
          queues: 4\(lines)
      protocols:
        drain: { driver: sink, bind: eth0 }
      """,
      file: "scaling.yaml",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    try engine.run(until: 50_000_000)
    return engine
  }

  private static func scaling(_ engine: StackEngine) throws -> ReceiveScalingNode? {
    let structure = engine.snapshot().structure
    return structure.scaling(of: try #require(structure.adapters.first).id)
  }

  private static func facts(_ engine: StackEngine, _ topic: FactSection.Topic) throws -> [String] {
    let adapter = try #require(engine.stack.adapters.first)
    return engine.facts(of: adapter.party.id)?.sections.first { $0.topic == topic }?.rows
      .map { "\($0.name) \($0.value)" } ?? []
  }

  @Test("*NumRSSQueues limits the queues, and the capabilities say so")
  func queues() throws {
    let engine = try Self.engine("\"*NumRSSQueues\": 2")
    let adapter = try #require(engine.stack.adapters.first)
    #expect(adapter.receiveQueues.count == 2)
    #expect(adapter.attributes?.receiveScale?.receiveQueues == 2)
    #expect(try Self.facts(engine, .scaling).contains("NumberOfReceiveQueues 2"))
    let text = try OIDInquiry(engine, adapter: "eth0").query(
      OIDNumber.genReceiveScaleCapabilities.rawValue
    ).text
    #expect(text.contains("NumberOfReceiveQueues=2"))
    let busy = adapter.receiveQueues.filter { $0.counters.pointee.packets > 0 }
    #expect(busy.count == 2)
  }

  @Test("*MaxRssProcessors limits the processors of the table, and so the queues that get frames")
  func processors() throws {
    let engine = try Self.engine("\"*MaxRssProcessors\": 3")
    let scaling = try #require(try Self.scaling(engine))
    #expect(Set(scaling.table.map(\.processor.text)) == ["0:0", "0:1", "0:2"])
    let adapter = try #require(engine.stack.adapters.first)
    #expect(
      adapter.receiveQueues.map { $0.counters.pointee.packets > 0 } == [true, true, true, false]
    )
  }

  @Test("*RssBaseProcNumber is the first processor that receives")
  func base() throws {
    let engine = try Self.engine("\"*RssBaseProcNumber\": 2")
    let scaling = try #require(try Self.scaling(engine))
    #expect(Set(scaling.table.map(\.processor.text)) == ["0:2", "0:3", "0:4", "0:5"])
    let adapter = try #require(engine.stack.adapters.first)
    #expect(adapter.receiveQueues.map(\.processor.number).min() == 2)
    #expect(adapter.receiveQueues.allSatisfy { $0.counters.pointee.deferredCalls > 0 })
  }

  @Test(
    "*RSSProfile and *NumaNodeId decide which processors of a machine with two nodes receive",
    arguments: [
      ("1", "65535", ["0:0", "0:1", "0:2", "0:3"]), ("1", "1", ["1:0", "1:1", "1:2", "1:3"]),
      ("4", "1", ["0:0", "0:1", "1:0", "1:1"]), ("5", "1", ["1:0"]),
    ]
  )
  func profile(_ profile: String, _ node: String, _ expected: [String]) throws {
    let engine = try Self.engine(
      """
      "*RSSProfile": \(profile)
          "*NumaNodeId": \(node)
          "*RssMaxProcGroup": 1
      """
    )
    let scaling = try #require(try Self.scaling(engine))
    #expect(Set(scaling.table.map(\.processor.text)) == Set(expected))
    #expect(engine.findings().isEmpty)
  }

  @Test("a request that switches scaling off is written back as *RSS, which outlives a halt")
  func writtenBack() throws {
    let engine = try Self.engine("")
    let adapter = try #require(engine.stack.adapters.first)
    let inquiry = try OIDInquiry(engine, adapter: "eth0")
    func row() -> InstanceSetting? { adapter.settings.first { $0.name == "*RSS" } }
    #expect(row() == nil, "nothing was configured")
    let off = try inquiry.set(
      OIDNumber.genReceiveScaleParameters.rawValue,
      "Flags=NDIS_RSS_PARAM_FLAG_DISABLE_RSS"
    )
    #expect(off.flight?.hasSucceeded == true, "\(off.status ?? "")")
    #expect(row()?.value == "0")
    #expect(row()?.source.description.hasPrefix("OID_GEN_RECEIVE_SCALE_PARAMETERS flight") == true)
    #expect(try Self.facts(engine, .scaling).contains("*RSS 0"))
    adapter.setPower(.d3)
    adapter.setPower(.d0)
    try engine.run(until: engine.now + 20_000_000)
    #expect(adapter.state == .running && adapter.attributes?.receiveScale == nil)
    #expect(row()?.value == "0")
    #expect(adapter.receiveQueues.count == 1)
    #expect(engine.findings().isEmpty)
  }

  @Test("MaxNblsToIndicate limits what one deferred call indicates, and the pages say so")
  func throttle() throws {
    let free = try Self.engine("")
    let limited = try Self.engine("MaxNblsToIndicate: 2")
    #expect(try Self.facts(free, .scaling).contains("MaxNblsToIndicate NDIS_INDICATE_ALL_NBLS"))
    #expect(try Self.facts(limited, .scaling).contains("MaxNblsToIndicate 2"))
    func perCall(_ engine: StackEngine) throws -> Double {
      let adapter = try #require(engine.stack.adapters.first)
      let counters = adapter.receiveQueues.map { $0.counters.pointee }
      let calls = counters.reduce(0) { $0 + $1.deferredCalls }
      return Double(counters.reduce(0) { $0 + $1.packets - $1.waiting }) / Double(max(1, calls))
    }
    #expect(try perCall(limited) <= 2)
    #expect(try perCall(free) > 2)
    let old = try Self.engine("MaxNblsToIndicate: 2\n    ndisVersion: 6.1")
    #expect(try !Self.facts(old, .scaling).contains { $0.hasPrefix("MaxNblsToIndicate") })
    #expect(try perCall(old) > 2, "the throttle came with 6.20")
  }
}
