import DataPath
import Drivers
import Kernel
import NDIS
import Testing

@Suite struct SharedAdapterTests {
  @Test("a tag is put back once after two bindings have returned their copies of a frame")
  func derivedListsAboveAFilter() throws {
    let rig = try StackRig()
    let adapter = try rig.start(
      "gen",
      "generator",
      ["rate": "1k packets/s", "vlan": "20", "count": "50"],
      filters: [.init("tagger", "vlan", ["id": "20"])],
      protocols: [.init("first", "sink"), .init("second", "sink")]
    )
    try rig.run(for: .seconds(UInt64(1)))
    for binding in adapter.bindings {
      let sink = try #require(binding.driver as? SinkProtocol)
      #expect(sink.frames == 50)
      #expect(sink.bytes == 50 * 56)
    }
    try rig.stopAndCheck()
  }

  @Test("a promiscuous binding sees the sends of its neighbour, who does not get them back")
  func loopback() throws {
    let rig = try StackRig()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      filters: [.init("tagger", "vlan", ["id": "9"]), .init("watch", "capture")],
      protocols: [
        .init(
          "ping",
          "talker",
          [
            "address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "10 ms", "count": "4",
          ]
        ),
        .init("drain", "sink"),
      ]
    )
    try rig.start(
      "right",
      filters: [.init("tagger", "vlan", ["id": "9"])],
      protocols: [.init("host", "responder", ["addresses": "10.0.0.2/24"])]
    )
    try rig.run(for: .seconds(UInt64(1)))
    let talker = try left.bound(TalkerProtocol.self)
    #expect(talker.roundTrips.received == 4)
    let sink = try #require(left.bindings.last?.driver as? SinkProtocol)
    // One ARP exchange and four pings, both directions.
    #expect(sink.frames == 10)
    let ping = try #require(left.bindings.first)
    #expect(ping.party.dropCount(reason: DropReason.notForUs.rawValue) == 0)
    try rig.stopAndCheck()
  }
}
