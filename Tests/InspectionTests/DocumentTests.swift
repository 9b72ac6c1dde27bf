import Inspection
import TestSupport
import Testing

@Suite("Documents")
struct DocumentTests {
  @Test("texts with quotes, controls and any letters survive, large integers keep every digit")
  func escaping() throws {
    let hard = "a\"b\\c\n\t\r\u{1}\u{7F}é世🙂/"
    var json = JSONWriter()
    json.object { json in
      json.member(hard, hard)
      json.member("max", UInt64.max)
      json.member("min", Int64.min)
      json.array("empty") { _ in }
      json.object("none") { _ in }
      json.member("nothing", String?.none)
      json.member("yes", true)
      json.key("bad")
      json.value(Double.nan)
    }
    let read = try JSON(json.text)
    #expect(read[hard] == .text(hard))
    #expect(read["max"] == .number("18446744073709551615"))
    #expect(read["min"] == .number("-9223372036854775808"))
    #expect(read["empty"] == .array([]) && read["none"] == .object([]))
    #expect(read["nothing"] == .null && read["bad"] == .null && read["yes"] == .truth(true))
  }

  @Test("the show document has the promised keys in their order")
  func showShape() throws {
    let capture = CaptureSummary(
      file: "a.pcap",
      packets: 3,
      capturedBytes: 100,
      wireBytes: 200,
      truncated: 1
    )
    let text = ShowDocument(
      SampleStack.snapshot(),
      findings: [SampleStack.finding],
      capture: capture
    ).json
    #expect(!text.contains("\n"))
    let json = try JSON(text)
    #expect(
      json.keys == [
        "stack", "version", "time", "adapters", "interfaces", "versions", "heldLists",
        "verifier", "capture",
      ]
    )
    let adapter = json["adapters"][0]
    #expect(
      adapter.keys == [
        "id", "name", "lower", "virtual", "ifIndex", "luid", "mac", "mtu", "state", "linkState",
        "miniport", "ports", "filters", "bindings", "queues", "timers", "receiveScaling",
        "statistics", "ledger", "drops",
      ]
    )
    #expect(adapter["miniport"].keys == ["driver", "ndisVersion"])
    let filter = adapter["filters"][0]
    #expect(
      filter.keys == [
        "id", "name", "driver", "ndisVersion", "kind", "class", "mandatory", "state", "ledger",
      ]
    )
    #expect(filter["kind"] == .text("modifying"))
    #expect(adapter["filters"][1]["kind"] == .text("monitoring"))
    let binding = adapter["bindings"][0]
    #expect(
      binding.keys == [
        "id", "protocol", "ndisVersion", "state", "packetFilter", "addresses", "ledger",
      ]
    )
    #expect(
      binding["packetFilter"]
        == .array([.text("NDIS_PACKET_TYPE_DIRECTED"), .text("NDIS_PACKET_TYPE_BROADCAST")])
    )
    let terms = [
      "entered", "born", "left", "delivered", "merged", "dropped", "inside", "held",
    ]
    #expect(adapter["ledger"].keys == terms && filter["ledger"].keys == terms)
    #expect(adapter["statistics"].keys == StatisticsColumn.allCases.map(\.symbol))
    #expect(adapter["statistics"]["ifHCInUcastOctets"] == .number("18446744073709551615"))
    #expect(adapter["drops"][0].keys == ["reason", "module", "count"])
    #expect(adapter["drops"][0]["reason"] == .text("FilteredVLAN"))
    #expect(json["capture"].keys == ["file", "packets", "capturedBytes", "wireBytes", "truncated"])
    #expect(json["verifier"][0]["rule"] == .text("sendCompleteTwice"))
  }

  @Test("queues are shown with their counters, receive scaling with every entry's hits")
  func queues() throws {
    let adapter = try JSON(ShowDocument(SampleStack.snapshot()).json)["adapters"][0]
    let queue = adapter["queues"][1]
    #expect(
      queue.keys == [
        "id", "number", "name", "kind", "group", "processor", "message", "capacity", "packets",
        "bytes", "interrupts", "deferredCalls", "drops", "waiting",
      ]
    )
    #expect(queue["kind"] == .text("RSS") && queue["packets"].integer == 3)
    #expect(queue["group"].integer == 1 && queue["processor"].integer == 3)
    let scaling = adapter["receiveScaling"]
    #expect(
      scaling.keys == [
        "capabilities", "mode", "hashFunction", "hashTypes", "key", "baseProcessor",
        "maximumProcessor", "keywords", "processors", "setBy", "indirectionTable",
      ]
    )
    #expect(scaling["hashTypes"] == .array([.text("IPV4"), .text("TCP_IPV4")]))
    #expect(scaling["setBy"] == .text("TCPIP") && scaling["mode"] == .text("scaling"))
    #expect(scaling["indirectionTable"][3].keys == ["entry", "processor", "queue", "hits"])
    #expect(scaling["indirectionTable"][3]["hits"].integer == 2)
  }

  @Test("an adapter's ledger leaves out what its modules hand to each other, and balances")
  func adapterLedger() throws {
    let json = try JSON(ShowDocument(SampleStack.snapshot()).json)["adapters"][0]["ledger"]
    #expect(json["entered"].integer == 0 && json["born"].integer == 10)
    #expect(json["left"].integer == 0 && json["delivered"].integer == 8)
    #expect(json["dropped"].integer == 2 && json["inside"].integer == 0)
    #expect(json["held"].integer == 1)
    let structure = SampleStack.structure()
    let ledger = SampleStack.counters().ledger(of: structure.adapters[0], in: structure.parties)
    #expect(ledger.isFateBalanced)
  }

  static func journey() throws -> Journey {
    var log = LogBuilder(base: 64)
    let geometry = LogBuilder.Geometry(origin: 0, dataLength: 60, totalLength: 60)
    log.record(
      kind: 1,
      edge: 2,
      level: 2,
      time: 1000,
      from: 1,
      to: 3,
      count: 1,
      entries: LogBuilder.entries([
        LogBuilder.Entry(journey: 4, geometry: geometry, info: [(4, 100 << 4 | 3)])
      ])
    )
    log.record(
      kind: 1,
      edge: 2,
      level: 2,
      time: 1930,
      from: 3,
      to: 2,
      count: 1,
      entries: LogBuilder.entries([
        LogBuilder.Entry(
          journey: 4,
          geometry: LogBuilder.Geometry(origin: 4, dataLength: 56, totalLength: 56),
          info: [(4, 200 << 4 | 3)]
        )
      ])
    )
    log.record(
      kind: 2,
      edge: 2,
      time: 2000,
      from: 2,
      to: 3,
      count: 1,
      callFlags: 1,
      entries: LogBuilder.journeys([4])
    )
    var assembler = JourneyAssembler(journey: 4)
    try assembler.take(log.bytes.span.bytes, at: 64)
    return try #require(
      assembler.journey(
        JourneyContext(
          structure: SampleStack.structure(),
          causes: CauseTable(["VlanId not in {100}"])
        )
      )
    )
  }

  @Test("a trace line has the promised keys and says which module changed what")
  func traceLine() throws {
    let json = try JSON(TraceDocument(try Self.journey(), in: SampleStack.structure()).json)
    let promised = [
      "journey", "parent", "adapter", "direction", "length", "summary", "hops", "outcome", "reason",
    ]
    #expect(json.keys.filter(promised.contains) == promised)
    #expect(json["adapter"] == .text("Ethernet0") && json["length"].integer == 60)
    let hop = json["hops"][1]
    #expect(hop["module"] == .text("Capture") && hop["t"].integer == 1930)
    #expect(
      hop["changed"]
        == .array([
          .text("data start"), .text("DataLength"), .text("Ieee8021QNetBufferListInfo.VlanId"),
        ])
    )
    #expect(hop["status"] == .text("NDIS_STATUS_SUCCESS"))
    #expect(json["outcome"] == .text("dropped") && json["reason"] == .text("FilteredVLAN"))
    #expect(json["cause"] == .text("VlanId not in {100}"))
  }

  @Test("a trace for people names hops, changes, ending and cause")
  func traceText() throws {
    let text = TraceText(try Self.journey(), in: SampleStack.structure()).text
    #expect(
      text == """
        #4  receive  Ethernet0  60 bytes
          +0 ns    ■ Generator → ◈ Capture    indicate
          +930 ns  ◈ Capture → ◇ VLAN tagger  indicate
              data start: 0 → +4
              DataLength: 60 → 56
              Ieee8021QNetBufferListInfo.VlanId: 100 → 200
          dropped at ◇ VLAN tagger: FilteredVLAN (The VLAN is not allowed.); cause: VlanId not in {100}

        """
    )
  }

  @Test("the tree for people shows every module with its account")
  func showText() {
    let text = ShowText(SampleStack.snapshot()).text
    #expect(
      text == """
        lab  at 0.005000000 s

        ● Ethernet0  Running  Connected 10 Gb/s  02:00:00:00:00:01  mtu 1500  if 7  802.3
          ├ ◆ TCPIP        Running  DIRECTED BROADCAST 10.0.0.1    entered 8 = delivered 8; held 1
          ├ ◇ VLAN tagger  Running  modifying ms_medium_converter  entered 10 = left 8 + dropped 2
          ├ ◈ Capture      Paused   monitoring mandatory           0 = 0
          └ ■ Ethernet0    Running  generator NDIS 6.40            born 10 = left 10
          dropped 2 at VLAN tagger: FilteredVLAN

        """
    )
    let ascii = ShowText(SampleStack.snapshot(), symbols: .ascii).text
    #expect(ascii.utf8.allSatisfy { $0 < 128 })
  }

  @Test("events print as one line each, as text and as JSON")
  func events() throws {
    let event = SampleStack.event(3)
    #expect(
      event.line == "0.000003000  VLAN tagger  Restarting → Running  was Paused  (command)"
    )
    let json = try JSON(event.json)
    #expect(json["kind"] == .text("stateChange") && json["journey"].integer == 4)
  }

  @Test("spans are cut to a tenth of their unit")
  func spans() {
    #expect(TimeText.span(999) == "999 ns" && TimeText.span(2999) == "2.9 µs")
    #expect(TimeText.span(1_250_000) == "1.2 ms" && TimeText.span(3_100_000_000) == "3.1 s")
    #expect(TimeText.seconds(12_000_345_000) == "12.000345000")
  }
}
