import CNDIS
import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite("A wire that sleeps and wakes up")
struct WakeUpTests {
  private func pair(_ rig: StackRig) throws -> (Scribe, Scribe, MiniportAdapter) {
    let near = Scribe()
    let distant = Scribe()
    let left = try rig.start(
      "left",
      "wire",
      [
        "peer": "right", "mac": "02-00-00-00-00-01", "*WakeOnMagicPacket": "1",
        "*WakeOnPattern": "1",
      ],
      protocols: [.init("near", near)]
    )
    _ = try rig.start(
      "right",
      "wire",
      ["mac": "02-00-00-00-00-02"],
      protocols: [.init("far", distant)]
    )
    try rig.run(for: .milliseconds(1))
    return (near, distant, left)
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

  private func sleep(_ rig: StackRig, _ adapter: MiniportAdapter) throws {
    #expect(try set(adapter, .pnpSetPower, "NdisDeviceStateD3") == .success)
    try rig.run(for: .milliseconds(1))
    #expect(adapter.isInLowPower && adapter.state == .paused)
  }

  private func send(_ rig: StackRig, _ from: Scribe, _ payload: [UInt8]) throws {
    from.send([[2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xB5] + payload])
    try rig.run(for: .milliseconds(1))
  }

  private let magic =
    [UInt8](repeating: 0xFF, count: 6) + (0..<16).flatMap { _ in [2, 0, 0, 0, 0, 1] as [UInt8] }

  @Test("a frame that matches an enabled pattern wakes the adapter, another one does not")
  func pattern() throws {
    let rig = try StackRig()
    let (_, distant, left) = try pair(rig)
    // Bytes 12 to 14: the type and the first byte behind it.
    let added = try set(
      left,
      .pmAddWolPattern,
      "Priority=1, WoLPacketType=NdisPMWoLPacketBitmapPattern, Mask=0070, "
        + "Pattern=00000000000000000000000088b507"
    )
    #expect(added == .success && left.wakePatterns.map(\.id) == [1])
    let enabled = try set(
      left,
      .pmParameters,
      "EnabledWoLPacketPatterns=NDIS_PM_WOL_BITMAP_PATTERN_ENABLED"
    )
    #expect(enabled == .success)
    try sleep(rig, left)
    try send(rig, distant, [8] + [UInt8](repeating: 0, count: 60))
    try send(rig, distant, magic)
    #expect(left.isInLowPower, "magic packets were not enabled")
    try send(rig, distant, [7] + [UInt8](repeating: 0, count: 60))
    #expect(!left.isInLowPower && left.state == .running)
    let reasons = rig.events.filter {
      if case .status("NDIS_STATUS_PM_WAKE_REASON", let note) = $0.kind {
        return note.contains("NdisWakeReasonPacket")
      }
      return false
    }
    #expect(reasons.count == 1)
    #expect(left.party.record.ledger(.receive).pointee.dropped == 3)
    #expect(left.party.dropCount(reason: DropReason.lowPower.rawValue) == 3)
    #expect(try set(left, .pmRemoveWolPattern, "1") == .success)
    try rig.stopAndCheck()
  }

  @Test("a magic packet wakes the adapter; what was enabled counts for one sleep of a driver alone")
  func magicPacket() throws {
    let rig = try StackRig()
    let (near, distant, left) = try pair(rig)
    let enabled = "EnabledWoLPacketPatterns=NDIS_PM_WOL_MAGIC_PACKET_ENABLED"
    #expect(try set(left, .pmParameters, enabled) == .success)
    for _ in 0..<2 {
      try sleep(rig, left)
      try send(rig, distant, magic)
      #expect(!left.isInLowPower && left.state == .running)
    }
    #expect(try set(left, .pmParameters, "EnabledWoLPacketPatterns=0") == .success)
    try sleep(rig, left)
    try send(rig, distant, magic)
    #expect(left.isInLowPower)
    #expect(try set(left, .pnpSetPower, "NdisDeviceStateD0") == .success)
    let before = near.received.count
    near.filter = .promiscuous
    try send(rig, distant, magic)
    #expect(near.received.count >= before)
    try rig.stopAndCheck()
  }

  @Test("an adapter without wake-up logic is halted for the sleep, and a person wakes it again")
  func halted() throws {
    let rig = try StackRig()
    let adapter = try rig.start("left", "wire", [:], protocols: [.init("near", Scribe())])
    #expect(try set(adapter, .pnpSetPower, "NdisDeviceStateD3") == .success)
    #expect(adapter.state == .halted)
    #expect(try set(adapter, .pnpSetPower, "NdisDeviceStateD0") == .success)
    #expect(adapter.state == .running)
    var refused: NDISStatus?
    adapter.manage(.set, .pnpSetPower, input: [9, 0, 0, 0]) { refused = $1 }
    #expect(refused == .invalidData)
    try rig.stopAndCheck()
  }
}
