import Inspection
import Testing

@Suite struct BreakpointConditionTests {
  @Test(
    "a breakpoint's text is read and written as it was",
    arguments: [
      "packet udp.dstport == 53", "packet ip.addr == 10.0.0.1 && tcp at eth0/gate",
      "packet hop.module == \"QoS scheduler\" at eth0", "handler receive at gate",
      "handler sendComplete at \"QoS scheduler\"", "oid OID_GEN_STATISTICS",
      "oid any set at eth0/gate", "state Paused", "state Paused at eth0", "rule any",
      "rule DoubleReturn at gate",
    ]
  )
  func roundTrip(_ text: String) throws {
    #expect(try BreakpointCondition(parsing: text).text == text)
  }

  @Test("the parts of a text are what they say")
  func parts() throws {
    let packet = try BreakpointCondition(parsing: "  packet  udp && ip.ttl < 3   at  eth0/gate ")
    #expect(packet.subject == .packet(filter: "udp && ip.ttl < 3"))
    #expect(packet.place == "eth0/gate")
    let handler = try BreakpointCondition(parsing: "handler receive at \"QoS scheduler\"")
    #expect(handler.subject == .handler(.indicate))
    #expect(handler.place == "QoS scheduler")
    let request = try BreakpointCondition(parsing: "oid OID_GEN_MAXIMUM_FRAME_SIZE query")
    #expect(request.subject == .oid(name: "OID_GEN_MAXIMUM_FRAME_SIZE", kind: "query"))
  }

  @Test(
    "what cannot be read says what is wrong and how to mend it",
    arguments: [
      ("", "no kind of breakpoint: an empty text"), ("stop here", "no kind of breakpoint: stop"),
      ("packet", "packet FILTER [at PLACE]"), ("packet udp.prot == 1", "udp.port"),
      ("handler receive", "whose handler"), ("handler up at gate", "receive|return|send"),
      ("oid", "oid NAME|any"), ("oid any all", "oid NAME|any"), ("packet udp at", "no place"),
    ]
  )
  func mistakes(_ text: String, _ part: String) {
    let error = #expect(throws: BreakpointError.self) {
      try BreakpointCondition(parsing: text)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }
}
