import Drivers
@testable import Engine
import Inspection
import NDIS
import Testing

@Suite("Ports, interfaces and versions as facts")
struct PortFactsTests {
  @Test("ports are facts of an adapter once there is something to tell")
  func facts() throws {
    let configuration = try StackFile.read(
      BuiltInStacks.lab.text,
      file: "lab",
      catalogue: DriverCatalogue.builtIn.components
    )
    var options = StackEngine.Options()
    options.stepped = true
    let engine = try StackEngine(configuration, options: options)
    engine.start()
    try engine.run(until: engine.now + 10_000_000)
    let adapter = try #require(engine.stack.adapters.first)
    func rows(_ topic: FactSection.Topic) -> [FactSection.Row] {
      engine.facts(of: adapter.party.id)?.sections.first { $0.topic == topic }?.rows ?? []
    }
    #expect(rows(.ports).isEmpty && rows(.power).isEmpty)
    #expect(rows(.versions).first == .init("miniport wire", "6.40"))
    #expect(rows(.versions).contains(.init("NDIS_BIND_PARAMETERS", "revision 4, 312 bytes")))
    #expect(rows(.versions).contains { $0.name == "… since 6.20" })
    #expect(rows(.interfaces).count == adapter.filters.count + 1)
    #expect(rows(.interfaces).last?.name == adapter.name)
    let port = try adapter.allocatePort(.bridge)
    #expect(rows(.ports).map(\.name) == ["port 0", "port 1"])
    #expect(rows(.ports).last?.value == "NdisPortTypeBridge allocated uncontrolled")
    #expect(adapter.activatePorts([port]) == .success)
    #expect(rows(.ports).last?.value == "NdisPortTypeBridge activated uncontrolled")
    let document = ShowDocument(engine.snapshot()).json
    #expect(document.contains("{\"number\":1,\"type\":\"NdisPortTypeBridge\",\"active\":true}"))
    // The wire manages no power, so it is halted for the sleep.
    adapter.setPower(.d3)
    try engine.run(until: engine.now + 10_000_000)
    #expect(adapter.state == .halted)
    adapter.setPower(.d0)
    try engine.run(until: engine.now + 10_000_000)
    #expect(adapter.state == .running)
    #expect(rows(.ports).isEmpty, "its ports went with the halt")
    engine.stop()
    #expect(engine.stack.verifier?.findings == [])
  }
}
