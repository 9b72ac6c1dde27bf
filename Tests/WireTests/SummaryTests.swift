import TestSupport
import Testing
import Wire

@Suite("Frame summary")
struct SummaryTests {
  static func summary(_ frame: SampleFrame) -> FrameSummary {
    frame.bytes.withUnsafeBytes { FrameSummary($0, wireLength: frame.wireLength) }
  }

  @Test(
    "protocol, source and destination are tshark's columns",
    .enabled(if: ToolRun.isPresent("tshark"), "skipped: tshark is not installed")
  )
  func columns() throws {
    // Columns of a cut frame differ by design: what is there is shown.
    let frames = SampleFrames.all.filter {
      !$0.name.hasPrefix("cut in") && $0.name != "short IPv4 on the wire"
    }
    let file = try TemporaryFile(SampleFrames.capture(frames), suffix: ".pcapng")
    let run = try ToolRun(
      "tshark",
      [
        "-r", file.path, "-T", "fields", "-e", "_ws.col.Protocol", "-e", "_ws.col.Source", "-e",
        "_ws.col.Destination",
      ]
        + plainOptions
    )
    try #require(run.lines.count == frames.count)
    for (frame, line) in zip(frames, run.lines) {
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
      let ours = Self.summary(frame)
      #expect([ours.protocolName, ours.source, ours.destination] == parts, "\(frame.name)")
    }
  }

  @Test("a summary made of a frame leaves payloads out, and says the same")
  func withoutPayload() {
    for frame in SampleFrames.all {
      let whole = frame.bytes.withUnsafeBytes { Dissection($0, wireLength: frame.wireLength) }
      #expect(Self.summary(frame) == FrameSummary(whole), "\(frame.name)")
    }
  }

  @Test(
    "the line says what the packet says",
    arguments: [
      ("ARP request", "Who has 192.168.7.9? Tell 10.1.2.3"),
      ("ARP reply, padded", "10.1.2.3 is at 02:00:00:00:00:aa"),
      (
        "TCP SYN",
        "51000 → 4433 [SYN] Seq=3735928559 Win=8192 Len=0 MSS=1460 WS=128 SACK_PERM TSval=258 TSecr=0"
      ),
      ("UDP", "40000 → 40001 Len=41"),
      ("echo request", "Echo (ping) request id=0x0077, seq=5"),
      ("later fragment", "Fragmented IP protocol (proto=UDP (17), off=24, ID=1234)"),
      ("neighbour solicitation", "Neighbor Solicitation for 2001:db8::bb from 02:00:00:00:00:aa"),
      (
        "neighbour advertisement",
        "Neighbor Advertisement fe80::aa (rtr, sol, ovr) is at 02:00:00:00:00:aa"
      ),
      ("port unreachable", "Destination unreachable (Port unreachable)"),
      (
        "DNS answer",
        "Standard query response 0xabcd A www.example.org CNAME web.example.org A 192.0.2.33"
      ),
      ("DHCP discover", "DHCP Discover - Transaction ID 0x11223344"),
      ("cut in IPv4", "TCP (6) [truncated: 30 of 95 bytes captured]"),
      ("short IPv4 on the wire", "TCP (6) [Malformed Packet]"),
    ]
  )
  func lines(name: String, expected: String) throws {
    let frame = try #require(SampleFrames.all.first { $0.name == name })
    #expect(Self.summary(frame).info == expected)
  }
}
