import CNDIS
import DataPath
import Drivers
import Kernel
import NDIS
import Testing

/// Pages: `protocol-offloads-for-ndis-power-management`, `adding-and-deleting-low-power-protocol-offloads`.
@Suite("A wire that answers in its sleep")
struct ProtocolOffloadTests {
  private static let near: [UInt8] = [2, 0, 0, 0, 0, 1]
  private static let far: [UInt8] = [2, 0, 0, 0, 0, 2]
  /// The station that the host wants answers to tell of, another than the adapter's own.
  private static let told: [UInt8] = [2, 0, 0, 0, 0, 9]

  private static func arp(_ host: String, remote: String = "0.0.0.0") -> String {
    "Priority=1, ProtocolOffloadType=NdisPMProtocolOffloadIdIPv4ARP, FriendlyName=\"arp\", "
      + "IPv4ARPParameters={RemoteIPv4Address=\(remote), HostIPv4Address=\(host), "
      + "MacAddress=02:00:00:00:00:09}"
  }

  private static let neighbours =
    "Priority=1, ProtocolOffloadType=NdisPMProtocolOffloadIdIPv6NS, FriendlyName=\"ns\", "
    + "IPv6NSParameters={SolicitedNodeIPv6Address=ff02::1:ff00:1, MacAddress=02:00:00:00:00:09, "
    + "TargetIPv6Addresses=fd770000000000000000000000000001fd770000000000000000000000000003}"

  private func pair(
    _ rig: StackRig,
    _ keywords: [String: String] = ["*PMARPOffload": "1", "*PMNSOffload": "1"]
  ) throws -> (Scribe, MiniportAdapter) {
    let distant = Scribe()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right", "mac": "02-00-00-00-00-01"].merging(keywords) { $1 },
      protocols: [.init("near", Scribe())]
    )
    _ = try rig.start(
      "right",
      "wire",
      ["mac": "02-00-00-00-00-02"],
      protocols: [.init("far", distant)]
    )
    try rig.run(for: .milliseconds(1))
    return (distant, left)
  }

  @discardableResult
  private func set(
    _ adapter: MiniportAdapter,
    _ oid: OIDNumber,
    _ text: String
  ) throws -> NDISStatus? {
    var answer: NDISStatus?
    adapter.manage(.set, oid, input: try OIDCodec.encode(oid, text: text)) { answer = $1 }
    return answer
  }

  private func enable(_ adapter: MiniportAdapter) throws {
    let enabled =
      "EnabledProtocolOffloads=NDIS_PM_PROTOCOL_OFFLOAD_ARP_ENABLED | NDIS_PM_PROTOCOL_OFFLOAD_NS_ENABLED"
    #expect(try set(adapter, .pmParameters, enabled) == .success)
  }

  private func sleep(_ rig: StackRig, _ adapter: MiniportAdapter) throws {
    #expect(try set(adapter, .pnpSetPower, "NdisDeviceStateD3") == .success)
    try rig.run(for: .milliseconds(1))
    #expect(adapter.isInLowPower)
  }

  private func send(_ rig: StackRig, _ from: Scribe, _ frame: [UInt8]) throws -> [[UInt8]] {
    let before = from.received.count
    from.send([frame])
    try rig.run(for: .milliseconds(1))
    return Array(from.received.dropFirst(before))
  }

  private func request(_ target: [UInt8], from sender: [UInt8] = [10, 0, 0, 2]) -> [UInt8] {
    [UInt8](repeating: 0xFF, count: 6) + Self.far
      + [8, 6, 0, 1, 8, 0, 6, 4, 0, 1] + Self.far + sender + [UInt8](repeating: 0, count: 6)
      + target
  }

  private func solicitation(
    _ target: [UInt8],
    from source: [UInt8],
    checksum wrong: UInt8 = 0
  ) -> [UInt8] {
    let group = [0xFF, 2] + [UInt8](repeating: 0, count: 9) + [1, 0xFF] + target.suffix(3)
    let option = source.contains { $0 != 0 } ? [1, 1] + Self.far : []
    var message: [UInt8] = [135, 0, 0, 0, 0, 0, 0, 0] + target + option
    let length = UInt8(message.count)
    let sum = FrameKit.checksum(source + group + [0, 0, 0, length, 0, 0, 0, 58] + message)
    message.replaceSubrange(2..<4, with: [sum[0], sum[1] ^ wrong])
    return [0x33, 0x33, 0xFF] + target.suffix(3) + Self.far + [0x86, 0xDD]
      + [0x60, 0, 0, 0, 0, length, 58, 255] + source + group + message
  }

  private func address(_ last: UInt8) -> [UInt8] {
    [0xFD, 0x77] + [UInt8](repeating: 0, count: 13) + [last]
  }

  @Test("an ARP request for an offloaded address is answered in the sleep, for another it is not")
  func resolution() throws {
    let rig = try StackRig()
    let (distant, left) = try pair(rig)
    #expect(try set(left, .pmAddProtocolOffload, Self.arp("10.0.0.1")) == .success)
    #expect(
      try set(left, .pmAddProtocolOffload, Self.arp("10.0.0.3", remote: "10.0.0.2")) == .success
    )
    try enable(left)
    #expect(
      try send(rig, distant, request([10, 0, 0, 1])) == [],
      "awake it is the host that answers"
    )
    try sleep(rig, left)
    let answers = try send(rig, distant, request([10, 0, 0, 1]))
    #expect(
      answers == [
        Self.far + Self.near + [8, 6, 0, 1, 8, 0, 6, 4, 0, 2] + Self.told + [10, 0, 0, 1]
          + Self.far + [10, 0, 0, 2]
      ]
    )
    #expect(try send(rig, distant, request([10, 0, 0, 4])) == [])
    #expect(try send(rig, distant, request([10, 0, 0, 3])).count == 1)
    #expect(try send(rig, distant, request([10, 0, 0, 3], from: [10, 0, 0, 7])) == [])
    #expect(left.isInLowPower, "an answer wakes nobody")
    let ledger = left.party.record.ledger(.receive).pointee
    #expect(ledger.dropped == 2)
    #expect(left.party.dropCount(reason: DropReason.lowPower.rawValue) == 2)
    #expect(left.settings.contains { $0.name == "answered asleep" && $0.value == "2" })
    // What was enabled counts for one sleep of a driver; NDIS enables it again at the next.
    #expect(try set(left, .pnpSetPower, "NdisDeviceStateD0") == .success)
    #expect(try send(rig, distant, request([10, 0, 0, 1])) == [])
    try sleep(rig, left)
    #expect(try send(rig, distant, request([10, 0, 0, 1])).count == 1)
    #expect(try set(left, .pnpSetPower, "NdisDeviceStateD0") == .success)
    for id in ["1", "2"] { #expect(try set(left, .pmRemoveProtocolOffload, id) == .success) }
    try rig.stopAndCheck()
  }

  @Test(
    "a neighbor solicitation is answered for each offloaded target, a probe to all nodes, a damaged one not"
  )
  func discovery() throws {
    let rig = try StackRig()
    let (distant, left) = try pair(rig)
    #expect(try set(left, .pmAddProtocolOffload, Self.neighbours) == .success)
    try enable(left)
    try sleep(rig, left)
    let asker = address(2)
    for last in [1, 3] as [UInt8] {
      let answers = try send(rig, distant, solicitation(address(last), from: asker))
      let answer = try #require(answers.first)
      #expect(answer.count == 86)
      #expect(Array(answer[0..<12]) == Self.far + Self.near)
      #expect(Array(answer[22..<54]) == address(last) + asker)
      // Solicited and override; the target, and its station as option 2.
      #expect(Array(answer[58..<62]) == [0x60, 0, 0, 0])
      #expect(Array(answer[62..<86]) == address(last) + [2, 1] + Self.told)
      let pseudo = address(last) + asker + [0, 0, 0, 32, 0, 0, 0, 58]
      #expect(FrameKit.checksum(pseudo + answer[54...]) == [0, 0])
    }
    let none = [UInt8](repeating: 0, count: 16)
    let probed = try #require(
      try send(rig, distant, solicitation(address(1), from: none)).first
    )
    #expect(Array(probed[0..<6]) == [0x33, 0x33, 0, 0, 0, 1])
    #expect(Array(probed[58..<62]) == [0x20, 0, 0, 0])
    #expect(try send(rig, distant, solicitation(address(4), from: asker)) == [])
    #expect(try send(rig, distant, solicitation(address(1), from: asker, checksum: 1)) == [])
    #expect(try set(left, .pnpSetPower, "NdisDeviceStateD0") == .success)
    #expect(try set(left, .pmRemoveProtocolOffload, "1") == .success)
    try rig.stopAndCheck()
  }

  @Test(
    "a frame that is answered and matches a pattern does both: it is answered and wakes the adapter"
  )
  func both() throws {
    let rig = try StackRig()
    let (distant, left) = try pair(rig, ["*PMARPOffload": "1", "*WakeOnPattern": "1"])
    #expect(try set(left, .pmAddProtocolOffload, Self.arp("10.0.0.1")) == .success)
    let pattern =
      "Priority=1, WoLPacketType=NdisPMWoLPacketBitmapPattern, Mask=0030, Pattern=0000000000000000000000000806"
    #expect(try set(left, .pmAddWolPattern, pattern) == .success)
    let enabled =
      "EnabledWoLPacketPatterns=NDIS_PM_WOL_BITMAP_PATTERN_ENABLED, "
      + "EnabledProtocolOffloads=NDIS_PM_PROTOCOL_OFFLOAD_ARP_ENABLED"
    #expect(try set(left, .pmParameters, enabled) == .success)
    try sleep(rig, left)
    #expect(try send(rig, distant, request([10, 0, 0, 1])).count == 1)
    #expect(!left.isInLowPower && left.state == .running)
    #expect(try set(left, .pmRemoveProtocolOffload, "1") == .success)
    #expect(try set(left, .pmRemoveWolPattern, "2") == .success)
    try rig.stopAndCheck()
  }

  @Test(
    "what the adapter cannot answer is refused, and what it holds is told by identifier, list and method"
  )
  func limits() throws {
    let rig = try StackRig()
    let (_, left) = try pair(rig, ["*PMARPOffload": "1"])
    #expect(try set(left, .pmAddProtocolOffload, Self.neighbours) == .notSupported)
    let power = try #require(left.attributes?.power)
    #expect((power.protocolOffloads, power.arpOffloads, power.neighbourOffloads) == (1, 2, 0))
    let enabled = "EnabledProtocolOffloads=NDIS_PM_PROTOCOL_OFFLOAD_NS_ENABLED"
    #expect(try set(left, .pmParameters, enabled) == .invalidParameter)
    for last in 1...2 {
      #expect(try set(left, .pmAddProtocolOffload, Self.arp("10.0.0.\(last)")) == .success)
    }
    #expect(
      try set(left, .pmAddProtocolOffload, Self.arp("10.0.0.3")) == .pmProtocolOffloadListFull
    )
    #expect(left.protocolOffloads.map(\.id) == [2, 3])
    var short: NDISStatus?
    left.manage(.set, .pmAddProtocolOffload, input: [UInt8](repeating: 0, count: 239)) {
      short = $1
    }
    #expect(short == .bufferTooShort)
    for (id, status) in [(3, NDISStatus.success), (9, .invalidParameter)] as [(UInt8, NDISStatus)] {
      var answer: (text: String, status: NDISStatus)?
      left.manage(.method, .pmGetProtocolOffload, input: [id, 0, 0, 0], outputLength: 240) {
        answer = (OIDCodec.text(of: .pmGetProtocolOffload, bytes: $0.output), $1)
      }
      #expect(answer?.status == status)
      #expect(answer?.text.contains("HostIPv4Address=10.0.0.2") == status.isSuccess)
    }
    #expect(try set(left, .pmRemoveProtocolOffload, "9") == .fileNotFound)
    for id in ["2", "3"] { #expect(try set(left, .pmRemoveProtocolOffload, id) == .success) }
    #expect(left.protocolOffloads.isEmpty)
    try rig.stopAndCheck()
  }
}
