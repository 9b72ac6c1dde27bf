import Inspection

/// A stack with fixed numbers: two adapters on a wire, three filters on one, one adapter with its medium down.
enum SampleStack {
  static let vlan: PartyID = 5
  static let classify: PartyID = 4
  static let responder: PartyID = 2
  static let talker: PartyID = 3
  static let capture: PartyID = 6
  static let nic0: PartyID = 7

  static let reasons = DropReasonTable([
    DropReasonRow(
      rawValue: 1,
      symbol: "FilteredVLAN",
      sentence: "The VLAN is not among those the module admits.",
      page: "network/ndis-vlan"
    ),
    DropReasonRow(
      rawValue: 2,
      symbol: "NoMatchingFilter",
      sentence: "No binding's packet filter wants the packet.",
      page: "network/oid-gen-current-packet-filter"
    ),
  ])

  static func structure(generation: UInt64 = 1) -> StackStructure {
    let settings = [
      SettingRow(name: "*PriorityVLANTag", value: "3", source: "lab.yaml:14"),
      SettingRow(name: "VlanID", value: "100", source: "lab.yaml:15"),
      SettingRow(name: "Strip", value: "1", source: "default"),
    ]
    let first = AdapterNode(
      id: 1,
      partyID: nic0,
      ndisPartyID: 1,
      name: "Ethernet0",
      ifIndex: 2,
      luid: 0x6_0000_0100_0000,
      mac: "02:00:00:00:00:01",
      mtu: 1500,
      state: "Running",
      linkState: "Connected",
      transmitLinkSpeed: 10_000_000_000,
      receiveLinkSpeed: 10_000_000_000,
      media: "802.3",
      packetFilter: PacketFilterValue(0xB),
      supportedStatistics: 0x3FF,
      recordingLevel: 3,
      miniport: MiniportDescription(
        driver: "wire",
        displayName: "Wire NIC",
        ndisVersion: "6.40",
        summary: "Two network cards back to back.",
        settings: [SettingRow(name: "Rate", value: "10 Gb/s", source: "lab.yaml:6")]
      ),
      filters: [
        FilterNode(
          id: 1,
          partyID: classify,
          name: "classify",
          driver: "classify",
          kind: .modifying,
          filterClass: "diagnostic",
          mandatory: false,
          state: "Running",
          edges: [.send, .complete, .indicate, .return],
          recordingLevel: 3,
          settings: [SettingRow(name: "Rule", value: "udp port 53", source: "lab.yaml:20")]
        ),
        FilterNode(
          id: 2,
          partyID: vlan,
          name: "vlan",
          driver: "vlan",
          kind: .modifying,
          filterClass: "vlan",
          mandatory: true,
          state: "Running",
          edges: [.indicate, .return, .send],
          recordingLevel: 3,
          settings: settings
        ),
        FilterNode(
          id: 3,
          partyID: capture,
          name: "capture",
          driver: "capture",
          kind: .monitoring,
          filterClass: "ms_medium_converter",
          mandatory: false,
          state: "Running",
          edges: [.indicate, .send],
          recordingLevel: 3
        ),
      ],
      bindings: [
        BindingNode(
          id: 1,
          partyID: responder,
          protocolName: "responder",
          driver: "responder",
          state: "Running",
          packetFilter: PacketFilterValue(0xB),
          addresses: ["10.0.0.1", "fe80::1"],
          recordingLevel: 3
        ),
        BindingNode(
          id: 2,
          partyID: talker,
          protocolName: "talker",
          driver: "talker",
          state: "Running",
          packetFilter: PacketFilterValue(0x1),
          recordingLevel: 3
        ),
      ]
    )
    let second = AdapterNode(
      id: 2,
      partyID: 9,
      ndisPartyID: 10,
      name: "Ethernet1",
      ifIndex: 3,
      luid: 0x6_0000_0200_0000,
      mac: "02:00:00:00:00:02",
      mtu: 1500,
      state: "Running",
      linkState: "Connected",
      transmitLinkSpeed: 10_000_000_000,
      receiveLinkSpeed: 10_000_000_000,
      media: "802.3",
      recordingLevel: 3,
      miniport: MiniportDescription(
        driver: "wire",
        displayName: "Wire NIC",
        ndisVersion: "6.40",
        summary: "Two network cards back to back."
      ),
      bindings: [
        BindingNode(
          id: 3,
          partyID: 8,
          protocolName: "sink",
          driver: "sink",
          state: "Paused",
          packetFilter: PacketFilterValue(0x20),
          recordingLevel: 3
        )
      ]
    )
    let third = AdapterNode(
      id: 3,
      partyID: 11,
      name: "Ethernet2",
      ifIndex: 4,
      luid: 0x6_0000_0300_0000,
      mac: "02:00:00:00:00:03",
      mtu: 9000,
      state: "Running",
      linkState: "Disconnected",
      transmitLinkSpeed: nil,
      receiveLinkSpeed: nil,
      media: "802.3",
      miniport: MiniportDescription(
        driver: "generator",
        displayName: "Generator",
        ndisVersion: "6.20",
        summary: "Makes packets of chosen sizes and flows."
      )
    )
    return StackStructure(
      generation: generation,
      name: "lab",
      version: "0.1.0",
      adapters: [first, second, third],
      parties: PartyTable([
        Party(id: 1, name: "Ethernet0", role: .ndis, adapter: 1, driver: "ndis"),
        Party(id: 2, name: "responder", role: .protocol, adapter: 1, driver: "responder"),
        Party(id: 3, name: "talker", role: .protocol, adapter: 1, driver: "talker"),
        Party(id: 4, name: "classify", role: .filter, adapter: 1, driver: "classify"),
        Party(id: 5, name: "vlan", role: .filter, adapter: 1, driver: "vlan"),
        Party(id: 6, name: "capture", role: .monitoringFilter, adapter: 1, driver: "capture"),
        Party(id: 7, name: "Ethernet0", role: .miniport, adapter: 1, driver: "wire"),
        Party(id: 8, name: "sink", role: .protocol, adapter: 2, driver: "sink"),
        Party(id: 9, name: "Ethernet1", role: .miniport, adapter: 2, driver: "wire"),
        Party(id: 10, name: "Ethernet1", role: .ndis, adapter: 2, driver: "ndis"),
        Party(id: 11, name: "Ethernet2", role: .miniport, adapter: 3, driver: "generator"),
      ]),
      reasons: reasons
    )
  }

  /// Counters after so many ticks of half a second; every ledger balances.
  static func counters(tick: UInt64) -> CounterPage {
    var page = CounterPage(partyIDs: Array(1...11), adapterIDs: [1, 2, 3])
    // A wave, so that graphs have a form; always the same one.
    let wave: [UInt64] = [3, 5, 8, 12, 15, 14, 10, 7, 4, 2, 6, 9]
    var received: UInt64 = 0
    var dropped: UInt64 = 0
    for step in 0..<tick {
      let share = wave[Int(step % 12)]
      received += share * 50_000
      dropped += share * 9
    }
    let sent = received / 2
    func pass(
      _ party: PartyID,
      _ direction: Direction,
      _ count: UInt64,
      drops: UInt64 = 0,
      held: UInt64 = 0
    ) {
      page[party, direction, .taken] = 2 * count
      page[party, direction, .given] = 2 * count - held
      page[party, direction, .held] = held
      page[party, direction, .entered] = count
      page[party, direction, .left] = count - drops - held
      page[party, direction, .dropped] = drops
      page[party, direction, .inside] = held
    }
    pass(nic0, .receive, received)
    pass(capture, .receive, received)
    pass(vlan, .receive, received, drops: dropped)
    pass(classify, .receive, received - dropped, held: min(3, tick))
    for (party, part) in [(responder, received / 3 * 2), (talker, received / 3)] {
      page[party, .receive, .taken] = part
      page[party, .receive, .given] = part
      page[party, .receive, .entered] = part
      page[party, .receive, .delivered] = part
    }
    page[talker, .transmit, .created] = sent
    page[talker, .transmit, .freed] = sent
    page[talker, .transmit, .born] = sent
    page[talker, .transmit, .left] = sent
    for party in [classify, vlan, capture, nic0] { pass(party, .transmit, sent) }
    pass(9, .receive, sent)
    pass(9, .transmit, received / 4)
    page.setDrops([
      DropCount(party: vlan, reason: 1, count: dropped),
      DropCount(party: 1, reason: 2, count: tick),
    ])
    page[1 as AdapterID, .inOctets] = received * 98
    page[1 as AdapterID, .inUnicastPackets] = received
    page[1 as AdapterID, .outOctets] = sent * 64
    page[1 as AdapterID, .outUnicastPackets] = sent
    return page
  }

  /// The stack after so many ticks of half a second.
  static func snapshot(tick: UInt64, mode: EngineMode = .live) -> Snapshot {
    Snapshot(
      sequence: tick + 1,
      time: tick * 500_000_000,
      hostTime: nil,
      mode: mode,
      structure: shared,
      counters: counters(tick: tick),
      recording: RecordingStatus(level: 3, endPosition: 1_000_000),
      heldLists: 3
    )
  }

  static let shared = structure()
}
