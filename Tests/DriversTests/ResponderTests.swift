import DataPath
import Drivers
import Kernel
import NDIS
import TestSupport
import Testing
import Wire

@Suite struct ResponderTests {
  private let asker: [UInt8] = [2, 0, 0, 0, 0, 1]
  private let station: [UInt8] = [2, 0, 0, 0, 0, 2]
  private let mine: [UInt8] = [10, 0, 0, 1]
  private let theirs: [UInt8] = [10, 0, 0, 2]

  private func answers(
    to frames: [[UInt8]],
    _ settings: [String: String] = [:],
    dropped: [DropReason: UInt64] = [:]
  ) throws -> [[UInt8]] {
    let rig = try StackRig()
    let near = Scribe()
    try rig.start(
      "left",
      "wire",
      ["peer": "right", "mac": "02-00-00-00-00-01"],
      protocols: [.init("near", near)]
    )
    let right = try rig.start(
      "right",
      "wire",
      ["mac": "02-00-00-00-00-02"],
      protocols: [
        .init(
          "host",
          "responder",
          ["addresses": "10.0.0.2/24, fd77::2/64"].merging(settings) { $1 }
        )
      ]
    )
    try rig.run(for: .milliseconds(1))
    near.send(frames)
    try rig.run(for: .milliseconds(5))
    for (reason, count) in dropped {
      #expect(right.bindings[0].party.dropCount(reason: reason.rawValue) == count, "\(reason)")
    }
    try rig.stopAndCheck()
    return near.received
  }

  @Test("an ARP request for its address is answered to the asker, any other is not for it")
  func arp() throws {
    let zero = [UInt8](repeating: 0, count: 6)
    let all = [UInt8](repeating: 255, count: 6)
    let request = { (target: [UInt8]) in
      FrameKit.ethernet(
        all,
        self.asker,
        [8, 6],
        FrameKit.arp(1, (self.asker, self.mine), (zero, target))
      )
    }
    let replies = try answers(
      to: [request(theirs), request([10, 0, 0, 3])],
      dropped: [.notForUs: 1]
    )
    #expect(
      replies == [
        FrameKit.ethernet(
          asker,
          station,
          [8, 6],
          FrameKit.arp(2, (station, theirs), (asker, mine))
        )
      ]
    )
  }

  @Test("an echo request is answered with its own data, identifier and sequence number")
  func echo() throws {
    let data = (0..<57).map { UInt8($0 &* 3) }
    let request = FrameKit.ethernet(
      station,
      asker,
      [8, 0],
      FrameKit.ipv4(
        mine,
        theirs,
        proto: 1,
        FrameKit.echo(reply: false, id: 0x1234, sequence: 7, data)
      )
    )
    let replies = try answers(to: [request])
    #expect(
      replies == [
        FrameKit.ethernet(
          asker,
          station,
          [8, 0],
          FrameKit.ipv4(
            theirs,
            mine,
            proto: 1,
            id: 7,
            FrameKit.echo(reply: true, id: 0x1234, sequence: 7, data)
          )
        )
      ]
    )
  }

  @Test(
    "a wrong checksum, a lying length and a packet for somebody else each end with their reason"
  )
  func refusals() throws {
    let good = FrameKit.ipv4(
      mine,
      theirs,
      proto: 1,
      FrameKit.echo(reply: false, id: 1, sequence: 1, [1, 2, 3])
    )
    var badHeader = good
    badHeader[8] = 63
    var badMessage = good
    badMessage[30] ^= 0xFF
    let cut = Array(good.dropLast(3))
    let udp = FrameKit.ipv4(mine, theirs, proto: 17, [0, 1, 0, 2, 0, 8, 0, 0])
    let other = FrameKit.ipv4(
      mine,
      [10, 0, 0, 9],
      proto: 1,
      FrameKit.echo(reply: false, id: 1, sequence: 1, [])
    )
    let frames = [badHeader, badMessage, cut, udp, other, [0x45]].map {
      FrameKit.ethernet(station, asker, [8, 0], $0)
    }
    let replies = try answers(
      to: frames,
      dropped: [.badChecksum: 2, .malformed: 2, .notForUs: 2]
    )
    #expect(replies.isEmpty)
  }

  @Test("it announces its IPv4 address when asked to")
  func announce() throws {
    let rig = try StackRig()
    let near = Scribe()
    try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      protocols: [.init("near", near)]
    )
    try rig.start(
      "right",
      "wire",
      ["mac": "02-00-00-00-00-02"],
      protocols: [
        .init("host", "responder", ["addresses": "10.0.0.2/24", "announce": "true"])
      ]
    )
    try rig.run(for: .milliseconds(1))
    let all = [UInt8](repeating: 255, count: 6)
    let zero = [UInt8](repeating: 0, count: 6)
    #expect(
      near.received == [
        FrameKit.ethernet(
          all,
          station,
          [8, 6],
          FrameKit.arp(1, (station, theirs), (zero, theirs))
        )
      ]
    )
    try rig.stopAndCheck()
  }

  @Test("hostile frames of every length are dropped or answered and nothing is lost")
  func hostile() throws {
    var random = SeededRandom(seed: 4)
    let seeds = [
      FrameKit.ethernet(
        station,
        asker,
        [8, 0],
        FrameKit.ipv4(mine, theirs, proto: 1, FrameKit.echo(reply: false, id: 1, sequence: 1, [9]))
      ),
      FrameKit.ethernet(
        station,
        asker,
        [8, 6],
        FrameKit.arp(1, (asker, mine), (asker, theirs))
      ),
      station + asker + [0x86, 0xDD, 0x60, 0, 0, 0, 0, 32, 58, 255]
        + [UInt8](repeating: 0xFD, count: 32) + [135, 0, 0, 0] + [UInt8](repeating: 0, count: 28),
    ]
    var frames: [[UInt8]] = []
    for seed in seeds {
      for _ in 0..<120 {
        var frame = Array(seed.prefix(14 + Int(random.bounded(UInt64(seed.count - 13)))))
        for _ in 0..<3 where frame.count > 14 {
          frame[12 + Int(random.bounded(UInt64(frame.count - 12)))] = UInt8(
            truncatingIfNeeded: random.next()
          )
        }
        frames.append(frame)
      }
    }
    _ = try answers(to: frames)
  }
}
