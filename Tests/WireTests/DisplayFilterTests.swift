import TestSupport
import Testing
import Wire

@Suite("Display filter")
struct DisplayFilterTests {
  /// Filters whose selection must be tshark's.
  static let compared = [
    "arp", "tcp", "udp && !(dns || dhcp)", "ip.src == 10.0.0.0/8", "ip.addr == 192.168.7.9",
    "ip.addr != 10.1.2.3", "!ip.addr == 10.1.2.3", "vlan.id == 42 or vlan.id == 9",
    "tcp.flags.syn == 1", "tcp.flags.syn", "eth.dst == ff:ff:ff:ff:ff:ff", "eth.src contains aa",
    "frame.len > 90", "frame.len >= 60 and frame.len < 0x50", "udp.port in {53, 67..68}",
    "ip.checksum.status == 0 || tcp.checksum.status == 0", "ip.ttl < 65 && icmp.type == 8",
    "ipv6.src == fe80::/10", "ipv6.dst == 2001:db8::bb", "icmpv6.nd.ns.target_address",
    "dns.qry.name contains \"example\"", "dns.a == 192.0.2.33", "ip.flags.mf == 1",
    "ip.frag_offset > 0", "stp || lldp", "data contains 70:61:79", "tcp.options.mss_val == 1460",
    "ip.proto == 6 and not tcp.flags.push == 1", "ip.version == 6", "dhcp.option.dhcp == 1",
    "not (ip or ipv6)", "eth.type == 0x88b5", "tcp.seq == 3735928559",
    "ipv6.fraghdr.ident == 0xcafef00d",
  ]

  @Test(
    "a filter selects the frames tshark's does",
    .enabled(if: ToolRun.isPresent("tshark"), "skipped: tshark is not installed"),
    arguments: compared
  )
  func selection(text: String) throws {
    // A frame with cut headers differs by design: fields that are there are read.
    let frames = SampleFrames.all.filter { !$0.name.hasPrefix("cut in") }
    let file = try TemporaryFile(SampleFrames.capture(frames), suffix: ".pcapng")
    // Bytes of a protocol as a whole are compared there, the data's bytes here.
    let theirText = text.replacing("data contains", with: "data.data contains")
    let ourText = theirText
    let run = try ToolRun(
      "tshark",
      ["-r", file.path, "-Y", theirText, "-T", "fields", "-e", "frame.number"] + plainOptions
    )
    #expect(run.status == 0, "\(run.errors)")
    let theirs = run.lines.compactMap { Int($0) }
    let filter = try DisplayFilter(parsing: ourText)
    let ours = frames.indices.filter { filter.matches(DissectionTests.dissect(frames[$0])) }
    #expect(ours.map { $0 + 1 } == theirs)
  }

  @Test(
    "a filter that cannot be read tells column, expectation and the nearest field",
    arguments: [
      ("ip.scr == 1.2.3.4", 1, "ip.src"), ("tcp && ip.tll > 3", 8, "ip.ttl"),
      ("vlan.id = 3", 9, nil), ("ip.src == 1.2.3", 11, nil), ("(tcp", 5, nil), ("tcp udp", 5, nil),
      ("", 1, nil), ("tcp &&", 7, nil), ("ip.ttl == ", 11, nil), ("tcp == 1", 5, nil),
      ("udp.port in {1, 2", 18, nil), ("udp.port in 1", 13, nil), ("udp.port == \"", 13, nil),
      ("ip.ttl contains 3", 8, nil), ("ip.ttl == 18446744073709551616", 11, nil),
      ("ip.src == 10.0.0.0/33", 11, nil), ("hello", 1, nil), ("ip.ttl == 5 ip.ttl == 6", 13, nil),
    ] as [(String, Int, String?)]
  )
  func errors(text: String, column: Int, nearest: String?) {
    do throws(DisplayFilterError) {
      _ = try DisplayFilter(parsing: text)
      Issue.record("accepted: \(text)")
    } catch {
      #expect(error.column == column)
      #expect(!error.expected.isEmpty)
      if let nearest { #expect(error.nearest == nearest) }
    }
  }

  @Test("fields from elsewhere take part")
  func external() throws {
    let fields = [
      FieldDefinition("hop.module", .text, "Module"),
      FieldDefinition("journey", .decimal, "Journey"),
    ]
    let filter = try DisplayFilter(
      parsing: "hop.module == \"monitor\" && journey in {3, 7..9} && udp",
      additional: fields
    )
    let frame = try #require(SampleFrames.all.first { $0.name == "UDP" })
    let dissection = DissectionTests.dissect(frame)
    let module = DisplayFilter.ExternalValue("hop.module", .text("monitor"))
    #expect(filter.matches(dissection, external: [module, .init("journey", .unsigned(8))]))
    #expect(!filter.matches(dissection, external: [module, .init("journey", .unsigned(4))]))
    #expect(!filter.matches(dissection))
    do throws(DisplayFilterError) {
      _ = try DisplayFilter(parsing: "hop.modul", additional: fields)
      Issue.record("accepted")
    } catch {
      #expect(error.nearest == "hop.module")
    }
  }

  @Test("a word compares with the word a number is shown by")
  func words() throws {
    let bad = try #require(SampleFrames.all.first { $0.name == "bad checksums" })
    let good = try #require(SampleFrames.all.first { $0.name == "TCP data" })
    let filter = try DisplayFilter(parsing: "ip.checksum.status == \"Bad\" && ip.proto == \"TCP\"")
    #expect(filter.matches(DissectionTests.dissect(bad)))
    #expect(!filter.matches(DissectionTests.dissect(good)))
  }

  @Test("deep and long filters are refused, not overflowed")
  func extremes() {
    #expect(throws: DisplayFilterError.self) {
      try DisplayFilter(parsing: String(repeating: "(", count: 3_000))
    }
    #expect(throws: DisplayFilterError.self) {
      try DisplayFilter(parsing: String(repeating: "tcp or ", count: 3_000) + "tcp")
    }
    #expect(throws: DisplayFilterError.self) {
      try DisplayFilter(parsing: String(repeating: "!", count: 3_000) + "tcp")
    }
  }
}
