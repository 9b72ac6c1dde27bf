import TestSupport
import Testing
import Wire

/// A text and what tshark must say of the frame made from it.
private struct Crafted {
  let text: String
  let fields: [(name: String, value: String)]

  static let all: [Crafted] = [
    Crafted(
      text:
        "eth(dst=02-00-00-00-00-09,src=02:00:00:00:00:01)/vlan(id=100,pcp=5,dei=1)/ipv4(src=10.0.0.1,"
        + "dst=10.0.0.2,ttl=63,id=0x1234,tos=0xb8,df=1)/udp(sport=5353,dport=53)/payload(\"hello\")",
      fields: [
        ("eth.dst", "02:00:00:00:00:09"), ("eth.src", "02:00:00:00:00:01"), ("vlan.id", "100"),
        ("vlan.priority", "5"), ("vlan.dei", "1"), ("ip.src", "10.0.0.1"), ("ip.dst", "10.0.0.2"),
        ("ip.ttl", "63"), ("ip.id", "0x1234"), ("ip.dsfield.dscp", "46"), ("ip.flags.df", "1"),
        ("ip.len", "33"), ("ip.checksum.status", "1"), ("udp.srcport", "5353"),
        ("udp.dstport", "53"), ("udp.length", "13"), ("udp.checksum.status", "1"),
        ("udp.payload", "68656c6c6f"),
      ]
    ),
    Crafted(
      text: "eth/vlan(tpid=0x88a8,id=7)/vlan(id=8)/ipv4(dst=224.0.0.251)/udp/payload(size=3)",
      fields: [
        ("eth.dst", "01:00:5e:00:00:fb"), ("ieee8021ad.id", "7"), ("vlan.id", "8"),
        ("udp.payload", "000102"), ("udp.checksum.status", "1"),
      ]
    ),
    Crafted(
      text:
        "eth/ipv6(src=fd00::a,dst=fd00::b,hop=3,tc=0x20,flow=0xabcde)/tcp(sport=4000,dport=443,"
        + "seq=7,ack=4294967295,flags=SA,window=512,urgent=9,options=020405b4)/payload(00 11 22)",
      fields: [
        ("ipv6.src", "fd00::a"), ("ipv6.dst", "fd00::b"), ("ipv6.hlim", "3"),
        ("ipv6.tclass", "0x00000020"), ("ipv6.flow", "0x0abcde"), ("ipv6.plen", "27"),
        ("tcp.srcport", "4000"), ("tcp.dstport", "443"), ("tcp.seq", "7"),
        ("tcp.ack", "4294967295"), ("tcp.flags", "0x0012"), ("tcp.window_size_value", "512"),
        ("tcp.urgent_pointer", "9"), ("tcp.options.mss_val", "1460"), ("tcp.hdr_len", "24"),
        ("tcp.checksum.status", "1"), ("tcp.payload", "001122"),
      ]
    ),
    Crafted(
      text: "eth/ipv4/icmp(id=77,seq=5)/payload(size=4,byte=0xaa)",
      fields: [
        ("icmp.type", "8"), ("icmp.ident", "77"), ("icmp.seq", "5"),
        ("icmp.checksum.status", "1"), ("data.data", "aaaaaaaa"),
      ]
    ),
    Crafted(
      text: "eth/ipv6(dst=ff02::1)/icmpv6(type=129,id=9,seq=2)",
      fields: [
        ("eth.dst", "33:33:00:00:00:01"), ("icmpv6.type", "129"),
        ("icmpv6.echo.identifier", "0x0009"), ("icmpv6.echo.sequence_number", "2"),
        ("icmpv6.checksum.status", "1"),
      ]
    ),
    Crafted(
      text:
        "eth/arp(op=reply,sha=02-00-00-00-00-01,spa=10.0.0.1,tha=02-00-00-00-00-02,tpa=10.0.0.2)",
      fields: [
        ("arp.opcode", "2"), ("arp.src.hw_mac", "02:00:00:00:00:01"),
        ("arp.src.proto_ipv4", "10.0.0.1"), ("arp.dst.hw_mac", "02:00:00:00:00:02"),
        ("arp.dst.proto_ipv4", "10.0.0.2"),
      ]
    ),
    Crafted(
      text: "eth(type=0x0800)/payload(\"x\\x00\\n\", ff)",
      fields: [("eth.type", "0x0800")]
    ),
    Crafted(
      text: "eth/ipv4(len=9999,sum=0xbeef,ttl=1)/udp(sum=0x1111,len=300)",
      fields: [
        ("ip.len", "9999"), ("ip.checksum", "0xbeef"), ("ip.checksum.status", "0"),
        ("ip.ttl", "1"), ("udp.length", "300"), ("udp.checksum", "0x1111"),
      ]
    ),
    Crafted(
      text: "eth/ipv4(mf=1,offset=16,proto=17)/payload(size=8)",
      fields: [("ip.flags.mf", "1"), ("ip.frag_offset", "2"), ("ip.proto", "17")]
    ),
  ]
}

@Suite("Frames made from text")
struct CraftTests {
  @Test(
    "every field that is asked for is what tshark reads, with correct lengths and checksums",
    .enabled(if: ToolRun.isPresent("tshark"), "skipped: tshark is not installed")
  )
  func foreign() throws {
    var file: [UInt8] = [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    file += [0xFF, 0xFF, 0, 0, 1, 0, 0, 0]
    for crafted in Crafted.all {
      let frame = try FrameCraft.bytes(of: crafted.text)
      let count = UInt32(frame.count)
      file += [UInt8](repeating: 0, count: 8)
      for _ in 0..<2 { withUnsafeBytes(of: count.littleEndian) { file += Array($0) } }
      file += frame
    }
    let capture = try TemporaryFile(file, suffix: ".pcap")
    for (index, crafted) in Crafted.all.enumerated() {
      let names = crafted.fields.flatMap { ["-e", $0.name] }
      let run = try ToolRun(
        "tshark",
        ["-r", capture.path, "-Y", "frame.number == \(index + 1)", "-T", "fields"] + plainOptions
          + names
      )
      let line = try #require(run.lines.first, "\(crafted.text): \(run.errors)")
      let values = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      for (field, value) in zip(crafted.fields, values) {
        // Two tags of a kind are told with a comma between them.
        #expect(value == field.value, "\(field.name) of \(crafted.text)")
      }
      #expect(values.count == crafted.fields.count)
    }
  }

  @Test("our own dissection reads every frame that is made without a mark")
  func own() throws {
    for text in ["eth/ipv4/udp", "eth/vlan/ipv6/tcp", "eth/arp", "eth/ipv4/ipv4/icmp"] {
      let frame = try FrameCraft.bytes(of: text)
      let dissection = frame.withUnsafeBytes { Dissection($0) }
      var marks = 0
      dissection.visit { marks += $0.mark == nil ? 0 : 1 }
      #expect(marks == 0, "\(text)")
    }
  }

  static let mistakenTexts: [(String, Int, String)] = [
    ("", 1, "a layer is missing"), ("eht/ipv4", 1, "no layer is called `eht`"),
    ("udp", 1, "a frame cannot begin with udp"), ("eth/udp", 5, "udp cannot stand inside eth"),
    ("eth(dts=1)", 5, "eth has no `dts`"), ("eth(dst=1)", 9, "dst=1 is no station address"),
    ("eth/ipv4(ttl=256)", 14, "ttl=256 is too large"),
    ("eth/ipv4(ttl=x)", 14, "ttl=x is no number"),
    ("eth/ipv4(src=10.0.0)", 14, "src=10.0.0 is no IPv4 address"),
    ("eth/ipv4(ttl=1,ttl=2)", 16, "ttl is given twice"),
    ("eth/ipv4(ttl=1", 15, "the parenthesis is not closed"),
    ("eth/ipv4(ttl=)", 14, "ttl has no value"),
    ("eth/", 5, "a layer is missing"), ("eth)", 4, "`)` after the layer"),
    ("eth/payload(\"abc)", 13, "the text has no closing quote"),
    ("eth/payload(abc)", 13, "3 digits are no whole bytes"),
    ("eth/payload(zz)", 13, "`z` is no hex digit"),
    ("eth/ipv4(offset=4)", 17, "offset=4 is no multiple of 8"),
    ("eth/ipv4/tcp(flags=SX)", 20, "flags=SX names no TCP flags"),
    ("eth/ipv4/tcp(options=01)", 22, "1 bytes of options"),
    ("eth/payload(\"\\q\")", 14, "no such escape"),
    ("eth/payload(size=65536)", 18, "size=65536 is too large"),
    ("eth/payload(size=65535)", 1, "the frame has 65549 bytes"),
  ]

  @Test("a mistake is told with its column and how to mend it", arguments: mistakenTexts)
  func mistakes(text: String, column: Int, problem: String) {
    #expect(throws: CraftError.self) { try FrameCraft.bytes(of: text) }
    do {
      _ = try FrameCraft.bytes(of: text)
    } catch {
      #expect(error.column == column, "\(text): \(error)")
      #expect(error.problem == problem, "\(text)")
      #expect(!error.mend.isEmpty)
    }
  }
}

@Suite("Bytes from pasted text")
struct HexTextTests {
  static let frame: [UInt8] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x01,
    0x08, 0x00, 0x61, 0x62,
  ]

  static let usualForms: [String] = [
    "ffffffffffff0200000000010806000108006162",
    "FF:FF:FF:FF:FF:FF:02:00:00:00:00:01:08:06:00:01:08:00:61:62",
    "ff-ff-ff-ff-ff-ff 02-00-00-00-00-01 0806 0001 0800 6162",
    "{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x08, 0x06, 0x00, 0x01, 0x08, 0x00, 0x61, 0x62};",
    #"\xff\xff\xff\xff\xff\xff\x02\x00\x00\x00\x00\x01\x08\x06\x00\x01\x08\x00\x61\x62"#,
    """
    0000   ff ff ff ff ff ff 02 00 00 00 00 01 08 06 00 01   ................
    0010   08 00 61 62                                       ..ab

    """,
    """
    0000  ff ff ff ff ff ff 02 00 00 00 00 01 08 06 00 01
    0010  08 00 61 62
    """,
    """
    00000000  ff ff ff ff ff ff 02 00  00 00 00 01 08 06 00 01  |................|
    00000010  08 00 61 62                                       |..ab|
    """,
    """
    \t0x0000:  ffff ffff ffff 0200 0000 0001 0806 0001  ................
    \t0x0010:  0800 6162                                ..ab
    """,
    "00000000: ffff ffff ffff 0200 0000 0001 0806 0001  ................\r\n"
      + "00000010: 0800 6162                                ..ab\r\n",
  ]

  @Test("the same bytes come out of every usual form", arguments: usualForms)
  func forms(text: String) throws {
    #expect(try HexText.bytes(of: text) == Self.frame)
    #expect(try FrameText.bytes(of: text) == Self.frame)
    #expect(try FrameText.bytes(of: "hex:" + text) == Self.frame)
  }

  @Test("a mistake is told with line and column")
  func mistakes() {
    #expect(
      throws: CraftError(
        line: 2,
        column: 7,
        problem: "`g` is no hex digit",
        mend: "write pairs of 0-9 and a-f"
      )
    ) { try HexText.bytes(of: "00 11\n22 33 gg") }
    #expect(
      throws: CraftError(
        line: 2,
        column: 1,
        problem: "the offset says 32, but 16 is next",
        mend: "paste every line of the dump, in order"
      )
    ) {
      try HexText.bytes(
        of: "0000: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n0020: 00 01"
      )
    }
    #expect(throws: CraftError.self) { try HexText.bytes(of: "") }
    #expect(throws: CraftError.self) { try HexText.bytes(of: "f") }
  }

  @Test("no text makes the readers stop the program, and what they read is bounded")
  func hostile() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    let pieces: [String] = [
      "eth", "vlan", "ipv4", "ipv6", "arp", "udp", "tcp", "icmp", "icmpv6", "payload", "(", ")",
      "/", ",", "=", "\"", "\\x", "\\", "dst", "src", "len", "sum", "size", "byte", "flags",
      "offset", "options", "18446744073709551615", "18446744073709551616", "0x",
      "0xffffffffffffffffff",
      "65535", "ff", "0000", "0010:", "  ", "\n", "\t", "é", "１", "🦊", "e\u{301}", "fe80::1",
      "10.0.0.1", "02-00-00-00-00-01", "|", ":", "hex:", "\r\n", "\0",
    ]
    var made = 0
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<next(14) { text += pieces[next(pieces.count)] }
      if let bytes = try? FrameText.bytes(of: text) {
        made += 1
        #expect(bytes.count <= 65_535)
      }
      if let bytes = try? FrameCraft.bytes(of: text) { #expect(bytes.count <= 65_535) }
      if let bytes = try? HexText.bytes(of: text) { #expect(bytes.count <= 65_535) }
    }
    #expect(made > 100)
  }
}
