@testable import Inspection
import Testing

@Suite("What a hop changed")
struct PacketChangeTests {
  /// A journey of two hops: the packet as it was, then as written anew from an origin.
  static func journey(
    _ before: [UInt8],
    _ after: [UInt8],
    origin: Int32,
    known: Int? = nil
  ) throws -> Journey {
    var log = LogBuilder(base: 64)
    func entry(_ packet: [UInt8], _ origin: Int32) -> [UInt8] {
      LogBuilder.entries([
        LogBuilder.Entry(
          journey: 4,
          geometry: LogBuilder.Geometry(
            origin: origin,
            dataLength: UInt32(packet.count),
            totalLength: UInt32(packet.count)
          ),
          bytes: (origin, Array(packet.prefix(known ?? packet.count)))
        )
      ])
    }
    log.record(
      kind: 1,
      edge: 2,
      level: 3,
      time: 1,
      from: 1,
      to: 2,
      count: 1,
      entries: entry(before, 0)
    )
    log.record(
      kind: 1,
      edge: 2,
      level: 3,
      time: 2,
      from: 2,
      to: 4,
      count: 1,
      entries: entry(after, origin)
    )
    var assembler = JourneyAssembler(journey: 4)
    try assembler.take(log.bytes.span.bytes, at: 64)
    let context = JourneyContext(structure: SampleStack.structure())
    return try #require(assembler.journey(context))
  }

  static func changes(
    _ before: [UInt8],
    _ after: [UInt8],
    origin: Int32,
    known: Int? = nil
  ) throws
    -> [String]
  {
    let hop = try #require(try journey(before, after, origin: origin, known: known).hops.last)
    return hop.changes.filter { $0.kind == .field || $0.kind == .bytes }.map(\.name)
  }

  @Test("a field that was rewritten is named with its values and its place")
  func field() throws {
    let journey = try Self.journey(
      WirePackets.udp(),
      WirePackets.udp(timeToLive: 63),
      origin: 0
    )
    let changes = journey.hops[1].changes
    #expect(changes.map(\.name) == ["ip.ttl", "ip.checksum"])
    #expect(changes[0].before == "64" && changes[0].after == "63")
    #expect(changes[0].offset == 22 && changes[0].length == 1)
    #expect(journey.hops[0].changes.isEmpty)
  }

  @Test("a tag that was taken out is gone, and nothing else is said to have changed")
  func untag() throws {
    #expect(
      try Self.changes(WirePackets.udp(tags: [100]), WirePackets.udp(), origin: 4)
        == ["eth.type", "vlan"]
    )
  }

  @Test("a tag that was put in is new")
  func tag() throws {
    let journey = try Self.journey(
      WirePackets.udp(),
      WirePackets.udp(tags: [0x6064]),
      origin: -4
    )
    let change = try #require(journey.hops[1].changes.first { $0.name == "vlan" })
    #expect(change.before.isEmpty && change.after.contains("ID: 100"))
    #expect(journey.hops[1].bytes?.writer(at: 0) == 2)
  }

  @Test("of two tags the outer one is gone and the inner one stays")
  func outerTag() throws {
    let journey = try Self.journey(
      WirePackets.udp(tags: [200, 100]),
      WirePackets.udp(tags: [100]),
      origin: 4
    )
    let changes = journey.hops[1].changes.filter { $0.kind == .field }
    #expect(changes.map(\.name) == ["vlan"])
    #expect(changes.first?.before.contains("ID: 200") == true)
  }

  @Test("payload that was rewritten is told as bytes")
  func payload() throws {
    let journey = try Self.journey(
      WirePackets.udp(payload: [1, 2, 3, 4, 5]),
      WirePackets.udp(payload: [1, 9, 8, 4, 5]),
      origin: 0
    )
    let change = try #require(journey.hops[1].changes.last)
    #expect(change.kind == .bytes && change.name == "bytes 43…44")
    #expect(change.before == "02 03" && change.after == "09 08")
  }

  @Test("bytes cut from the end are gone")
  func trimmed() throws {
    let packet = WirePackets.udp()
    let journey = try Self.journey(packet, Array(packet.dropLast(2)), origin: 0)
    let change = try #require(journey.hops[1].changes.last)
    #expect(change.kind == .bytes && change.before == "03 04" && change.after.isEmpty)
  }

  @Test("headers behind the last known byte are not said to be gone or new")
  func unknown() throws {
    // Known are 18 bytes: of the tagged frame the tag, of the other the first bytes of the IP header.
    #expect(
      try Self.changes(WirePackets.udp(tags: [100]), WirePackets.udp(), origin: 4, known: 18)
        .contains("udp") == false
    )
    #expect(
      try Self.changes(WirePackets.udp(), WirePackets.udp(), origin: 0, known: 20).isEmpty
    )
  }

  @Test("a journey is summed up by its first bytes")
  func summary() throws {
    let journey = try Self.journey(
      WirePackets.udp(payload: Array(repeating: 0, count: 900)),
      WirePackets.udp(),
      origin: 0,
      known: 64
    )
    #expect(journey.summary.source == "10.0.0.9" && journey.summary.destination == "10.0.0.1")
    #expect(!journey.summary.line.contains("truncated"))
  }

  @Test("every slot has its documented name and parts")
  func slots() {
    let tag = InfoSlotValue(slot: 4, rawValue: 100 << 4 | 3, edge: .indicate)
    #expect(tag.name == "Ieee8021QNetBufferListInfo")
    #expect(tag.text == "UserPriority 3, CanonicalFormatId 0, VlanId 100")
    let sent = InfoSlotValue(slot: 0, rawValue: 0b101 | 34 << 16, edge: .send)
    #expect(sent.text == "IsIPv4 1, TcpChecksum 1, TcpHeaderOffset 34")
    let received = InfoSlotValue(slot: 0, rawValue: 0b101000, edge: .return)
    #expect(received.text == "TcpChecksumSucceeded 1, IpChecksumSucceeded 1")
    let large = InfoSlotValue(slot: 2, rawValue: 1460 | 54 << 20 | 1 << 30, edge: .send)
    #expect(large.text == "MSS 1460, TcpHeaderOffset 54, Type 1, IPVersion 0")
    let hash = InfoSlotValue(slot: 9, rawValue: 0x201, edge: .indicate)
    #expect(hash.text == "HashFunction Toeplitz, HashType TCP_IPV4")
    #expect(InfoSlotValue(slot: 30, rawValue: 5, edge: .send).text == "0x5")
    #expect(HopEdge.indicate.flagNames(0x203) == ["DISPATCH_LEVEL", "RESOURCES", "SINGLE_VLAN"])
    #expect(HopEdge.send.flagNames(0x8) == ["0x8"])
    #expect(PacketFilterValue(0x8001_0020).names == ["PROMISCUOUS", "NO_LOCAL", "0x80000000"])
  }
}
