import CNDIS
import DataPath
public import Inspection
import Kernel
import NDIS

extension StackEngine {
  /// The structure as it is now; the same object until something changes.
  public func currentStructure() -> StackStructure {
    if let structure, structure.generation == stack.generation { return structure }
    let counted = stack.takeCounted()
    let made =
      if let structure, structureShape == stack.shapeGeneration {
        renewed(structure, counted)
      } else {
        newStructure()
      }
    structure = made
    structureShape = stack.shapeGeneration
    return made
  }

  /// The same tree with what these parties have counted since.
  private func renewed(_ old: StackStructure, _ counted: Set<PartyID>) -> StackStructure {
    var nodes = old.adapters
    for (place, adapter) in stack.adapters.enumerated() {
      guard nodes.indices.contains(place), nodes[place].id == adapter.party.id else { continue }
      if counted.contains(adapter.party.id) {
        nodes[place].miniport.settings = rows(of: adapter.settings)
      }
      for module in adapter.filters where counted.contains(module.party.id) {
        guard let filter = nodes[place].filters.firstIndex(where: { $0.id == module.party.id })
        else { continue }
        nodes[place].filters[filter].settings = rows(of: module.settings)
      }
      for binding in adapter.bindings where counted.contains(binding.party.id) {
        guard let number = nodes[place].bindings.firstIndex(where: { $0.id == binding.party.id })
        else { continue }
        nodes[place].bindings[number].settings = rows(of: binding.settings)
      }
    }
    return StackStructure(
      generation: stack.generation,
      name: old.name,
      version: old.version,
      adapters: nodes,
      parties: old.parties,
      reasons: old.reasons,
      ndis: old.ndis,
      scaling: old.scaling
    )
  }

  private func newStructure() -> StackStructure {
    StackStructure(
      generation: stack.generation,
      name: configuration.name,
      version: ProductVersion.text,
      adapters: stack.adapters.map(node(of:)),
      parties: partyTable,
      reasons: DropReasonTable(
        DropReason.all.map {
          DropReasonRow(
            rawValue: $0.reason.rawValue,
            symbol: $0.symbol,
            sentence: $0.sentence,
            page: $0.page
          )
        }
      ),
      ndis: ndisDetail,
      scaling: stack.adapters.compactMap(scaling(of:))
    )
  }

  private var partyTable: PartyTable {
    var adapters = Set<PartyID>()
    var monitoring = Set<PartyID>()
    var drivers: [PartyID: String] = [:]
    for adapter in stack.adapters {
      adapters.insert(adapter.party.id)
      drivers[adapter.party.id] = adapter.component.name
      for module in adapter.filters {
        drivers[module.party.id] = module.component.name
        if module.isMonitoring { monitoring.insert(module.party.id) }
      }
      for binding in adapter.bindings { drivers[binding.party.id] = binding.component.name }
    }
    return PartyTable(
      orderedParties.map { party in
        let role: PartyRole =
          switch party.role {
          case .miniport: .miniport
          case .filter: monitoring.contains(party.id) ? .monitoringFilter : .filter
          case .protocol: .protocol
          case .interface: .ndis
          case .driver: .driver
          }
        return Inspection.Party(
          id: party.id,
          name: party.name,
          role: role,
          adapter: adapters.contains(party.adapterID) ? party.adapterID : nil,
          driver: drivers[party.id] ?? party.name
        )
      }
    )
  }

  /// The parties, ascending by id.
  var orderedParties: [NDIS.Party] {
    // Parties are only ever added.
    if ordered.count != stack.parties.count {
      ordered = stack.parties.values.sorted { $0.id < $1.id }
    }
    return ordered
  }

  private func node(of adapter: MiniportAdapter) -> AdapterNode {
    let link = adapter.link
    return AdapterNode(
      id: adapter.party.id,
      partyID: adapter.party.id,
      ndisPartyID: adapter.interfaceLayer?.party.id,
      name: adapter.name,
      virtual: adapter.attributes?.isVirtual ?? true,
      ifIndex: adapter.interfaceIndex,
      luid: adapter.luid,
      mac: (adapter.attributes?.currentAddress ?? []).macText,
      mtu: adapter.attributes?.mtu ?? 0,
      state: adapter.state.displayName,
      linkState: link.connect == .connected
        ? "Connected" : link.connect == .disconnected ? "Disconnected" : "Unknown",
      transmitLinkSpeed: link.transmitLinkSpeed == LinkState.unknownSpeed
        ? nil : link.transmitLinkSpeed,
      receiveLinkSpeed: link.receiveLinkSpeed == LinkState.unknownSpeed
        ? nil : link.receiveLinkSpeed,
      media: adapter.attributes?.medium.symbol ?? "",
      linkKind: adapter.attributes?.medium == .ip ? .rawIP : .ethernet,
      packetFilter: value(of: adapter.packetFilter),
      supportedStatistics: AdapterStatistics.supported,
      recordingLevel: adapter.party.record.pointee.level,
      miniport: MiniportDescription(
        driver: adapter.component.name,
        displayName: adapter.component.displayName,
        ndisVersion: adapter.component.ndisVersion.description,
        summary: adapter.component.summary,
        settings: rows(of: adapter.settings)
      ),
      filters: adapter.filters.reversed().map(node(of:)),
      bindings: adapter.bindings.map(node(of:)),
      queues: adapter.receiveQueues.map(node(of:))
    )
  }

  private func node(of module: FilterModule) -> FilterNode {
    let record = module.party.record
    var edges: HopEdges = []
    if record.hasEntry(.send) { edges.insert(.send) }
    if record.hasEntry(.complete) { edges.insert(.complete) }
    if record.hasEntry(.indicate) { edges.insert(.indicate) }
    if record.hasEntry(.return) { edges.insert(.return) }
    return FilterNode(
      id: module.party.id,
      partyID: module.party.id,
      name: module.name,
      driver: module.component.name,
      kind: module.isMonitoring ? .monitoring : .modifying,
      filterClass: module.component.filter?.filterClass?.rawValue ?? "",
      mandatory: module.isMandatory,
      state: module.state.displayName,
      edges: edges,
      handlers: FilterHandlers.names.filter { module.handlers.contains($0.handler) }.map(\.name),
      recordingLevel: record.pointee.level,
      settings: rows(of: module.settings)
    )
  }

  private func node(of binding: ProtocolBinding) -> BindingNode {
    BindingNode(
      id: binding.party.id,
      partyID: binding.party.id,
      protocolName: binding.name,
      driver: binding.component.name,
      state: binding.state.displayName,
      packetFilter: value(of: binding.packetFilter),
      addresses: binding.addresses,
      recordingLevel: binding.party.record.pointee.level,
      settings: rows(of: binding.settings)
    )
  }

  private func rows(of settings: [InstanceSetting]) -> [SettingRow] {
    settings.map { SettingRow(name: $0.name, value: $0.value, source: "\($0.source)") }
  }

  private func value(of filter: PacketFilter) -> PacketFilterValue {
    PacketFilterValue(filter.rawValue)
  }
}

extension [UInt8] {
  /// Bytes as a MAC address is written.
  var macText: String {
    map { byte in
      let text = String(byte, radix: 16)
      return byte < 16 ? "0" + text : text
    }.joined(separator: ":")
  }
}

/// The product's version.
public enum ProductVersion {
  /// Major, minor and patch, as `--version` prints them.
  public static let text = "0.1.0"
}
