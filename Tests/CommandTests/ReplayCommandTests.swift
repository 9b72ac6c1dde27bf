import TestSupport
import Testing

@Suite(
  "Replay of whole captures",
  .enabled(if: Program.isBuilt, "skipped: ndissect is not built beside the tests"),
  .enabled(if: Captures.hasTools, "skipped: python3 or tshark is not installed")
)
struct ReplayCommandTests {
  /// `editcap` options that make a copy; nil replays the file itself.
  static let copies: [[String]?] = [
    nil, ["-F", "pcap", "-s", "96"], ["-F", "nsecpcap"], ["-F", "pcapng"],
  ]

  @Test("packets and bytes are those capinfos counts, and every ledger balances", arguments: copies)
  func totals(copy: [String]?) throws {
    let original = try Captures.traffic(5_000)
    let file = try TemporaryFile([], suffix: ".cap")
    if let copy {
      let made = try ToolRun("editcap", copy + [original.path, file.path])
      try #require(made.status == 0, "\(made.errors)")
    }
    let path = copy == nil ? original.path : file.path
    let document = try DocumentShapeTests.document(["replay", path, "--json"])
    let counted = try ToolRun("capinfos", ["-TrM", "-c", "-d", path]).text
      .split { $0 == "\t" || $0 == "\n" }
    let capture = document["capture"]
    #expect(capture["packets"].integer == Int(counted[1]) && capture["packets"].integer == 5_000)
    #expect(capture["wireBytes"].integer == Int(counted[2]))
    let limit = copy?.contains("-s") == true ? 96 : Int.max
    let lengths = Captures.payloads(TemporaryFile.read(original.path) ?? []).map(\.count)
    #expect(capture["capturedBytes"].integer == lengths.reduce(0) { $0 + min($1, limit) })
    #expect(capture["truncated"].integer == lengths.count { $0 > limit })
    try Self.expectBalance(document)
  }

  /// Nothing is inside or held, the fate ledger adds up, and every drop has a reason.
  static func expectBalance(_ document: JSON) throws {
    func number(_ ledger: JSON, _ names: String...) throws -> Int {
      try names.reduce(0) { $0 + (try #require(ledger[$1].integer)) }
    }
    for adapter in document["adapters"].elements {
      let parts = adapter["filters"].elements + adapter["bindings"].elements
      for ledger in [adapter["ledger"]] + parts.map({ $0["ledger"] }) {
        let begun = try number(ledger, "entered", "born")
        let ended = try number(ledger, "left", "delivered", "merged", "dropped", "inside")
        let rest = try number(ledger, "inside", "held")
        #expect(begun == ended && rest == 0)
      }
      let born = try number(adapter["ledger"], "born")
      let consumed = try number(adapter["ledger"], "delivered", "dropped")
      let dropped = try number(adapter["ledger"], "dropped")
      let drops = adapter["drops"].elements.reduce(0) { $0 + ($1["count"].integer ?? 0) }
      #expect(consumed == born && dropped == drops)
    }
  }

  static let filters: [String] = [
    "arp", "icmp", "tcp.flags.syn == 1", "udp.port == 53",
    "ipv6", "vlan", "ip.ttl > 64", "frame.len > 1000",
    "tcp and not vlan", "eth.dst == ff:ff:ff:ff:ff:ff", "dns or icmpv6",
    "ip.addr == 10.0.0.7",
  ]

  @Test("a display filter takes the packets that tshark takes", arguments: filters)
  func displayFilter(filter: String) throws {
    let file = try Captures.traffic(2_000)
    let ours = try Program.run(["trace", file.path, "-Y", filter, "--jsonl"])
    let theirs = try ToolRun(
      "tshark",
      ["-r", file.path, "-Y", filter, "-T", "fields", "-e", "frame.number"]
    )
    #expect(ours.status == 0 && theirs.status == 0, "\(ours.errors)\(theirs.errors)")
    #expect(ours.lines.count == theirs.lines.count)
  }

  static let captureFilters: [(capture: String, display: String)] = [
    ("arp", "arp and not vlan"),
    ("udp port 53", "udp.port == 53 and ip and not vlan or udp.port == 53 and ipv6 and not vlan"),
    ("tcp[tcpflags] & tcp-syn != 0", "tcp.flags.syn == 1 and ip and not vlan"),
    ("vlan", "vlan"), ("greater 1000", "frame.len >= 1000"), ("ip6", "ipv6 and not vlan"),
    ("ether broadcast", "eth.dst == ff:ff:ff:ff:ff:ff"),
    (
      "host 10.0.0.7",
      "(ip.addr == 10.0.0.7 or arp.src.proto_ipv4 == 10.0.0.7 or arp.dst.proto_ipv4 == 10.0.0.7) and not vlan"
    ),
  ]

  @Test("a capture filter takes the packets it describes", arguments: captureFilters)
  func captureFilter(capture: String, display: String) throws {
    let file = try Captures.traffic(2_000)
    let ours = try Program.run(["trace", file.path, "-f", capture, "--jsonl"])
    let theirs = try ToolRun(
      "tshark",
      ["-r", file.path, "-Y", display, "-T", "fields", "-e", "frame.number"]
    )
    #expect(ours.status == 0 && theirs.status == 0, "\(ours.errors)\(theirs.errors)")
    #expect(ours.lines.count == theirs.lines.count)
  }
}
