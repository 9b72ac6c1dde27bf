import Drivers
import Kernel
import NDIS
import Testing

@Suite struct PingTests {
  @Test("twenty pings over a cable get twenty replies after twice the delay and both frames' times")
  func pings() throws {
    let rig = try StackRig()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right", "rate": "1 Gbit/s", "delay": "5 us"],
      protocols: [
        .init(
          "ping",
          "talker",
          [
            "address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "10 ms", "count": "20",
          ]
        )
      ]
    )
    let right = try rig.start(
      "right",
      "wire",
      ["rate": "1 Gbit/s", "delay": "5 us"],
      protocols: [.init("host", "responder", ["addresses": "10.0.0.2/24"])]
    )
    try rig.run(for: .seconds(UInt64(1)))
    let talker = try left.bound(TalkerProtocol.self)
    let responder = try right.bound(ResponderProtocol.self)
    #expect(talker.roundTrips.sent == 20)
    #expect(talker.roundTrips.received == 20)
    #expect(talker.roundTrips.lost == 0)
    #expect(responder.echoReplies == 20)
    #expect(responder.arpReplies == 1)
    // 14 + 20 + 8 + 32 bytes at one bit per nanosecond, there and back.
    let expected = Nanoseconds(2 * (5_000 + 74 * 8))
    #expect(talker.roundTrips.minimum == expected)
    #expect(talker.roundTrips.maximum == expected)
    #expect(left.link.connect == .connected)
    #expect(right.link.connect == .connected)
    #expect(left.statistics.values.receivedUnicastFrames == 21)
    #expect(left.statistics.values.transmittedBroadcastFrames == 1)
    try rig.stopAndCheck()
  }

  @Test("pings over IPv6 resolve by neighbour discovery")
  func pingsOverIPv6() throws {
    let rig = try StackRig()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      protocols: [
        .init(
          "ping",
          "talker",
          [
            "address": "fd77::1/64", "target": "fd77::2", "interval": "10 ms", "count": "20",
          ]
        )
      ]
    )
    let right = try rig.start(
      "right",
      protocols: [.init("host", "responder", ["addresses": "fd77::2/64"])]
    )
    try rig.run(for: .seconds(UInt64(1)))
    let talker = try left.bound(TalkerProtocol.self)
    #expect(talker.roundTrips.received == 20)
    #expect(try right.bound(ResponderProtocol.self).neighborReplies == 1)
    try rig.stopAndCheck()
  }
}
