import Drivers
@testable import Engine
import Inspection
import NDIS
import Testing

@Suite("Requests of a person")
struct RequestTests {
  private static func engine() throws -> (StackEngine, AdapterID) {
    let configuration = try StackFile.read(
      BuiltInStacks.lab.text,
      file: "lab",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    try engine.run(until: 1_000_000_000)
    let id = try #require(engine.currentStructure().adapters.first { $0.name == "eth0" }).id
    return (engine, id)
  }

  @Test("a query goes from the top through the filters, and its answer is a flight and an event")
  func query() throws {
    let (engine, id) = try Self.engine()
    try engine.perform(.queryOID(adapter: id, number: OIDNumber.genStatistics.rawValue))
    engine.settle()
    let flight = try #require(engine.flights(of: id).last)
    #expect(flight.name == "OID_GEN_STATISTICS" && flight.kind == .query)
    #expect(flight.status == "NDIS_STATUS_SUCCESS" && flight.hasSucceeded && !flight.isPending)
    #expect(flight.output.count == 152 && flight.bytesNeeded == 0)
    let names = flight.fields.map(\.name)
    #expect(names.contains { $0.hasSuffix("ifHCInOctets") })
    let parties = engine.currentStructure().parties
    #expect(flight.steps.contains { $0.party == id && $0.text.hasPrefix("MiniportOidRequest") })
    #expect(flight.steps.allSatisfy { parties[$0.party]?.adapter == id })
    #expect(flight.steps.last?.text == "completed NDIS_STATUS_SUCCESS")
    let answer = try #require(engine.events.history.last { $0.kind == .command })
    #expect(answer.text == "query OID_GEN_STATISTICS")
    #expect(answer.note.hasPrefix("done"))
    let told = try #require(engine.events.history.last { $0.kind == .oid })
    #expect(told.request == flight.id)
  }

  @Test("an answer that needs more room is asked for again, and both requests are flights")
  func room() throws {
    let (engine, id) = try Self.engine()
    let before = engine.flights(of: id).count
    try engine.perform(.queryOID(adapter: id, number: OIDNumber.genSupportedList.rawValue))
    engine.settle()
    let flights = engine.flights(of: id).dropFirst(before)
    #expect(flights.allSatisfy { $0.name == "OID_GEN_SUPPORTED_LIST" })
    let last = try #require(flights.last)
    let supported = try #require(engine.facts(of: id)).identifiers
    #expect(last.hasSucceeded && last.output.count == 4 * supported.count)
    for short in flights.dropLast() {
      #expect(!short.hasSucceeded && Int(short.bytesNeeded) == 4 * supported.count)
    }
  }

  @Test(
    "a value is set by its documented words, and a text that is none is refused with the reason"
  )
  func set() throws {
    let (engine, id) = try Self.engine()
    let filter = OIDNumber.genCurrentPacketFilter.rawValue
    let words = "NDIS_PACKET_TYPE_DIRECTED | NDIS_PACKET_TYPE_BROADCAST"
    try engine.perform(.setOID(adapter: id, number: filter, value: words))
    engine.settle()
    let flight = try #require(engine.flights(of: id).last)
    #expect(flight.kind == .set && flight.hasSucceeded)
    #expect(flight.input == [9, 0, 0, 0])
    let count = engine.flights(of: id).count
    try engine.perform(.setOID(adapter: id, number: filter, value: "NDIS_PACKET_TYPE_NONSENSE"))
    engine.settle()
    #expect(engine.flights(of: id).count == count)
    let answer = try #require(engine.events.history.last { $0.kind == .command })
    #expect(answer.severity == .warning && answer.note.hasPrefix("not done: "))
  }

  @Test("what the driver refuses is a failed flight")
  func refused() throws {
    let (engine, id) = try Self.engine()
    try engine.perform(.queryOID(adapter: id, number: 0xFF01_0001))
    engine.settle()
    let flight = try #require(engine.flights(of: id).last)
    #expect(!flight.hasSucceeded && !flight.isPending)
    let answer = try #require(engine.events.history.last { $0.kind == .command })
    #expect(answer.note == "not done: \(flight.status)")
    engine.performReporting(.queryOID(adapter: 4_711, number: 0x0001_0101))
    #expect(engine.events.history.last?.note.hasPrefix("not done: ") == true)
  }

  @Test("the facts of an adapter are what its driver stated, and change with it")
  func facts() throws {
    let (engine, id) = try Self.engine()
    let adapter = try #require(engine.stack.adapters.first { $0.party.id == id })
    let facts = try #require(engine.facts(of: id))
    #expect(facts.identifiers.map(\.number) == adapter.supportedOIDs.map(\.rawValue))
    #expect(facts.identifiers.allSatisfy { !$0.name.isEmpty && !$0.form.isEmpty })
    func value(_ topic: FactSection.Topic, _ name: String) -> String? {
      engine.facts(of: id)?.sections.first { $0.topic == topic }?.rows.first { $0.name == name }?
        .value
    }
    #expect(value(.link, "MediaConnectState") == "MediaConnectStateConnected")
    #expect(value(.link, "XmitLinkSpeed") == "1 Gbit/s")
    #expect(value(.addresses, "current") == "02:00:00:00:00:01")
    #expect(value(.driver, "NDIS version") == "6.40")
    try engine.perform(.unplugMedia(id))
    engine.settle()
    #expect(value(.link, "MediaConnectState") == "MediaConnectStateDisconnected")
    #expect(facts.attachable.contains("vlan") && facts.bindable.contains("sink"))
    #expect(engine.facts(of: 4_711) == nil)
  }

  @Test(
    "task offloads are told by the members of their structure, and an adapter without has no page"
  )
  func offloads() throws {
    var offload = OffloadCapabilities()
    #expect(StackEngine.rows(of: offload).allSatisfy { $0.value == "none" })
    offload.ipv4Transmit = .init(tcp: true, udp: true, ipHeader: true)
    offload.largeSendBytes = 65_536
    offload.coalesces = true
    let rows = StackEngine.rows(of: offload)
    #expect(rows[0] == .init("Checksum.IPv4Transmit", "IpChecksum TcpChecksum UdpChecksum"))
    #expect(rows[4] == .init("LsoV1, LsoV2", "65536 bytes, at least 2 segments"))
    #expect(rows[5] == .init("Rsc", "IPv4 IPv6"))
    let (engine, id) = try Self.engine()
    let topics = try #require(engine.facts(of: id)).sections.map(\.topic)
    #expect(topics.contains(.limits) && !topics.contains(.offload))
  }

  @Test("a session keeps facts and requests, and takes no command")
  func session() throws {
    let (engine, id) = try Self.engine()
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: engine, text: "") { bytes += $0 }
    try engine.perform(.queryOID(adapter: id, number: OIDNumber.genStatistics.rawValue))
    engine.settle()
    let facts = try #require(engine.facts(of: id))
    let flights = engine.flights(of: id)
    _ = recorder.finish(engine)
    let archive = try SessionArchive.read(bytes)
    let view = try SessionView(archive)
    view.send(.detail(DetailRequest(adapter: id)))
    #expect(view.snapshot?.detail.adapter == facts)
    #expect(view.snapshot?.detail.flights == flights)
    view.send(.pauseAdapter(id))
    #expect(view.snapshot?.events.last?.text == "a recorded session takes no commands")
  }

  @Test("nothing about an adapter is in a snapshot that nobody asked it of")
  func idle() throws {
    let (engine, id) = try Self.engine()
    #expect(engine.snapshot().detail.adapter == nil)
    try engine.perform(.detail(DetailRequest(adapter: id)))
    #expect(engine.snapshot().detail.adapter?.adapter == id)
    #expect(engine.snapshot().detail.flights.isEmpty == false)
  }
}
