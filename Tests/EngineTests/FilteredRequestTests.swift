import CNDIS
import DataPath
import Drivers
@testable import Engine
import Inspection
import Kernel
import NDIS
import Testing

@Suite("Requests on their way through a filter")
struct FilteredRequestTests {
  private static func lab() throws -> StackEngine {
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
    try engine.run(until: 100_000_000)
    return engine
  }

  @Test(
    "every set that acts goes down as a clone of a filter with a request handler",
    arguments: [
      (
        "OID_GEN_CURRENT_PACKET_FILTER", "NDIS_PACKET_TYPE_PROMISCUOUS", "NDIS_STATUS_PACKET_FILTER"
      ),
      ("OID_802_3_MULTICAST_LIST", "01:00:5e:00:00:05", ""),
      ("OID_802_3_ADD_MULTICAST_ADDRESS", "01:00:5e:00:00:06", ""),
      (
        "OID_GEN_LINK_PARAMETERS",
        "MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=1 Mbit/s, RcvLinkSpeed=1 Mbit/s",
        "NDIS_STATUS_LINK_STATE"
      ),
    ]
  )
  func clones(_ name: String, _ value: String, _ indication: String) throws {
    let engine = try Self.lab()
    let inquiry = try OIDInquiry(engine, adapter: "eth0")
    let before = engine.events.history.last?.sequence ?? 0
    let answer = try inquiry.set(try OIDInquiry.number(of: name), value)
    #expect(answer.status == "NDIS_STATUS_SUCCESS")
    let steps = try #require(answer.flight?.steps)
    let parties = engine.currentStructure().parties
    let tag = try #require(steps.firstIndex { $0.text.hasPrefix("FilterOidRequest") })
    #expect(parties.name(of: steps[tag].party) == "tag")
    let miniport = try #require(steps.firstIndex { $0.text == "MiniportOidRequest" })
    let back = try #require(
      steps.firstIndex { $0.text == "FilterOidRequestComplete NDIS_STATUS_SUCCESS" }
    )
    #expect(tag < miniport && miniport < back)
    let told = engine.events.history.filter {
      $0.sequence > before && $0.kind == .statusIndication
    }
    #expect(told.isEmpty == indication.isEmpty)
    if !indication.isEmpty { #expect(told.allSatisfy { $0.text == indication }) }
    #expect(engine.findings().isEmpty)
  }

  @Test("a tagging filter tells its VLAN, takes another, and names the request in its settings")
  func vlan() throws {
    let engine = try Self.lab()
    let inquiry = try OIDInquiry(engine, adapter: "eth0")
    let oid = OIDNumber.genVlanId.rawValue
    #expect(try inquiry.query(oid).text == "100")
    #expect(try inquiry.set(oid, "200").status == "NDIS_STATUS_SUCCESS")
    #expect(try inquiry.query(oid).text == "200")
    #expect(try inquiry.set(oid, "4095").status == "NDIS_STATUS_INVALID_DATA")
    let module = try #require(
      engine.stack.adapter(named: "eth0")?.filters.first { $0.name == "tag" }
    )
    let row = try #require(module.settings.first { $0.name == "id" })
    #expect(row.value == "200" && row.source.description.hasPrefix("OID_GEN_VLAN_ID flight "))
    // The other end still strips VLAN 100: nothing answers any more.
    let far = try #require(engine.stack.adapter(named: "eth1"))
    let dropped = far.filters[0].party.record.ledger(.receive).pointee.dropped
    try engine.run(until: engine.now + 100_000_000)
    #expect(far.filters[0].party.record.ledger(.receive).pointee.dropped > dropped)
    #expect(engine.findings().isEmpty)
  }
}
