import TestSupport
import Testing

@Suite(
  "Injecting from the command line",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests")
)
struct InjectCommandTests {
  private static let trace = ["trace", "lab", "--stepped", "--for", "100ms", "--jsonl"]

  private static func journeys(_ injections: [String], filter: String) throws -> ToolRun {
    try Program.run(trace + ["-Y", filter] + injections.flatMap { ["--inject", $0] })
  }

  @Test("a crafted packet is injected at its place, as often as asked, the same in every run")
  func crafted() throws {
    let order =
      "eth0:receive:eth/ipv4(src=192.0.2.7,dst=10.0.0.1)/udp(dport=7777)/payload(\"hi * \")*3@10ms"
    let run = try Self.journeys([order], filter: "udp.dstport == 7777 && journey.birth == injected")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 3)
    for line in run.lines {
      #expect(line.contains("192.0.2.7"))
      #expect(line.contains("\"length\":47"))
    }
    let again = try Self.journeys(
      [order],
      filter: "udp.dstport == 7777 && journey.birth == injected"
    )
    #expect(again.output == run.output)
  }

  @Test("bytes in hex and a packet of a capture are injected as they are")
  func bytes() throws {
    let frame: [UInt8] =
      [UInt8](repeating: 0xFF, count: 6) + [2, 0, 0, 0, 0, 1, 0x88, 0xB5] + [UInt8]("capture".utf8)
    var file: [UInt8] = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0] + [UInt8](repeating: 0, count: 8)
    file += [0xFF, 0xFF, 0, 0, 1, 0, 0, 0]
    for captured in [frame.count, 14] {
      file += [UInt8](repeating: 0, count: 8) + [UInt8(captured), 0, 0, 0]
      file += [UInt8(frame.count), 0, 0, 0] + frame.prefix(captured)
    }
    let capture = try TemporaryFile(file, suffix: ".pcap")
    let run = try Self.journeys(
      ["eth0:receive:hex:ffffffffffff02000000000188b5010203", "eth0:receive:\(capture.path)#1"],
      filter: "journey.birth == injected"
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.lines.count == 2)
    #expect(run.text.contains("\"length\":17") && run.text.contains("\"length\":21"))
    let cut = try Self.journeys(["eth0:receive:\(capture.path)#2"], filter: "arp")
    #expect(cut.status == 2)
    #expect(
      cut.errors
        == "ndissect: only 14 of 21 bytes were captured: packet 2 of \(capture.path): "
        + "choose a whole packet\n"
    )
    let none = try Self.journeys(["eth0:receive:\(capture.path)#3"], filter: "arp")
    #expect(none.errors.contains("the capture has 2 packets"))
  }

  @Test(
    "a mistake is told before anything runs",
    arguments: [
      ("eth0", "no WHERE:WAY:FRAME"), ("eth0:up:eth", "no such way"),
      ("eth0:receive:eth/udp", "udp cannot stand inside eth: --inject …:eth/udp: column 5: "),
      ("eth0:receive:eth/arp*x", "no count"), ("eth0:receive:eth/arp*2@x", "no interval"),
      ("eth0:receive:/nowhere.pcap#1", "/nowhere.pcap"), ("eth0:receive:x.pcap#0", "count from 1"),
      ("ehh0:receive:eth/arp", "nothing in the stack has this name: ehh0: did you mean eth0? "),
    ]
  )
  func mistakes(order: String, problem: String) throws {
    let run = try Program.run(["run", "lab", "--stepped", "--for", "10ms", "--inject", order])
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("ndissect: "))
    #expect(run.errors.contains(problem), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test("what the stack refuses fails the run")
  func refused() throws {
    let run = try Program.run(
      ["run", "lab", "--stepped", "--for", "10ms", "--inject", "eth0:send:eth/arp"]
    )
    #expect(run.status == 1)
    #expect(run.errors.contains("a miniport's own packets come from the medium: eth0"))
  }
}
