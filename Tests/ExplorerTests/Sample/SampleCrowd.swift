import Inspection

extension SampleStack {
  /// A stack of many modules, twenty on each adapter.
  static func crowd(modules: Int) -> StackStructure {
    var adapters: [AdapterNode] = []
    var parties: [Party] = []
    var next: PartyID = 1
    func party(_ name: String, _ role: PartyRole, _ adapter: AdapterID) -> PartyID {
      parties.append(Party(id: next, name: name, role: role, adapter: adapter))
      next += 1
      return next - 1
    }
    for index in 0..<(modules / 20) {
      let id = AdapterID(index + 1)
      let filters = (0..<18).map { number in
        FilterNode(
          id: UInt32(index * 18 + number),
          partyID: party("module-\(index)-\(number)", .filter, id),
          name: "module-\(index)-\(number)",
          driver: "none",
          kind: .modifying,
          filterClass: "",
          mandatory: false,
          state: "Running"
        )
      }
      let binding = BindingNode(
        id: UInt32(index),
        partyID: party("binding-\(index)", .protocol, id),
        protocolName: "binding-\(index)",
        driver: "sink",
        state: "Running",
        packetFilter: PacketFilterValue(1)
      )
      adapters.append(
        adapter(id, party("nic-\(index)", .miniport, id), "nic-\(index)", filters, [binding])
      )
    }
    return StackStructure(
      generation: 1,
      name: "crowd",
      version: "0.1.0",
      adapters: adapters,
      parties: PartyTable(parties),
      reasons: reasons
    )
  }

  /// A stack whose every name is an attack on the layout.
  static func hostile() -> StackStructure {
    let names = [
      String(repeating: "very-long-name-", count: 40), "网络驱动程序接口规范过滤器模块", "👩‍👩‍👧‍👦🇩🇪🇫🇷 family",
      "e\u{301}\u{302}\u{303}\u{304}\u{305}", "\u{1B}[2J\u{07}\u{0}", "\u{202E}right to left", "",
      " ",
      "line\nfeed\ttab",
    ]
    var parties: [Party] = []
    var adapters: [AdapterNode] = []
    for (index, name) in names.enumerated() {
      let id = AdapterID(index + 1)
      let base = PartyID(index * 3 + 1)
      parties += [
        Party(id: base, name: name, role: .miniport, adapter: id),
        Party(id: base + 1, name: name, role: .filter, adapter: id),
        Party(id: base + 2, name: name, role: .protocol, adapter: id),
      ]
      let filter = FilterNode(
        id: UInt32(index),
        partyID: base + 1,
        name: name,
        driver: name,
        kind: .modifying,
        filterClass: name,
        mandatory: true,
        state: name,
        settings: [SettingRow(name: name, value: name, source: name)]
      )
      let binding = BindingNode(
        id: UInt32(index),
        partyID: base + 2,
        protocolName: name,
        driver: name,
        state: "Running",
        packetFilter: PacketFilterValue(.max),
        addresses: [name]
      )
      adapters.append(adapter(id, base, name, [filter], [binding]))
    }
    return StackStructure(
      generation: 1,
      name: names[1],
      version: names[0],
      adapters: adapters,
      parties: PartyTable(parties),
      reasons: DropReasonTable([
        DropReasonRow(rawValue: 1, symbol: names[2], sentence: names[0], page: names[1])
      ])
    )
  }

  private static func adapter(
    _ id: AdapterID,
    _ party: PartyID,
    _ name: String,
    _ filters: [FilterNode],
    _ bindings: [BindingNode]
  ) -> AdapterNode {
    AdapterNode(
      id: id,
      partyID: party,
      name: name,
      ifIndex: id,
      luid: .max,
      mac: name,
      mtu: .max,
      state: "Running",
      linkState: "Connected",
      transmitLinkSpeed: .max,
      receiveLinkSpeed: 1,
      media: name,
      supportedStatistics: .max,
      miniport: MiniportDescription(
        driver: name,
        displayName: name,
        ndisVersion: "6.40",
        summary: name
      ),
      filters: filters,
      bindings: bindings
    )
  }

  /// Any stack after so many ticks, every counter as large as it gets after the first.
  static func snapshot(of structure: StackStructure, tick: UInt64) -> Snapshot {
    let ids = structure.parties.parties.map(\.id)
    var page = CounterPage(partyIDs: ids, adapterIDs: structure.adapters.map(\.id))
    if tick > 0 {
      page.withValues { words in
        for index in words.indices { words[index] = .max }
      }
      page.setDrops(ids.prefix(20).map { DropCount(party: $0, reason: 1, count: .max) })
    }
    return Snapshot(
      sequence: tick + 1,
      time: tick == 0 ? 0 : .max,
      hostTime: nil,
      mode: .stepped,
      structure: structure,
      counters: page,
      recording: RecordingStatus(level: 2, samplingInterval: .max, overwrittenRecords: .max),
      heldLists: .max,
      findingCount: .max
    )
  }
}
