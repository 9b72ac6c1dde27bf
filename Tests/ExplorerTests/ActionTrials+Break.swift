import Inspection

@testable import Explorer

extension ActionTrial {
  static let breaks: [ActionTrial] = [
    ActionTrial(.breakHere, "down down down down", then: "enter") {
      $0.sent.last == .addBreakpoint("handler receive at Ethernet0/vlan")
    },
    ActionTrial(.breakpoints) {
      if case .breakpoints? = $0.state.overlay { true } else { false }
    },
    ActionTrial(.atRest, "esc", scene: .resting) {
      if case .rest? = $0.state.overlay { $0.text.contains("#4710") } else { false }
    },
    ActionTrial(.release, scene: .resting) { $0.sent.last == .release },
    ActionTrial(.runBack) { $0.sent.last == .runBack() },
    ActionTrial(.stepHop, scene: .resting) { $0.sent.last == .step(.hop) },
    ActionTrial(.stepModule, scene: .resting) { $0.sent.last == .step(.module) },
    ActionTrial(.stepChange, scene: .resting) { $0.sent.last == .step(.change) },
    ActionTrial(.stepDrop, scene: .resting) { $0.sent.last == .step(.drop) },
    ActionTrial(.editPacket, then: "\"ip.ttl = 5\" enter", scene: .resting) { seen in
      guard case .anytime(.editPacket(let bytes))? = seen.sent.last else { return false }
      // The lifetime, and the header's checksum after it.
      return bytes[22] == 5
        && bytes.indices.filter { bytes[$0] != SampleRest.bytes[$0] } == [22, 24]
    },
    ActionTrial(.dropPacket, scene: .resting) { $0.sent.last == .dropPacket },
  ]
}
