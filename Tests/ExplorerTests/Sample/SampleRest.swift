import Inspection
import Wire

/// A packet that rests at the classifier of the sample stack.
enum SampleRest {
  static let breakpoint = Breakpoint(
    id: 1,
    condition: BreakpointCondition(.packet(filter: "udp.dstport == 53"), at: "Ethernet0/classify"),
    hits: 3
  )

  static let bytes: [UInt8] =
    (try? FrameText.bytes(
      of: "eth(src=02-00-00-00-00-09,dst=02-00-00-00-00-01)/ipv4(src=10.0.0.9,dst=10.0.0.1,ttl=64)"
        + "/udp(sport=5353,dport=53)/payload(\"which address has lab.example?\")"
    )) ?? []

  static let packet = Rest(
    number: 1,
    breakpoint: 1,
    reason: "breakpoint 1: packet udp.dstport == 53 at Ethernet0/classify",
    party: SampleStack.classify,
    packet: RestingPacket(
      journey: 4_710,
      from: SampleStack.vlan,
      edge: .indicate,
      bytes: bytes,
      listFlags: 0x0100,
      dataOffset: 4,
      info: [InfoSlotValue(slot: 4, rawValue: 0x0643, edge: .indicate)],
      behind: 63
    )
  )

  static let request = Rest(
    number: 2,
    reason: "breakpoint 2: oid OID_GEN_STATISTICS",
    party: SampleStack.nic0,
    subject: "OID_GEN_STATISTICS query",
    waiting: ["pauseAdapter", "queryOID"]
  )
}

extension Command {
  /// About breakpoints or what rests.
  var isAboutBreaks: Bool {
    switch self {
    case .anytime(.addBreakpoint), .anytime(.enableBreakpoint), .anytime(.ignoreBreakpoint),
      .anytime(.deleteBreakpoint), .anytime(.step), .anytime(.release), .anytime(.dropPacket),
      .anytime(.editPacket), .anytime(.runBack), .anytime(.runForward):
      true
    default: false
    }
  }
}
