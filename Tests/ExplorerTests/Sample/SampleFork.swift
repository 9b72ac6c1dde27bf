import Inspection

/// What forks of the sample stack come to.
enum SampleFork {
  private typealias Name = JourneyComparison.Name
  private static let nic = Name("Ethernet0", .miniport)
  private static let vlan = Name("vlan", .filter)
  private static let classify = Name("classify", .filter)
  private static let capture = Name("capture", .monitoringFilter)
  private static let responder = Name("responder", .protocol)

  private static func handOff(
    _ place: Int,
    _ edge: HopEdge,
    _ from: Name,
    _ to: Name
  ) -> JourneyComparison.HandOff {
    .init(place: place, edge: edge, from: from, to: to)
  }

  /// A packet that a filter drops gets through without it.
  static let dropped = WhatIfOutcome(
    comparison: JourneyComparison(
      first: 240,
      second: 243,
      adapter: "Ethernet0",
      summary: PacketSummary(
        protocolName: "UDP",
        source: "10.0.0.9",
        destination: "10.0.0.1",
        info: "5353 \u{2192} 53 Len=60"
      ),
      rows: [
        .init(first: handOff(0, .indicate, nic, vlan), second: handOff(0, .indicate, nic, vlan)),
        .init(
          first: handOff(1, .indicate, vlan, classify),
          second: handOff(1, .indicate, vlan, capture)
        ),
        .init(first: handOff(2, .return, classify, nic), second: nil),
        .init(first: nil, second: handOff(2, .indicate, capture, responder)),
        .init(first: nil, second: handOff(3, .return, responder, vlan)),
        .init(first: nil, second: handOff(4, .return, vlan, nic)),
      ],
      firstEnding: .init(
        outcome: .dropped,
        party: classify,
        reason: DropReasonRow(
          rawValue: 20,
          symbol: "ClassifyRule",
          sentence: "A rule of the classify filter says so.",
          page: "network/packet-filtering"
        ),
        cause: "drop udp port 53 (/etc/stacks/lab.yaml:12:15)"
      ),
      secondEnding: .init(outcome: .delivered, party: responder, reason: nil, cause: ""),
      items: [
        .init(kind: .path, name: "", place: "", first: "", second: ""),
        .init(kind: .outcome, name: "", place: "", first: "", second: ""),
      ]
    ),
    counts: counts(same: 180, differing: 60),
    time: 30_000_000_000,
    isFresh: false
  )

  /// The same path with other content; both began anew.
  static let changed: WhatIfOutcome = {
    var outcome = dropped
    let change = HopChange(kind: .field, name: "ip.ttl", before: "64", after: "63")
    outcome.comparison?.rows = [
      .init(first: handOff(0, .indicate, nic, vlan), second: handOff(0, .indicate, nic, vlan)),
      .init(
        first: handOff(1, .indicate, vlan, responder),
        second: handOff(1, .indicate, vlan, responder),
        changes: [change]
      ),
    ]
    let ending = outcome.comparison?.secondEnding
    outcome.comparison?.firstEnding = ending
    outcome.comparison?.items = [
      .init(kind: .bytes, name: "ip.ttl", place: "vlan indicate", first: "64", second: "63")
    ]
    outcome.isFresh = true
    outcome.remarks = ["uplink leads to the host: here nobody answers at the other end"]
    return outcome
  }()

  /// Nothing is otherwise.
  static let same = WhatIfOutcome(
    comparison: nil,
    counts: counts(same: 240, differing: 0),
    time: 30_000_000_000,
    isFresh: false
  )

  private static func counts(same: Int, differing: Int) -> DifferenceCounts {
    var counts = DifferenceCounts()
    for _ in 0..<same { counts.add(nil) }
    let difference = JourneyDifference(
      first: 1,
      second: 1,
      adapter: "",
      summary: "",
      items: [.init(kind: .path, name: "", place: "", first: "", second: "")]
    )
    for _ in 0..<differing { counts.add(difference) }
    return counts
  }
}
