import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite("A cable that is told what to be")
struct WireLinkTests {
  private func pair(
    _ rig: StackRig,
    far: [String: String] = [:]
  ) throws -> (Scribe, Scribe, MiniportAdapter, MiniportAdapter) {
    let near = Scribe()
    let distant = Scribe()
    distant.filter = .promiscuous
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right", "mac": "02-00-00-00-00-01"],
      protocols: [.init("near", near)]
    )
    let right = try rig.start(
      "right",
      "wire",
      far.merging(["mac": "02-00-00-00-00-02"]) { mine, _ in mine },
      protocols: [.init("far", distant)]
    )
    try rig.run(for: .milliseconds(1))
    return (near, distant, left, right)
  }

  private func set(
    _ adapter: MiniportAdapter,
    _ oid: OIDNumber,
    _ text: String
  ) throws -> NDISStatus? {
    var answer: NDISStatus?
    adapter.manage(.set, oid, input: try OIDCodec.encode(oid, text: text)) { answer = $1 }
    return answer
  }

  private func frame(_ count: Int) -> [UInt8] {
    [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x88, 0xB5] + [UInt8](repeating: 7, count: count - 14)
  }

  private let negotiated =
    "NDIS_LINK_STATE_DUPLEX_AUTO_NEGOTIATED | NDIS_LINK_STATE_PAUSE_FUNCTIONS_AUTO_NEGOTIATED"

  private func speed(_ send: String, _ receive: String) -> String {
    "XmitLinkSpeed=\(send), RcvLinkSpeed=\(receive), AutoNegotiationFlags=\(negotiated)"
  }

  @Test("a forced speed is indicated at both ends, keeps the pace, and names its request")
  func forced() throws {
    let rig = try StackRig()
    let (near, distant, left, right) = try pair(rig)
    #expect(
      left.link.autoNegotiation
        == [.transmitLinkSpeed, .receiveLinkSpeed, .duplex, .pauseFunctions]
    )
    #expect(try set(left, .genLinkParameters, speed("100 Mbit/s", "100 Mbit/s")) == .success)
    #expect(left.link.transmitLinkSpeed == 100_000_000)
    #expect(left.link.autoNegotiation == [.duplex, .pauseFunctions])
    #expect(right.link.receiveLinkSpeed == 100_000_000)
    #expect(
      right.link.autoNegotiation
        == [.transmitLinkSpeed, .receiveLinkSpeed, .duplex, .pauseFunctions]
    )
    let told = rig.events.filter {
      $0.kind.isStatus("NDIS_STATUS_LINK_STATE")
    }
    #expect(Set(told.map(\.party)).isSuperset(of: [left.party.id, right.party.id]))
    let row = try #require(left.settings.first { $0.name == "linkSpeed" })
    #expect(row.value == "100 Mbit/s")
    #expect(row.source.description.hasPrefix("OID_GEN_LINK_PARAMETERS flight "))
    // 80 ns a byte and 5 µs on the way.
    near.send([frame(1_000)])
    try rig.run(for: Nanoseconds(84_999))
    #expect(distant.received.isEmpty)
    try rig.run(for: Nanoseconds(1))
    #expect(distant.received.count == 1)
    try rig.stopAndCheck()
  }

  @Test("two ends that were forced to different speeds have no link")
  func disagreement() throws {
    let rig = try StackRig()
    let (near, _, left, right) = try pair(rig)
    #expect(try set(left, .genLinkParameters, speed("100 Mbit/s", "100 Mbit/s")) == .success)
    #expect(try set(right, .genLinkParameters, speed("10 Mbit/s", "10 Mbit/s")) == .success)
    #expect(left.link.connect == .disconnected && right.link.connect == .disconnected)
    near.send([frame(60)])
    #expect(near.statuses.last == .mediaDisconnected)
    #expect(try set(right, .genLinkParameters, speed("100 Mbit/s", "100 Mbit/s")) == .success)
    #expect(left.link.connect == .connected && right.link.connect == .connected)
    try rig.stopAndCheck()
  }

  @Test(
    "what the cable cannot be is refused and changes nothing",
    arguments: [
      "MediaDuplexState=MediaDuplexStateHalf, XmitLinkSpeed=1 Gbit/s, RcvLinkSpeed=1 Gbit/s",
      "MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=2 Gbit/s, RcvLinkSpeed=1 Gbit/s",
      "MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=1 Gbit/s, RcvLinkSpeed=0 bit/s",
      "MediaDuplexState=MediaDuplexStateFull, XmitLinkSpeed=1 Gbit/s, RcvLinkSpeed=1 Gbit/s, "
        + "PauseFunctions=NdisPauseFunctionsSendAndReceive",
    ]
  )
  func refused(_ text: String) throws {
    let rig = try StackRig()
    let (_, _, left, _) = try pair(rig)
    let before = left.link
    #expect(try set(left, .genLinkParameters, text) == .invalidData)
    #expect(left.link == before)
    var needed: (NDISStatus, Int)?
    left.manage(.set, .genLinkParameters, input: [0x80, 1, 32, 0]) { needed = ($1, $0.bytesNeeded) }
    #expect(needed?.0 == .invalidLength && needed?.1 == 32)
    try rig.stopAndCheck()
  }

  @Test(
    "an adapter with interrupt moderation holds frames back for each other, until it is switched off"
  )
  func moderation() throws {
    let rig = try StackRig()
    let (near, distant, _, right) = try pair(rig, far: ["moderation": "200 us"])
    func query() -> UInt8? {
      var state: UInt8?
      right.manage(.query, .genInterruptModeration, outputLength: 12) { request, _ in
        state = request.output.count == 12 ? request.output[8] : nil
      }
      return state
    }
    #expect(query() == 2)
    for _ in 0..<3 {
      near.send([frame(60)])
      try rig.run(for: .microseconds(20))
    }
    #expect(distant.received.isEmpty)
    try rig.run(for: .microseconds(200))
    #expect(distant.received.count == 3)
    #expect(
      try set(
        right,
        .genInterruptModeration,
        "InterruptModeration=NdisInterruptModerationDisabled"
      ) == .success
    )
    #expect(query() == 3)
    near.send([frame(60)])
    try rig.run(for: .microseconds(20))
    #expect(distant.received.count == 4)
    for wrong in ["NdisInterruptModerationUnknown", "NdisInterruptModerationNotSupported"] {
      #expect(
        try set(right, .genInterruptModeration, "InterruptModeration=\(wrong)") == .invalidData
      )
    }
    try rig.stopAndCheck()
  }

  @Test("an adapter without interrupt moderation says so and can be set to nothing")
  func unmoderated() throws {
    let rig = try StackRig()
    let (_, _, left, _) = try pair(rig)
    var state: UInt8?
    left.manage(.query, .genInterruptModeration, outputLength: 12) { request, _ in
      state = request.output[8]
    }
    #expect(state == 1)
    #expect(
      try set(left, .genInterruptModeration, "InterruptModeration=NdisInterruptModerationEnabled")
        == .invalidData
    )
    try rig.stopAndCheck()
  }
}

extension StackEvent.Kind {
  fileprivate func isStatus(_ symbol: String) -> Bool {
    if case .status(symbol, _) = self { true } else { false }
  }
}
