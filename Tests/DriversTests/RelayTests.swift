import CNDIS
import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing

@Suite struct RelayTests {
  /// Four adapters on two cables, with the relay between the inner two: one ↔ a ⇄ b ↔ two.
  private final class Bridge {
    let rig: StackRig
    let a: MiniportAdapter
    let b: MiniportAdapter

    init(
      seed: UInt64 = 1,
      isPending: Bool = false,
      one: StackRig.Part,
      two: StackRig.Part,
      onA: [StackRig.Part] = [],
      onB: [StackRig.Part] = [],
      besideA: [StackRig.Part] = [],
      relay: [String: String] = [:],
      cable: [String: String] = [:]
    ) throws {
      rig = try StackRig(seed: seed)
      rig.isPending = isPending
      var half = StackRig.Part("bridge", "relay", relay)
      half.adapters = ["a", "b"]
      let settings = ["rate": "10 Gbit/s", "delay": "1 us", "mtu": "9000", "queue": "2048"]
        .merging(cable) { $1 }
      let facing = { (name: String) in settings.merging(["peer": name]) { $1 } }
      try rig.start("one", "wire", facing("a"), protocols: [one])
      a = try rig.start("a", "wire", settings, filters: onA, protocols: [half] + besideA)
      b = try rig.start("b", "wire", settings, filters: onB, protocols: [half])
      try rig.start("two", "wire", facing("b"), protocols: [two])
      try rig.run(for: .milliseconds(1))
    }

    func half(_ adapter: MiniportAdapter) throws -> RelayProtocol {
      let driver = try #require(adapter.bindings.first?.driver)
      return try #require(((driver as? PendingProtocol)?.inner ?? driver) as? RelayProtocol)
    }
  }

  private static func frame(_ number: Int, length: Int = 64) -> [UInt8] {
    [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 0x88, 0xB5, UInt8(number >> 8), UInt8(number & 0xFF)]
      + [UInt8](repeating: 0x55, count: length - 16)
  }

  @Test("frames of one adapter leave the other as they came, in order, both ways")
  func bothWays() throws {
    let one = Scribe()
    let two = Scribe()
    one.filter = [.promiscuous, .noLocal]
    two.filter = [.promiscuous, .noLocal]
    let bridge = try Bridge(one: .init("one", one), two: .init("two", two))
    let forth = (0..<200).map { Self.frame($0) }
    let back = (200..<300).map { Self.frame($0, length: 1_514) }
    one.send(forth)
    two.send(back)
    try bridge.rig.run(for: .milliseconds(5))
    #expect(two.received == forth)
    #expect(one.received == back)
    #expect(try bridge.half(bridge.b).frames == 200)
    #expect(try bridge.half(bridge.a).bytes == 100 * 1_514)
    let received = try #require(bridge.a.bindings.first).party.record.ledger(.receive).pointee
    #expect(received.delivered == 200)
    let sent = try #require(bridge.b.bindings.first).party.record.ledger(.transmit).pointee
    #expect(sent.born == 200)
    #expect(sent.freed == 200)
    try bridge.rig.stopAndCheck()
  }

  @Test("a received list is held until the send on the other side completes")
  func held() throws {
    let one = Scribe()
    let two = Scribe()
    // 1000 bytes take 8 ms.
    let bridge = try Bridge(
      one: .init("one", one),
      two: .init("two", two),
      cable: ["rate": "1 Mbit/s"]
    )
    one.send((0..<3).map { Self.frame($0, length: 1_000) })
    try bridge.rig.run(for: .milliseconds(17))
    #expect(try bridge.half(bridge.a).held == 1)
    #expect(bridge.a.party.record.away(.receive) == 1)
    bridge.rig.expectBalance()
    try bridge.rig.run(for: .milliseconds(100))
    #expect(try bridge.half(bridge.a).held == 0)
    try bridge.rig.stopAndCheck()
  }

  @Test("what finds no room on the other side is dropped with the setting as cause")
  func queue() throws {
    let one = Scribe()
    let two = Scribe()
    two.filter = [.promiscuous, .noLocal]
    one.filter = [.promiscuous, .noLocal]
    let bridge = try Bridge(
      one: .init("one", one),
      two: .init("two", two),
      onB: [.init("line", "impair", ["delay": "1 ms"])],
      relay: ["queue": "4"]
    )
    one.send((0..<20).map { Self.frame($0) })
    try bridge.rig.run(for: .milliseconds(5))
    let dropped = try #require(bridge.a.bindings.first).party
      .dropCount(reason: DropReason.queueOverrun.rawValue)
    #expect(dropped == 16)
    #expect(two.received == (0..<4).map { Self.frame($0) })
    #expect(bridge.rig.stack.causes.all.map(\.description).contains("queue = 4 (rig.yaml:1:1)"))
    try bridge.rig.stopAndCheck()
  }

  @Test("a VLAN slot goes along to the other side")
  func vlanSlot() throws {
    let one = Scribe()
    let two = Scribe()
    let keeper = SendKeeper()
    let bridge = try Bridge(
      one: .init("one", one),
      two: .init("two", two),
      onA: [.init("marker", SlotMarker(.ieee8021Q, VLANInfo(id: 30, priority: 5).rawValue))],
      onB: [.init("keeper", keeper)]
    )
    one.send([Self.frame(1)])
    try bridge.rig.run(for: .milliseconds(1))
    #expect(keeper.tags == [VLANInfo(id: 30, priority: 5).rawValue])
    try bridge.rig.stopAndCheck()
  }

  /// A TCP segment with 3000 data bytes, its checksums right.
  private static func unit(isIPv6: Bool) -> [UInt8] {
    var segment: [UInt8] =
      [0x12, 0x34, 0, 80, 0, 0, 0, 1, 0, 0, 0, 2, 0x50, 0x18, 1, 0, 0, 0, 0, 0]
      + (0..<3_000).map { UInt8($0 % 251) }
    let addresses: [UInt8] =
      isIPv6
      ? [0xFD] + [UInt8](repeating: 0, count: 14) + [1, 0xFD] + [UInt8](repeating: 0, count: 14)
        + [2] : [10, 0, 0, 1, 10, 0, 0, 2]
    let length = segment.count
    let pseudo: [UInt8] = addresses + [0, 6, UInt8(length >> 8), UInt8(length & 0xFF)]
    segment.replaceSubrange(16..<18, with: FrameKit.checksum(pseudo + segment))
    let packet =
      isIPv6
      ? [0x60, 0, 0, 0, UInt8(length >> 8), UInt8(length & 0xFF), 6, 64] + addresses + segment
      : FrameKit.ipv4([10, 0, 0, 1], [10, 0, 0, 2], proto: 6, segment)
    return FrameKit.ethernet(
      [2, 0, 0, 0, 0, 2],
      [2, 0, 0, 0, 0, 1],
      isIPv6 ? [0x86, 0xDD] : [8, 0],
      packet
    )
  }

  @Test(
    "a coalesced unit goes on as a large send of version 2 prepared as the contract wants it",
    arguments: [false, true]
  )
  func unit(isIPv6: Bool) throws {
    let one = Scribe()
    let keeper = SendKeeper()
    let mirror = Mirror()
    let slots: [(slot: InfoSlot, value: UInt64)] = [
      (.segmentCoalescing, CoalescingInfo(segmentCount: 3).rawValue),
      (.checksum, ReceiveChecksumInfo([.tcpSucceeded, .ipSucceeded]).rawValue),
    ]
    let bridge = try Bridge(
      one: .init("one", one),
      two: .init("two", Scribe()),
      onA: [.init("mirror", mirror), .init("marker", SlotMarker(slots, segmentSize: 1_200))],
      onB: [.init("keeper", keeper)]
    )
    let sent = Self.unit(isIPv6: isIPv6)
    one.send([sent])
    try bridge.rig.run(for: .milliseconds(1))
    let header = isIPv6 ? 40 : 20
    let info = try #require(keeper.largeSends.first)
    #expect(info.segmentSize == 1_200)
    #expect(info.isVersion2)
    #expect(info.isIPv6 == isIPv6)
    #expect(info.tcpHeaderOffset == 14 + header)
    let frame = try #require(keeper.frames.first)
    // IP length, the IPv4 header checksum and the TCP checksum differ, nothing else.
    var expected = sent
    expected.replaceSubrange(isIPv6 ? 18..<20 : 16..<18, with: [0, 0])
    if !isIPv6 { expected.replaceSubrange(24..<26, with: [0, 0]) }
    let addresses = isIPv6 ? Array(sent[22..<54]) : Array(sent[26..<34])
    let sum = FrameKit.checksum(addresses + [0, 6])
    let place = 14 + header + 16
    expected.replaceSubrange(place..<place + 2, with: [~sum[0], ~sum[1]])
    #expect(frame == expected)
    // The received bytes are as they were when they came back.
    #expect(mirror.down == [sent])
    #expect(try bridge.half(bridge.b).units == 1)
    try bridge.rig.stopAndCheck()
  }

  @Test("a unit whose checksum nobody found right is verified, and a wrong one is dropped")
  func unverified() throws {
    let one = Scribe()
    let keeper = SendKeeper()
    let bridge = try Bridge(
      one: .init("one", one),
      two: .init("two", Scribe()),
      onA: [
        .init(
          "marker",
          SlotMarker(
            [(.segmentCoalescing, CoalescingInfo(segmentCount: 3).rawValue)],
            segmentSize: 1_200
          )
        )
      ],
      onB: [.init("keeper", keeper)]
    )
    let right = Self.unit(isIPv6: false)
    var wrong = right
    wrong[1_000] ^= 1
    one.send([wrong, right, wrong])
    try bridge.rig.run(for: .milliseconds(1))
    #expect(keeper.frames.count == 1)
    #expect(
      bridge.a.bindings.first?.party.dropCount(reason: DropReason.badChecksum.rawValue) == 2
    )
    try bridge.rig.stopAndCheck()
  }

  @Test("a unit that two bindings share is a unit for each")
  func sharedUnit() throws {
    let one = Scribe()
    let keeper = SendKeeper()
    let slots: [(slot: InfoSlot, value: UInt64)] = [
      (.segmentCoalescing, CoalescingInfo(segmentCount: 3).rawValue),
      (.checksum, ReceiveChecksumInfo([.tcpSucceeded, .ipSucceeded]).rawValue),
    ]
    let bridge = try Bridge(
      one: .init("one", one),
      two: .init("two", Scribe()),
      onA: [.init("marker", SlotMarker(slots, segmentSize: 1_200))],
      onB: [.init("keeper", keeper)],
      besideA: [.init("drain", "sink")]
    )
    one.send([Self.unit(isIPv6: false)])
    try bridge.rig.run(for: .milliseconds(1))
    #expect(keeper.largeSends.map(\.segmentSize) == [1_200])
    try bridge.rig.stopAndCheck()
  }

  @Test(
    "a relay on any other number of adapters than two is refused",
    arguments: [[], ["a"], ["a", "b", "c"]]
  )
  func wrongNumber(_ adapters: [String]) throws {
    let rig = try StackRig()
    var part = StackRig.Part("bridge", "relay")
    part.adapters = adapters
    let configuration = try rig.configuration(part)
    #expect(throws: DriverError.self) { try RelayProtocol(configuration) }
  }

  @Test(
    "two hundred pauses on both sides under traffic between drivers that pend lose nothing",
    arguments: [1, 2, 3] as [UInt64]
  )
  func soak(_ seed: UInt64) throws {
    let bridge = try Bridge(
      seed: seed,
      isPending: true,
      one: .init(
        "ping",
        "talker",
        ["address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "30 us"]
      ),
      two: .init("host", "responder", ["addresses": "10.0.0.2/24"]),
      onA: [.init("tag", "vlan", ["mode": "trunk", "untagged": "pass"])],
      onB: [
        .init("tag", "vlan", ["mode": "trunk", "untagged": "pass"]),
        .init("line", "impair", ["delay": "100 us", "duplicate": "10 %", "loss": "5 %"]),
      ],
      besideA: [.init("drain", "sink")],
      relay: ["queue": "16"]
    )
    var random = SeededRandom(seed: seed)
    for _ in 0..<200 {
      (random.bounded(2) == 0 ? bridge.a : bridge.b).pauseAndRestart()
      try bridge.rig.run(for: .microseconds(random.bounded(1_500)))
      bridge.rig.expectBalance()
      guard bridge.rig.stack.verifier?.findings.isEmpty == true else { break }
    }
    try bridge.rig.run(for: .milliseconds(100))
    #expect(bridge.a.state == .running && bridge.b.state == .running)
    #expect(try bridge.half(bridge.b).frames > 100)
    #expect(try bridge.half(bridge.a).frames > 100)
    try bridge.rig.stopAndCheck()
  }
}
