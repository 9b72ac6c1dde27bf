import Inspection
import Testing
import Wire

@Suite("The packet list in other orders, and chosen by capture filters")
struct ListOrderTests {
  private static func window(
    _ order: PacketWindowRequest.Order,
    isReversed: Bool = false,
    filter: String = "",
    count: UInt32 = 100,
    anchor: PacketWindowRequest.Anchor = .row(0),
    compiler: PcapFilter.Compiler? = nil
  ) throws -> PacketWindow {
    let log = JourneyListTests.log()
    var list = JourneyList(compiler: compiler)
    try list.ingest(log.bytes.span.bytes, at: 64)
    return list.window(
      PacketWindowRequest(
        filter: filter,
        anchor: anchor,
        count: count,
        order: order,
        isReversed: isReversed
      ),
      in: JourneyListTests.Memory(bytes: log.bytes),
      JourneyListTests.context
    )
  }

  @Test("every order lists the same packets, sorted by what it says, the older of equal ones first")
  func orders() throws {
    let all = try Self.window(.birth).rows
    for order in PacketWindowRequest.Order.allCases {
      for isReversed in [false, true] {
        let rows = try Self.window(order, isReversed: isReversed).rows
        #expect(rows.map(\.journey).sorted() == all.map(\.journey))
        let values: [UInt64] = rows.map { row in
          switch order {
          case .birth: row.journey
          case .length: UInt64(row.length ?? 0)
          case .hops: UInt64(row.hopCount)
          case .duration: row.duration
          case .outcome: row.outcome == .dropped ? 1 : 0
          }
        }
        let falls = (order != .birth) != isReversed
        #expect(values == (falls ? values.sorted(by: >) : values.sorted()), "\(order)")
      }
    }
  }

  @Test("a window into an order is a part of the whole, also under a filter and around a packet")
  func windows() throws {
    let whole = try Self.window(.length, filter: "vlan.id == 100").rows.map(\.journey)
    #expect(whole == [9, 7, 5, 3, 1])
    let part = try Self.window(.length, filter: "vlan.id == 100", count: 2, anchor: .row(1))
    #expect(part.rows.map(\.journey) == [7, 5] && part.firstRow == 1 && part.rowCount == 5)
    let around = try Self.window(.length, count: 3, anchor: .journey(5))
    #expect(around.rows.map(\.journey).contains(5))
    #expect(try Self.window(.length, count: 3, anchor: .newest).firstRow == 0)
  }

  @Test("a text that begins as on the command line has a capture filter, a display filter, or both")
  func texts() {
    func parts(_ text: String) -> [String?] {
      let parts = PacketFilterText(text)
      return [parts.capture, parts.display]
    }
    #expect(parts("udp") == [nil, "udp"])
    #expect(parts("-f udp port 53") == ["udp port 53", ""])
    #expect(parts("-f udp -Y outcome == \"dropped\"") == ["udp", "outcome == \"dropped\""])
    #expect(parts("-Y udp -f port 53") == ["port 53", "udp"])
    #expect(parts("-function") == [nil, "-function"])
    #expect(parts("-f") == ["", ""])
    let wrong = PacketFilterText("-f udp -Y udp.prot == 1")
    #expect { try wrong.displayFilter() } throws: { ($0 as? DisplayFilterError)?.column == 11 }
  }

  @Test("a capture filter is asked for the packet's first bytes, and a wrong one is told")
  func capture() throws {
    let compiler: PcapFilter.Compiler = { text throws(PcapFilter.Failure) in
      guard text == "tagged" else { throw PcapFilter.Failure(reason: "syntax error") }
      return PcapFilter { bytes, _, _ in bytes.count > 13 && bytes[12] == 0x81 }
    }
    let tagged = try Self.window(.birth, filter: "-f tagged", compiler: compiler)
    #expect(tagged.rows.map(\.journey) == [1, 3, 5, 7, 9])
    let both = try Self.window(
      .birth,
      filter: "-f tagged -Y outcome == \"dropped\"",
      compiler: compiler
    )
    #expect(both.rows.map(\.journey) == [3, 9])
    let wrong = try Self.window(.birth, filter: "-f nonsense", compiler: compiler)
    #expect(wrong.filterError.contains("syntax error") && wrong.rowCount == 10)
    #expect(try !Self.window(.birth, filter: "-f tagged").filterError.isEmpty)
  }
}
