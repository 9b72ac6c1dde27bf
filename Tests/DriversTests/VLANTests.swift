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
}
