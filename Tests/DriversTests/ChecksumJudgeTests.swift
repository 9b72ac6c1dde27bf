import Drivers
import Kernel
import NDIS
import TestSupport
import Testing
import Wire

/// Lets tshark judge the checksums of frames that the drivers make.
@Suite struct ChecksumJudgeTests {
  static let reason: Comment = "skipped: tshark is not installed"

  /// Values of a field for each frame, as tshark reads them.
  private func judge(_ frames: [[UInt8]], _ fields: [String]) throws -> [[String]] {
    var writer = PcapNGWriter()
    let interface = writer.addInterface(linkType: .ethernet)
    for (place, frame) in frames.enumerated() {
      frame.withUnsafeBytes {
        writer.addPacket(
          interface: interface,
          timestamp: UInt64(place) * 1_000_000,
          bytes: $0,
          wireLength: frame.count
        )
      }
    }
    let file = try TemporaryFile(writer.bytes, suffix: ".pcapng")
    let options = ["ip", "udp", "tcp"].flatMap { ["-o", "\($0).check_checksum:TRUE"] }
    let run = try ToolRun(
      "tshark",
      ["-n", "-r", file.path, "-T", "fields"] + options + fields.flatMap { ["-e", $0] }
    )
    return run.lines.map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test(
    "every checksum of generated traffic is right",
    .enabled(if: ToolRun.isPresent("tshark"), reason)
  )
  func generator() throws {
    let rig = try StackRig()
    let scribe = Scribe()
    try rig.start(
      "gen",
      "generator",
      ["rate": "10k packets/s", "profile": "flows", "flows": "50", "count": "200"],
      protocols: [.init("drain", scribe)]
    )
    try rig.run(for: .seconds(UInt64(1)))
    #expect(scribe.received.count == 200)
    let rows = try judge(
      scribe.received,
      ["ip.checksum.status", "udp.checksum.status", "tcp.checksum.status"]
    )
    #expect(rows.count == 200)
    // 1 means good.
    #expect(rows.allSatisfy { $0[0] == "1" && ($0[1] == "1" || $0[2] == "1") })
    #expect(rows.contains { $0[1] == "1" })
    #expect(rows.contains { $0[2] == "1" })
    try rig.stopAndCheck()
  }

  @Test(
    "every checksum of pings and their answers is right",
    .enabled(if: ToolRun.isPresent("tshark"), reason)
  )
  func pings() throws {
    let rig = try StackRig()
    let scribe = Scribe()
    let left = try rig.start(
      "left",
      "wire",
      ["peer": "right"],
      protocols: [
        .init(
          "four",
          "talker",
          [
            "address": "10.0.0.1/24", "target": "10.0.0.2", "interval": "1 ms", "count": "5",
          ]
        ),
        .init(
          "six",
          "talker",
          [
            "address": "fd77::1/64", "target": "fd77::2", "interval": "1 ms", "count": "5",
            "size": "33",
          ]
        ),
        .init("drain", scribe),
      ]
    )
    try rig.start(
      "right",
      protocols: [.init("host", "responder", ["addresses": "10.0.0.2/24, fd77::2/64"])]
    )
    try rig.run(for: .seconds(UInt64(1)))
    _ = left
    // Five requests and replies of each kind, an ARP exchange and a neighbour discovery.
    #expect(scribe.received.count == 24)
    let rows = try judge(
      scribe.received,
      ["eth.type", "ip.checksum.status", "icmp.checksum.status", "icmpv6.checksum.status"]
    )
    #expect(rows.filter { $0[0] == "0x0800" && $0[1] == "1" && $0[2] == "1" }.count == 10)
    #expect(rows.filter { $0[0] == "0x86dd" && $0[3] == "1" }.count == 12)
    #expect(rows.filter { $0[0] == "0x0806" }.count == 2)
    try rig.stopAndCheck()
  }
}
