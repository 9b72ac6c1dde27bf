@testable import Inspection
import Testing
import Wire

@Suite("Journeys as pcapng")
struct JourneyExportTests {
  @Test(
    "every recorded hop is a packet of its hand-off's interface, with journey, verdict and reason"
  )
  func export() throws {
    let log = JourneyListTests.log()
    var index = JourneyIndex()
    try index.ingest(log.bytes.span.bytes, at: 64)
    var export = JourneyExport(context: JourneyListTests.context, startTime: 1_000_000)
    try export.take(log.bytes.span.bytes, at: 64, in: index)
    #expect(export.packetCount == 17 && export.skippedHops == 0)
    let file = export.takeBytes()
    var seen: [UInt64: Int] = [:]
    do {
      var reader = try PcapNGReader(CaptureBytes(file))
      while let record = try reader.next() {
        let journey = try #require(record.options.packetID)
        seen[journey, default: 0] += 1
        let tagged = journey % 2 == 1
        let packet = WirePackets.udp(
          tags: tagged ? [100] : [],
          payload: [UInt8](repeating: 7, count: Int(journey))
        )
        #expect(Array(record.bytes) == packet && record.wireLength == packet.count)
        let isFirst = seen[journey] == 1
        #expect(record.timestamp == 1_000_000 + Int64(journey) * 100 + (isFirst ? 0 : 10))
        if journey % 3 == 0 {
          #expect(record.options.verdict == [0, 2, 3, 0])
          #expect(
            record.options.comment
              == "dropped at VLAN tagger: FilteredVLAN (The VLAN is not allowed.); VlanId not in {100}"
          )
        } else {
          #expect(record.options.verdict == (isFirst ? nil : [0, 1]))
          #expect(record.options.comment == nil)
        }
      }
      #expect(
        reader.interfaces.map(\.name) == [
          "Ethernet0/Generator→VLAN tagger indicate", "Ethernet0/VLAN tagger→TCPIP indicate",
        ]
      )
    }
    #expect(seen.count == 10)
  }

  @Test("a packet is written as far as it is known, with its whole length beside")
  func cut() throws {
    var log = LogBuilder(base: 64)
    log.record(
      kind: 1,
      edge: 0,
      level: 3,
      time: 5,
      from: 4,
      to: 2,
      count: 1,
      entries: LogBuilder.entries([
        LogBuilder.Entry(
          journey: 1,
          geometry: LogBuilder.Geometry(origin: 0, dataLength: 1500, totalLength: 1500),
          bytes: (0, [UInt8](repeating: 1, count: 60))
        )
      ])
    )
    log.record(
      kind: 1,
      edge: 0,
      level: 2,
      time: 6,
      from: 2,
      to: 1,
      count: 1,
      entries: LogBuilder.entries([LogBuilder.Entry(journey: 1)])
    )
    var index = JourneyIndex()
    try index.ingest(log.bytes.span.bytes, at: 64)
    var export = JourneyExport(context: JourneyListTests.context)
    try export.take(log.bytes.span.bytes, at: 64, in: index)
    #expect(export.packetCount == 1 && export.skippedHops == 1)
    do {
      var reader = try PcapNGReader(CaptureBytes(export.takeBytes()))
      let record = try #require(try reader.next())
      #expect(record.bytes.count == 60 && record.wireLength == 1500)
    }
  }
}
