import Drivers
@testable import Engine
import Inspection
import NDIS
import Testing
import Wire

@Suite("Frames an adapter's packet filter keeps out")
struct RefusedFrameTests {
  @Test(
    "such a frame is listed with its bytes, and its drop names the filter and the request that set it"
  )
  func bytes() throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 20
    let engine = try StackEngine(
      try StackFile.read(
        """
        adapters:
          left: { driver: wire, peer: right }
          right: { driver: wire }
        protocols:
          caller: { driver: talker, bind: left, address: 10.0.0.1/24, target: 10.0.0.2 }
          answer: { driver: responder, bind: right, addresses: 10.0.0.2/24 }
        """,
        file: "refused",
        catalogue: DriverCatalogue.builtIn.components
      ),
      options: options
    )
    engine.start()
    engine.settle()
    let frame = try FrameText.bytes(
      of: "eth(dst=02-00-00-00-00-77)/ipv4(dst=10.0.0.9)/udp(dport=53)/payload(size=20)"
    )
    try engine.inject(InjectionOrder(place: "caller", direction: .transmit, frame: frame))
    try engine.run(until: 100_000_000)
    let context = engine.journeyContext()
    let filter = "drop.reason == \"NoMatchingPacketFilter\" && udp"
    let window = engine.list.window(
      PacketWindowRequest(filter: filter, count: 10),
      in: engine.log,
      context
    )
    let row = try #require(window.rows.first)
    #expect(window.rows.count == 1 && row.hopCount == 0)
    #expect(row.length == UInt32(frame.count) && row.summary.destination.hasPrefix("10.0.0.9"))
    let journey = try #require(engine.journey(row.journey, context))
    let bytes = try #require(journey.bytesAtEnd)
    #expect(bytes.isComplete && bytes.prefix == frame)
    #expect(journey.parent != nil && journey.hops.isEmpty)
    let cause = journey.ending?.cause ?? ""
    #expect(cause.hasPrefix("packet filter = "), "\(cause)")
    #expect(cause.contains(" DIRECTED|"))
    #expect(cause.contains("OID_GEN_CURRENT_PACKET_FILTER flight"))
    #expect(engine.problems() == [])
  }
}
