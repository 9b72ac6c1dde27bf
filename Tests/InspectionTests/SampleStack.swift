import Inspection

/// A stack with one of everything, for tests of documents and streams.
enum SampleStack {
  static func structure(generation: UInt64 = 1) -> StackStructure {
    let miniport = MiniportDescription(
      driver: "generator",
      displayName: "Generator",
      ndisVersion: "6.40",
      summary: "Makes packets.",
      settings: [SettingRow(name: "*JumboPacket", value: "1514", source: "default")]
    )
    let filter = FilterNode(
      id: 21,
      partyID: 2,
      name: "VLAN tagger",
      driver: "vlantag",
      kind: .modifying,
      filterClass: "ms_medium_converter",
      mandatory: false,
      state: "Running",
      edges: [.send, .indicate],
      handlers: ["FilterSendNetBufferLists"],
      recordingLevel: 3,
      settings: [SettingRow(name: "VlanId", value: "100", source: "lab.yaml:12")]
    )
    let monitor = FilterNode(
      id: 22,
      partyID: 3,
      name: "Capture",
      driver: "capture",
      kind: .monitoring,
      filterClass: "",
      mandatory: true,
      state: "Paused"
    )
    let binding = BindingNode(
      id: 31,
      partyID: 4,
      protocolName: "TCPIP",
      driver: "tcpip",
      state: "Running",
      packetFilter: PacketFilterValue(0x9),
      addresses: ["10.0.0.1"]
    )
    let adapter = AdapterNode(
      id: 11,
      partyID: 1,
      ndisPartyID: 5,
      name: "Ethernet0",
      ifIndex: 7,
      luid: 0x6_0000_0100_0000,
      mac: "02:00:00:00:00:01",
      mtu: 1500,
      state: "Running",
      linkState: "Connected",
      transmitLinkSpeed: 10_000_000_000,
      receiveLinkSpeed: nil,
      media: "802.3",
      packetFilter: PacketFilterValue(0x9),
      supportedStatistics: 0x3FFFFF,
      miniport: miniport,
      filters: [filter, monitor],
      bindings: [binding],
      queues: [
        QueueNode(id: 41, number: 0, kind: .scaling, message: 0, capacity: 256),
        QueueNode(
          id: 42,
          number: 1,
          kind: .scaling,
          processor: ProcessorName(group: 1, number: 3),
          message: 1,
          capacity: 256
        ),
      ]
    )
    return StackStructure(
      generation: generation,
      name: "lab",
      version: "0.1.0",
      adapters: [adapter],
      parties: PartyTable([
        Party(id: 1, name: "Generator", role: .miniport, adapter: 11, driver: "generator"),
        Party(id: 2, name: "VLAN tagger", role: .filter, adapter: 11, driver: "vlantag"),
        Party(id: 3, name: "Capture", role: .monitoringFilter, adapter: 11),
        Party(id: 4, name: "TCPIP", role: .protocol, adapter: 11),
        Party(id: 5, name: "Ethernet0", role: .ndis, adapter: 11),
      ]),
      reasons: DropReasonTable([
        DropReasonRow(
          rawValue: 3,
          symbol: "FilteredVLAN",
          sentence: "The VLAN is not allowed.",
          page: "a/b"
        )
      ]),
      scaling: [scaling]
    )
  }

  /// Two queues on two processors, four entries.
  static let scaling = ReceiveScalingNode(
    adapter: 11,
    capabilities: .init(flags: 0x2D00_0301, messages: 2, queues: 2, entries: 128),
    mode: .scaling,
    hashInformation: 0x301,
    key: [UInt8](repeating: 0x6D, count: 40),
    maximumProcessor: ProcessorName(group: 1, number: 63),
    table: (0..<4).map {
      $0 % 2 == 0
        ? .init(processor: ProcessorName(), queue: 0)
        : .init(processor: ProcessorName(group: 1, number: 3), queue: 1)
    },
    settings: [SettingRow(name: "*RSS", value: "1", source: "default")],
    processors: [ProcessorName(), ProcessorName(group: 1, number: 3)],
    setBy: 4
  )

  /// A balanced page: 10 came in, 2 were dropped by the filter, 8 were delivered.
  static func counters() -> CounterPage {
    var page = CounterPage(
      partyIDs: [1, 2, 3, 4, 5],
      adapterIDs: [11],
      queueIDs: [41, 42],
      tables: [.init(adapter: 11, entries: 4)]
    )
    page[queue: 41, .packets] = 7
    page[queue: 42, .packets] = 3
    page[queue: 42, .waiting] = 1
    page.setHits([4, 1, 3, 2], ofAdapter: 11)
    page[1, .receive, .created] = 10
    page[1, .receive, .given] = 10
    page[1, .receive, .born] = 10
    page[1, .receive, .left] = 10
    page[2, .receive, .taken] = 10
    page[2, .receive, .given] = 10
    page[2, .receive, .entered] = 10
    page[2, .receive, .left] = 8
    page[2, .receive, .dropped] = 2
    page[4, .receive, .taken] = 8
    page[4, .receive, .given] = 7
    page[4, .receive, .held] = 1
    page[4, .receive, .entered] = 8
    page[4, .receive, .delivered] = 8
    page[11, .inUnicastPackets] = 10
    page[11, .inUnicastOctets] = .max
    page.setDrops([DropCount(party: 2, reason: 3, count: 2)])
    return page
  }

  static func event(_ sequence: UInt64) -> EngineEvent {
    EngineEvent(
      sequence: sequence,
      time: 1000 * sequence,
      severity: .notice,
      party: 2,
      kind: .stateChange,
      subject: "VLAN tagger",
      text: "Restarting → Running",
      note: "was Paused",
      cause: "command",
      journey: 4,
      request: 9
    )
  }

  static func snapshot(_ sequence: UInt64 = 1) -> Snapshot {
    Snapshot(
      sequence: sequence,
      time: 5_000_000 * sequence,
      hostTime: nil,
      mode: .stepped,
      structure: structure(),
      counters: counters(),
      recording: RecordingStatus(level: 3, firstPosition: 64, endPosition: 900),
      heldLists: 1,
      events: EventHistory((1...(sequence + 2)).map { event($0) })
    )
  }

  static let facts = AdapterFacts(
    adapter: 11,
    sections: [FactSection(.link, [.init("XmitLinkSpeed", "1 Gbit/s")])],
    identifiers: [
      ObjectIdentifierRow(
        number: 0x0001_0101,
        name: "OID_GEN_SUPPORTED_LIST",
        kinds: [.query],
        ndisAnswers: [.query],
        isMandatory: false,
        form: "32 bits, list",
        page: "oid-gen-supported-list"
      )
    ],
    attachable: ["vlan"],
    bindable: ["sink", "talker"]
  )

  /// One that has ended and one under way.
  static let flights = [
    RequestFlight(
      id: 1,
      adapter: 11,
      number: 0x0001_010E,
      name: "OID_GEN_CURRENT_PACKET_FILTER",
      kind: .set,
      issuer: 4,
      steps: [.init(time: 5, party: 2, text: "FilterOidRequest")],
      status: "NDIS_STATUS_SUCCESS",
      hasSucceeded: true,
      input: [9, 0, 0, 0],
      fields: [.init("PacketFilter", "9", start: 0, count: 4, isDerived: true)]
    ),
    RequestFlight(
      id: 2,
      adapter: 11,
      number: 0xFF00_0001,
      name: "0xFF000001",
      kind: .method,
      issuer: 0,
      output: [1, 2, 3],
      bytesNeeded: 70_000
    ),
  ]

  static let finding = VerifierFinding(
    rule: "sendCompleteTwice",
    sentence: "A list is completed once.",
    page: "x/y",
    party: 2,
    driver: "vlantag",
    time: 77,
    journey: 4,
    text: "completed again"
  )
}
