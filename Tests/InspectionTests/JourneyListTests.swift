@testable import Inspection
import Testing
import Wire

@Suite("Packet lists")
struct JourneyListTests {
  /// A log in memory.
  struct Memory: HopLogSource {
    var bytes: [UInt8]
    var base: UInt64 = 64

    func withPiece<Result>(
      from position: UInt64,
      _ body: (borrowing RawSpan) -> Result
    ) -> Result? {
      guard position >= base, position - base < UInt64(bytes.count) else { return nil }
      let rest = Array(bytes[Int(position - base)...])
      return body(rest.span.bytes)
    }

    func nextPosition(after position: UInt64) -> UInt64? { position < base ? base : nil }
  }

  /// Ten journeys: odd ones are tagged; every third is dropped at the filter, the others reach the protocol.
  static func log() -> LogBuilder {
    var log = LogBuilder(base: 64)
    for journey: UInt64 in 1...10 {
      let packet = WirePackets.udp(
        tags: journey % 2 == 1 ? [100] : [],
        payload: [UInt8](repeating: 7, count: Int(journey))
      )
      let first = log.record(
        kind: 1,
        edge: 2,
        level: 3,
        time: journey * 100,
        from: 1,
        to: 2,
        count: 1,
        entries: LogBuilder.entries([
          LogBuilder.Entry(
            journey: journey,
            geometry: LogBuilder.Geometry(
              origin: 0,
              dataLength: UInt32(packet.count),
              totalLength: UInt32(packet.count)
            ),
            bytes: (0, packet)
          )
        ])
      )
      if journey % 3 == 0 {
        log.record(
          kind: 2,
          edge: 2,
          time: journey * 100 + 10,
          from: 2,
          to: 3,
          count: 1,
          callFlags: 1,
          entries: LogBuilder.journeys([journey])
        )
      } else {
        log.record(
          kind: 1,
          edge: 2,
          level: 3,
          time: journey * 100 + 10,
          from: 2,
          to: 4,
          count: 1,
          sameAs: first
        )
        log.record(
          kind: 2,
          edge: 1,
          time: journey * 100 + 20,
          from: 4,
          to: 0,
          count: 1,
          entries: LogBuilder.journeys([journey])
        )
      }
    }
    return log
  }

  static let context = JourneyContext(
    structure: SampleStack.structure(),
    causes: CauseTable(["VlanId not in {100}"])
  )

  static func journeys(_ filter: String) throws -> [UInt64] {
    let log = log()
    var list = JourneyList()
    try list.ingest(log.bytes.span.bytes, at: 64)
    let window = list.window(
      PacketWindowRequest(filter: filter, anchor: .row(0), count: 100),
      in: Memory(bytes: log.bytes),
      context
    )
    #expect(window.filterError.isEmpty)
    #expect(window.rowCount == UInt64(window.rows.count))
    return window.rows.map(\.journey)
  }

  @Test("a filter may ask for the packet, for its way, and for both")
  func filters() throws {
    #expect(try Self.journeys("").count == 10)
    #expect(try Self.journeys("vlan.id == 100") == [1, 3, 5, 7, 9])
    #expect(try Self.journeys("outcome == \"dropped\"") == [3, 6, 9])
    #expect(try Self.journeys("drop.reason == \"FilteredVLAN\" && !vlan") == [6])
    #expect(try Self.journeys("drop.cause contains \"VlanId\"") == [3, 6, 9])
    #expect(try Self.journeys("hop.module == \"TCPIP\"") == [1, 2, 4, 5, 7, 8, 10])
    #expect(try Self.journeys("hop.edge == \"send\"") == [])
    #expect(try Self.journeys("hop.count == 1") == [3, 6, 9])
    #expect(try Self.journeys("journey >= 9 && adapter == \"Ethernet0\"") == [9, 10])
    #expect(try Self.journeys("direction == \"receive\" && ip.dst == 10.0.0.1").count == 10)
    #expect(try Self.journeys("frame.len == 52") == [10])
    #expect(try Self.journeys("hop.from == \"VLAN tagger\"") == [1, 2, 4, 5, 7, 8, 10])
    #expect(try Self.journeys("hop.to == \"VLAN tagger\"").count == 10)
    #expect(try Self.journeys("hop.changed == \"ipv4.ttl\"") == [])
    #expect(try Self.journeys("info.Ieee8021QNetBufferListInfo") == [])
  }

  @Test(
    "the list of an earlier instant has what was born by then, filtered or not, and counts that alone"
  )
  func until() throws {
    let log = Self.log()
    var list = JourneyList()
    try list.ingest(log.bytes.span.bytes, at: 64)
    func window(_ filter: String, _ time: UInt64?) -> PacketWindow {
      list.window(
        PacketWindowRequest(filter: filter, anchor: .newest, count: 100, until: time),
        in: Memory(bytes: log.bytes),
        Self.context
      )
    }
    let all = window("", nil).rows
    for row in all {
      let past = window("", row.time)
      #expect(past.rows.map(\.journey) == all.filter { $0.time <= row.time }.map(\.journey))
      #expect(past.rowCount == UInt64(past.rows.count) && past.journeyCount == past.rowCount)
      let dropped = window("outcome == \"dropped\"", row.time)
      let expected = [3, 6, 9].filter { dropped in past.rows.contains { $0.journey == dropped } }
      #expect(dropped.rows.map(\.journey) == expected.map { UInt64($0) })
      #expect(dropped.rowCount == UInt64(expected.count))
      #expect(dropped.journeyCount == past.journeyCount)
    }
    #expect(window("", 0).rowCount == UInt64(all.count { $0.time == 0 }))
  }

  @Test("a filter that cannot be read is told and hides nothing")
  func badFilter() throws {
    let log = Self.log()
    var list = JourneyList()
    try list.ingest(log.bytes.span.bytes, at: 64)
    let request = PacketWindowRequest(filter: "hop.modul == 1", anchor: .newest, count: 3)
    let window = list.window(request, in: Memory(bytes: log.bytes), Self.context)
    #expect(window.filterError.contains("hop.module"))
    #expect(window.rows.map(\.journey) == [8, 9, 10] && window.rowCount == 10)
  }

  @Test("a window shows the newest, a row, or the surroundings of a journey, never beyond the list")
  func windows() throws {
    let log = Self.log()
    var list = JourneyList()
    try list.ingest(log.bytes.span.bytes, at: 64)
    func rows(_ anchor: PacketWindowRequest.Anchor, _ filter: String = "") -> [UInt64] {
      list.window(
        PacketWindowRequest(filter: filter, anchor: anchor, count: 4),
        in: Memory(bytes: log.bytes),
        Self.context
      ).rows.map(\.journey)
    }
    #expect(rows(.newest) == [7, 8, 9, 10])
    #expect(rows(.row(2)) == [3, 4, 5, 6])
    #expect(rows(.row(.max)) == [7, 8, 9, 10])
    #expect(rows(.journey(5)) == [3, 4, 5, 6])
    #expect(rows(.journey(1)) == [1, 2, 3, 4])
    #expect(rows(.journey(5), "outcome == \"dropped\"") == [3, 6, 9])
  }

  @Test("a list that grows with its log is what it would be at once")
  func growing() throws {
    let log = Self.log()
    var list = JourneyList()
    var fed = 0
    let request = PacketWindowRequest(filter: "outcome == \"dropped\"", anchor: .row(0), count: 99)
    for end in stride(from: 50, through: log.bytes.count, by: 50) {
      let piece = Array(log.bytes[fed..<end])
      fed += try list.ingest(piece.span.bytes, at: 64 + UInt64(fed))
      let grown = list.window(request, in: Memory(bytes: log.bytes), Self.context)
      var fresh = JourneyList()
      try fresh.ingest(log.bytes.span.bytes.extracting(0..<fed), at: 64)
      let whole = fresh.window(request, in: Memory(bytes: log.bytes), Self.context)
      #expect(grown.rows.map(\.journey) == whole.rows.map(\.journey))
    }
  }

  @Test("a row tells the packet and where it ended")
  func row() throws {
    let log = Self.log()
    var list = JourneyList()
    try list.ingest(log.bytes.span.bytes, at: 64)
    let rows = list.window(
      PacketWindowRequest(filter: "journey == 3", count: 1),
      in: Memory(bytes: log.bytes),
      Self.context
    ).rows
    let row = try #require(rows.first)
    #expect(row.reason == "FilteredVLAN" && row.endParty == 2 && row.duration == 10)
    #expect(row.summary.destination == "10.0.0.1" && row.length == 49)
  }
}
