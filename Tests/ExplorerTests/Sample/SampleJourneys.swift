import Inspection

/// Journeys with fixed numbers over the sample stack.
enum SampleJourneys {
  static let count: UInt64 = 240

  /// An 802.1Q frame with a UDP datagram; its checksums fit.
  static let tagged: [UInt8] = [
    0x02, 0x00, 0x00, 0x00, 0x00, 0x01, 0x02, 0x00, 0x00, 0x00, 0x00, 0x02,
    0x81, 0x00, 0x60, 0x64, 0x08, 0x00,
    0x45, 0x00, 0x00, 0x25, 0x12, 0x34, 0x00, 0x00, 0x40, 0x11, 0x54, 0x8B,
    0x0A, 0x00, 0x00, 0x09, 0x0A, 0x00, 0x00, 0x01,
    0x13, 0x89, 0x00, 0x07, 0x00, 0x11, 0x08, 0x81,
    0x6E, 0x64, 0x69, 0x73, 0x73, 0x65, 0x63, 0x74, 0x21,
  ]

  /// The same frame as it lies in memory after the tag was taken out: the addresses moved up by four.
  static var untagged: [UInt8] { Array(tagged[0..<12]) + Array(tagged[16...]) }

  static func isDropped(_ number: UInt64) -> Bool { number % 9 == 4 }

  static func birth(_ number: UInt64) -> UInt64 { 27_000_000_000 + number * 12_345_678 }

  static func summary(_ number: UInt64) -> PacketSummary {
    switch number % 5 {
    case 0:
      PacketSummary(protocolName: "ARP", source: "", destination: "", info: "who-has 10.0.0.1")
    case 1:
      PacketSummary(
        protocolName: "TCP",
        source: "10.0.0.9:443",
        destination: "10.0.0.1:50122",
        info: "[ACK]"
      )
    default:
      PacketSummary(
        protocolName: "UDP",
        source: "10.0.0.\(7 + number % 3):5001",
        destination: "10.0.0.1:7",
        info: ""
      )
    }
  }

  static func row(_ number: UInt64) -> JourneyRow {
    let isDropped = isDropped(number)
    let isHeld = number + 1 == count
    return JourneyRow(
      journey: number + 1,
      parent: 0,
      time: birth(number),
      duration: isDropped ? 930 : isHeld ? 410 : 2_715 + number,
      adapter: 1,
      direction: .receive,
      length: 55,
      hopCount: isDropped ? 4 : isHeld ? 1 : 8,
      outcome: isDropped ? .dropped : isHeld ? .held : .delivered,
      reason: isDropped ? "FilteredVLAN" : "",
      endParty: isDropped ? SampleStack.vlan : isHeld ? 0 : SampleStack.responder,
      isPartial: number == 0,
      summary: summary(number)
    )
  }

  static func bytes(_ bytes: [UInt8], origin: Int32, writer: PartyID) -> RecordedBytes {
    RecordedBytes(
      origin: origin,
      length: UInt32(bytes.count),
      runs: [
        ByteRun(offset: 0, bytes: bytes, writers: Array(repeating: writer, count: bytes.count))
      ]
    )
  }

  static func hop(
    _ number: UInt64,
    _ index: Int,
    _ edge: HopEdge,
    _ from: PartyID,
    _ to: PartyID,
    isUntagged: Bool,
    changes: [HopChange] = []
  ) -> Hop {
    let offsets: [UInt64] = [0, 410, 930, 1_110, 2_314, 2_420, 2_600, 2_715]
    let data = isUntagged ? untagged : tagged
    return Hop(
      position: number * 1000 + UInt64(index),
      time: birth(number) + offsets[min(index, 7)],
      edge: edge,
      from: from,
      to: to,
      flags: edge == .indicate ? 0x801 : 1,
      isLoan: false,
      isCompared: false,
      level: 3,
      port: 0,
      processor: 2,
      batch: 4,
      geometry: PacketGeometry(
        origin: isUntagged ? 4 : 0,
        dataLength: UInt32(data.count),
        nblFlags: 0,
        status: 0,
        bufferCount: 1,
        totalLength: UInt32(data.count)
      ),
      info: isUntagged ? [InfoSlotValue(slot: 4, rawValue: 0x643, edge: .indicate)] : [],
      bytes: bytes(data, origin: isUntagged ? 4 : 0, writer: SampleStack.nic0),
      changes: changes
    )
  }

  static let stripped: [HopChange] = [
    HopChange(kind: .geometry, name: "data start", before: "0", after: "+4"),
    HopChange(kind: .geometry, name: "DataLength", before: "55", after: "51"),
    HopChange(
      kind: .info,
      name: "Ieee8021QNetBufferListInfo",
      before: "",
      after: "UserPriority 3, CanonicalFormatId 0, VlanId 100"
    ),
    HopChange(kind: .field, name: "vlan", before: "VLAN 100 priority 3", after: ""),
    HopChange(
      kind: .field,
      name: "eth.type",
      before: "0x8100",
      after: "0x0800",
      offset: 12,
      length: 2
    ),
  ]

  /// Through the whole stack and back, or to the module that drops it.
  static func journey(_ number: UInt64) -> Journey {
    let row = row(number)
    let up: [(PartyID, PartyID)] = [
      (SampleStack.nic0, SampleStack.capture), (SampleStack.capture, SampleStack.vlan),
      (SampleStack.vlan, SampleStack.classify), (SampleStack.classify, SampleStack.responder),
    ]
    var hops: [Hop] = []
    if isDropped(number) {
      for (index, pair) in up.prefix(2).enumerated() {
        hops.append(hop(number, index, .indicate, pair.0, pair.1, isUntagged: false))
      }
      hops.append(hop(number, 2, .return, SampleStack.vlan, SampleStack.capture, isUntagged: false))
      hops.append(hop(number, 3, .return, SampleStack.capture, SampleStack.nic0, isUntagged: false))
    } else {
      for (index, pair) in up.enumerated() {
        hops.append(
          hop(
            number,
            index,
            .indicate,
            pair.0,
            pair.1,
            isUntagged: index >= 2,
            changes: index == 2 ? stripped : []
          )
        )
      }
      if row.outcome == .held { hops.removeLast(3) }
      for (index, pair) in up.reversed().enumerated()
      where row.outcome != .held {
        hops.append(
          hop(number, 4 + index, .return, pair.1, pair.0, isUntagged: index < 2)
        )
      }
    }
    return Journey(
      id: row.journey,
      parent: number % 5 == 3
        ? JourneyLink(journey: number, kind: .received, party: SampleStack.nic0, time: row.time)
        : nil,
      children: number % 5 == 2
        ? [
          JourneyLink(
            journey: number + 2,
            kind: .cloned,
            party: SampleStack.classify,
            time: row.time + 1200
          )
        ] : [],
      adapter: 1,
      direction: .receive,
      birth: row.time,
      length: 55,
      summary: row.summary,
      hops: hops,
      ending: ending(row),
      isPartial: row.isPartial
    )
  }

  private static func ending(_ row: JourneyRow) -> JourneyEnding? {
    guard row.outcome != .held else { return nil }
    return JourneyEnding(
      position: 0,
      time: row.time + row.duration,
      outcome: row.outcome,
      party: row.endParty,
      reason: row.outcome == .dropped ? SampleStack.reasons[1] : nil,
      cause: row.outcome == .dropped ? "VLAN 200, admitted {100, 110}" : ""
    )
  }

  /// The ways of all of them; the first journey began before the recording.
  static let shares = PathShares(
    paths: [
      path(
        3,
        [
          SampleStack.nic0, SampleStack.capture, SampleStack.vlan, SampleStack.classify,
          SampleStack.responder,
        ],
        .delivered,
        211,
        newest: 238
      ),
      path(
        4,
        [SampleStack.nic0, SampleStack.capture, SampleStack.vlan],
        .dropped,
        27,
        newest: 239,
        reason: 1
      ),
      path(2, [SampleStack.nic0, SampleStack.capture], .held, 1, newest: 240),
    ],
    pathCount: 3,
    journeyCount: 240,
    unknownCount: 1
  )

  private static func path(
    _ id: UInt32,
    _ parties: [PartyID],
    _ outcome: JourneyOutcome,
    _ count: Int,
    newest: UInt64,
    reason: UInt16? = nil
  ) -> PathShares.Path {
    PathShares.Path(
      id: id,
      parties: parties,
      direction: .receive,
      outcome: outcome,
      reason: reason,
      count: count,
      newest: newest
    )
  }
}
