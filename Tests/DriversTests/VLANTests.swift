import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite struct VLANTests {
  @Test("an access port takes its own tag off and lets no other VLAN in")
  func access() throws {
    let rig = try StackRig()
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "1k packets/s", "vlan": "20", "count": "100"],
      filters: [.init("tagger", "vlan", ["id": "20"])],
      protocols: [.init("drain", "sink")]
    )
    try rig.run(for: .seconds(UInt64(1)))
    let sink = try adapter.bound(SinkProtocol.self)
    #expect(sink.frames == 100)
    // 60 bytes of which four were the tag.
    #expect(sink.bytes == 100 * 56)
    #expect(adapter.statistics.values.receivedBytes == 100 * 60)
    try rig.stopAndCheck()
  }

  @Test("frames of another VLAN are dropped with the setting that forbids them")
  func notMember() throws {
    let rig = try StackRig()
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "1k packets/s", "vlan": "20", "count": "100"],
      filters: [.init("tagger", "vlan", ["id": "30"])],
      protocols: [.init("drain", "sink")]
    )
    try rig.run(for: .seconds(UInt64(1)))
    #expect(try adapter.bound(SinkProtocol.self).frames == 0)
    let module = try #require(adapter.filters.first)
    #expect(module.party.dropCount(reason: DropReason.vlanNotMember.rawValue) == 100)
    #expect(rig.stack.causes.all.map(\.description).contains("id = 30 (rig.yaml:2:1)"))
    try rig.stopAndCheck()
  }

  @Test("pings pass between two access ports of one VLAN and frames are tagged between them")
  func pings() throws {
    let rig = try StackRig()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      filters: [.init("tag", "vlan", ["id": "7"])],
      protocols: [
        .init(
          "ping",
          "talker",
          [
            "address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "10 ms", "count": "5",
          ]
        )
      ]
    )
    let right = try rig.start(
      "right",
      filters: [.init("tag", "vlan", ["id": "7"])],
      protocols: [.init("host", "responder", ["addresses": "10.0.0.2/24"])]
    )
    try rig.run(for: .seconds(UInt64(1)))
    #expect(try left.bound(TalkerProtocol.self).roundTrips.received == 5)
    // One ARP reply and five echo replies, each four bytes longer on the cable.
    #expect(left.statistics.values.receivedBytes == 42 + 4 + 5 * (74 + 4))
    _ = right
    try rig.stopAndCheck()
  }

  private func frames() -> [[UInt8]] {
    let data = (0..<46).map { UInt8($0) }
    let addresses: [UInt8] = [2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1]
    return [
      addresses + [0x81, 0x00, 0xB0, 0x14, 0x08, 0x00] + data,
      addresses + [0x88, 0xA8, 0x00, 0x1E, 0x81, 0x00, 0x00, 0x07, 0x08, 0x00] + data,
      addresses + [0x81, 0x00, 0x00, 0x63, 0x08, 0x00] + data,
      addresses + [0x88, 0xB5] + data,
      addresses + [0x81, 0x00, 0xE0, 0x00, 0x88, 0xB5] + data,
    ]
  }

  @Test("a trunk strips the outer tag into the slot, and gives the frame back as it came")
  func trunk() throws {
    let rig = try StackRig()
    let near = Scribe()
    let distant = Scribe()
    try rig.start("left", "wire", ["peer": "right"], protocols: [.init("near", near)])
    let right = try rig.start(
      "right",
      filters: [
        // Below the tagger, so it sees what goes up and what comes back.
        .init("mirror", Mirror()),
        .init(
          "tagger",
          "vlan",
          ["mode": "trunk", "allowed": "20, 30", "untagged": "pass"]
        ),
      ],
      protocols: [.init("far", distant)]
    )
    try rig.run(for: .milliseconds(1))
    let sent = frames()
    near.send(sent)
    try rig.run(for: .milliseconds(1))
    let expected = [sent[0], sent[1], sent[3], sent[4]].enumerated().map { place, frame in
      place == 2 ? frame : Array(frame[0..<12] + frame[16...])
    }
    #expect(distant.received == expected)
    let tags: [UInt16] = [0xB014, 0x001E, 0, 0xE000]
    #expect(distant.slots == tags.map { $0 == 0 ? 0 : VLANInfo(tagControl: $0).rawValue })
    let mirror = try #require(right.filters.first?.driver as? Mirror)
    #expect(mirror.up == sent)
    #expect(
      mirror.down.sorted { $0.lexicographicallyPrecedes($1) }
        == sent.sorted { $0.lexicographicallyPrecedes($1) }
    )
    #expect(mirror.downSlots.allSatisfy { $0 == 0 })
    #expect(
      right.filters[1].party.dropCount(reason: DropReason.vlanNotMember.rawValue) == 1
    )
    #expect(rig.stack.causes.all.map(\.description).contains("allowed = 20, 30 (rig.yaml:3:1)"))
    try rig.stopAndCheck()
  }

  @Test(
    "a sent frame gets the slot's tag, with or without room in front, and comes back without",
    arguments: [32, 0]
  )
  func sendTrunk(_ room: Int) throws {
    let rig = try StackRig()
    let near = Scribe()
    near.backfill = room
    let distant = Scribe()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      filters: [
        .init("tagger", "vlan", ["mode": "trunk", "allowed": "20,30", "untagged": "pass"])
      ],
      protocols: [.init("near", near)]
    )
    try rig.start("right", protocols: [.init("far", distant)])
    try rig.run(for: .milliseconds(1))
    let frame = frames()[3]
    near.send([frame], slot: VLANInfo(id: 30, priority: 5).rawValue)
    near.send([frame])
    near.send([frame], slot: VLANInfo(id: 99, priority: 0).rawValue)
    try rig.run(for: .milliseconds(1))
    let tagged = Array(frame[0..<12]) + [0x81, 0x00, 0xA0, 0x1E] + Array(frame[12...])
    #expect(distant.received == [tagged, frame])
    #expect(near.completed == [frame, frame, frame])
    #expect(near.completedSlots.contains(VLANInfo(id: 30, priority: 5).rawValue))
    #expect(left.filters[0].party.dropCount(reason: DropReason.vlanNotMember.rawValue) == 1)
    try rig.stopAndCheck()
  }

  @Test("data marked read-only is sent tagged without a byte of it being written")
  func readOnlySend() throws {
    let rig = try StackRig()
    let near = Scribe()
    near.listFlags = NBLFlags.sendReadOnly.rawValue
    let distant = Scribe()
    let probe = SendProbe()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      filters: [
        .init("probe", SendProbe.component, probe),
        .init("tagger", "vlan", ["mode": "trunk", "allowed": "30", "untagged": "pass"]),
      ],
      protocols: [.init("near", near)]
    )
    try rig.start("right", protocols: [.init("far", distant)])
    try rig.run(for: .milliseconds(1))
    let frame = frames()[3]
    probe.watched = { near.lastStorage.map(Array.init) ?? [] }
    near.send([frame], slot: VLANInfo(id: 30, priority: 5).rawValue)
    try rig.run(for: .milliseconds(1))
    #expect(probe.seen == [frame])
    let tagged = Array(frame[0..<12]) + [0x81, 0x00, 0xA0, 0x1E] + Array(frame[12...])
    #expect(probe.passed == [tagged])
    #expect(distant.received == [tagged])
    #expect(near.completed == [frame])
    #expect(near.completedSlots == [VLANInfo(id: 30, priority: 5).rawValue])
    #expect(rig.stack.descriptors.outstanding == 0)
    _ = left
    try rig.stopAndCheck()
  }

  @Test("data marked read-only is received without its tag, and goes back unwritten")
  func readOnlyReceive() throws {
    let rig = try StackRig()
    let near = Scribe()
    let distant = Scribe()
    let lock = Lock()
    try rig.start("left", "wire", ["peer": "right"], protocols: [.init("near", near)])
    try rig.start(
      "right",
      filters: [
        .init("lock", Lock.component, lock),
        .init("tagger", "vlan", ["mode": "trunk", "allowed": "20", "untagged": "pass"]),
      ],
      protocols: [.init("far", distant)]
    )
    try rig.run(for: .milliseconds(1))
    let frame = frames()[0]
    near.send([frame])
    try rig.run(for: .milliseconds(1))
    #expect(distant.received == [Array(frame[0..<12] + frame[16...])])
    #expect(distant.slots == [VLANInfo(tagControl: 0xB014).rawValue])
    #expect(lock.duringIndication == [frame])
    #expect(lock.returned == [frame])
    #expect(rig.stack.descriptors.outstanding == 0)
    try rig.stopAndCheck()
  }
}

/// A filter that looks, at every send, at the frame and at bytes a test names.
private final class SendProbe: FilterSending {
  var watched: (() -> [UInt8])?
  private(set) var seen: [[UInt8]] = []
  private(set) var passed: [[UInt8]] = []

  static let component = ComponentDescription.filter(
    "probe",
    displayName: "Probe",
    summary: "Looks at what is sent.",
    .modifying(.custom)
  )

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    chain.forEach { passed.append($0.copied) }
    if let watched { seen.append(watched()) }
    module.send(chain, port: port, flags: flags)
  }
}

/// A filter that marks what it receives read-only, and keeps the bytes as they lie in memory.
private final class Lock: FilterReceiving, FilterReturning, FilterStatusReceiving {
  private(set) var duringIndication: [[UInt8]] = []
  private(set) var returned: [[UInt8]] = []

  static let component = ComponentDescription.filter(
    "lock",
    displayName: "Lock",
    summary: "Marks what it receives read-only.",
    .modifying(.custom)
  )

  func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var lists = chain
    var places: [UnsafeRawBufferPointer] = []
    lists.edit {
      $0.setFlags(NBLFlags.receiveReadOnly.rawValue)
      if let bytes = $0.list.firstBuffer?.contiguous { places.append(bytes) }
    }
    module.indicate(lists, port: port, flags: flags)
    duringIndication += places.map(Array.init)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    var lists = chain
    lists.edit {
      returned.append($0.list.copied)
      $0.setFlags(0)
    }
    module.returnReceived(lists, flags: flags)
  }
}
