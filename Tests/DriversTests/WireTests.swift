import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite struct CableTests {
  private let station: [UInt8] = [2, 0, 0, 0, 0, 1]
  private let other: [UInt8] = [2, 0, 0, 0, 0, 2]

  private func frame(_ count: Int, to: [UInt8]) -> [UInt8] {
    to + station + [0x88, 0xB5] + (0..<count - 14).map { UInt8(truncatingIfNeeded: $0 &* 7) }
  }

  private func pair(
    _ rig: StackRig,
    _ settings: [String: String] = [:],
    far: [String: String] = [:],
    filter: PacketFilter = .promiscuous
  ) throws -> (Scribe, Scribe, MiniportAdapter, MiniportAdapter) {
    let near = Scribe()
    let distant = Scribe()
    distant.filter = filter
    let left = try rig.start(
      "left",
      "wire",
      settings.merging(["peer": "right", "mac": "02-00-00-00-00-01"]) { mine, _ in mine },
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

  @Test("frames arrive in order, byte for byte, each after its own time on the line and the delay")
  func order() throws {
    let rig = try StackRig()
    let (near, distant, _, right) = try pair(rig, ["rate": "100 Mbit/s", "delay": "10 us"])
    let frames = [60, 1_514, 14, 300].map { frame($0, to: other) }
    let begin = rig.machine.now
    near.send(frames)
    var arrivals: [UInt64] = []
    while distant.received.count < 4 {
      let before = distant.received.count
      try rig.run(for: Nanoseconds(10))
      if distant.received.count > before { arrivals.append((rig.machine.now - begin).count) }
    }
    #expect(distant.received == frames)
    // 80 ns for each byte.
    let ends = [60, 1_574, 1_588, 1_888].map { UInt64($0 * 80 + 10_000) }
    #expect(arrivals == ends)
    #expect(near.statuses == Array(repeating: .success, count: 4))
    #expect(right.statistics.values.receivedBytes == 1_888)
    try rig.stopAndCheck()
  }

  @Test("what the receiver's packet filter does not want is dropped at its miniport")
  func packetFilter() throws {
    let rig = try StackRig()
    let (near, distant, _, right) = try pair(rig, filter: [.directed, .multicast])
    right.bindings[0].setMulticastList([[1, 0, 0x5E, 0, 0, 1]])
    near.send([
      frame(60, to: other), frame(60, to: [2, 0, 0, 0, 0, 9]),
      frame(60, to: [255, 255, 255, 255, 255, 255]), frame(60, to: [1, 0, 0x5E, 0, 0, 1]),
      frame(60, to: [1, 0, 0x5E, 0, 0, 2]),
    ])
    try rig.run(for: .milliseconds(1))
    #expect(distant.received.map { $0[5] } == [2, 1])
    #expect(
      right.party.dropCount(reason: DropReason.noMatchingPacketFilter.rawValue) == 3
    )
    #expect(right.statistics.values.receiveDiscards == 3)
    try rig.stopAndCheck()
  }

  @Test("a frame that is too long, too short or one too many is completed with its status")
  func refusals() throws {
    let rig = try StackRig()
    let (near, distant, left, _) = try pair(rig, ["queue": "2", "mtu": "1000"])
    near.send([frame(1_015, to: other), [1, 2, 3]])
    // A tag makes a full frame four bytes longer.
    let tagged =
      other + station + [0x81, 0, 0, 5, 0x88, 0xB5] + [UInt8](repeating: 0, count: 1_000)
    near.send([tagged, frame(1_014, to: other), frame(60, to: other)])
    try rig.run(for: .milliseconds(1))
    #expect(distant.received.map(\.count) == [1_018, 1_014])
    #expect(near.statuses.filter { $0 == .invalidLength }.count == 2)
    #expect(near.statuses.filter { $0 == .resources }.count == 1)
    #expect(near.statuses.filter { $0 == .success }.count == 2)
    for reason in [DropReason.mtuExceeded, .invalidLength, .queueOverrun] {
      #expect(left.party.dropCount(reason: reason.rawValue) == 1, "\(reason)")
    }
    try rig.stopAndCheck()
  }

  @Test("an unplugged cable ends what waits, tells both sides, and a plugged one tells them again")
  func unplug() throws {
    let rig = try StackRig()
    let (near, distant, left, right) = try pair(rig, ["rate": "1 Mbit/s"])
    let wire = try #require(right.driver as? WireMiniport)
    near.send([frame(1_514, to: other), frame(60, to: other)])
    wire.setMedia(connected: false, source: .command("unplug right"))
    near.send([frame(60, to: other)])
    try rig.run(for: .milliseconds(1))
    #expect(near.statuses == Array(repeating: .mediaDisconnected, count: 3))
    #expect(distant.received.isEmpty)
    #expect(near.links.last == .disconnected)
    #expect(distant.links.last == .disconnected)
    wire.setMedia(connected: true, source: .command("plug right"))
    near.send([frame(60, to: other)])
    try rig.run(for: .milliseconds(1))
    #expect(near.links.last == .connected)
    #expect(distant.received.count == 1)
    #expect(left.party.dropCount(reason: DropReason.mediaDisconnected.rawValue) == 3)
    #expect(
      right.settings.contains(
        InstanceSetting("media", "connected", source: .command("plug right"))
      )
    )
    try rig.stopAndCheck()
  }

  @Test("a cancelled send that still waits is completed as aborted")
  func cancel() throws {
    let rig = try StackRig()
    let (near, distant, left, _) = try pair(rig, ["rate": "1 Mbit/s"])
    near.send([frame(60, to: other)])
    near.send([frame(60, to: other), frame(61, to: other)], cancelID: 77)
    near.send([frame(62, to: other)])
    left.bindings[0].cancelSends(withID: 77)
    try rig.run(for: .milliseconds(10))
    #expect(distant.received.map(\.count) == [60, 62])
    #expect(near.statuses.filter { $0 == .sendAborted }.count == 2)
    try rig.stopAndCheck()
  }

  @Test(
    "every OID a miniport must implement is answered",
    arguments: OIDTable.all.filter(\.isMandatory)
  )
  func mandatoryOIDs(_ entry: OIDEntry) throws {
    let rig = try StackRig()
    let (_, _, left, _) = try pair(rig)
    #expect(left.supportedOIDs.contains(entry.number), "\(entry.symbol)")
    if entry.mandatory.contains(.query) {
      var answer: (NDISStatus, Int)?
      left.request(.query, entry.number, outputLength: 512) { answer = ($1, $0.output.count) }
      let (status, count) = try #require(answer)
      #expect(status == .success, "\(entry.symbol)")
      #expect(count >= entry.minimumLength, "\(entry.symbol)")
    }
  }

  @Test("a miniport knows no other OID than those it lists")
  func unknownOID() throws {
    let rig = try StackRig()
    let (_, _, left, _) = try pair(rig)
    var status: NDISStatus?
    left.request(.query, .genHardwareStatus, outputLength: 4) { status = $1 }
    #expect(status == .notSupported)
  }
}
