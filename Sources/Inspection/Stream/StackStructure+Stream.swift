extension PartyRole: StreamValue {}
extension LinkKind: StreamValue {}
extension HopEdges: StreamValue {}
extension FilterNode.Kind: StreamValue {}

extension SettingRow: StreamValue {
  func write(to stream: inout StreamWriter) {
    name.write(to: &stream)
    value.write(to: &stream)
    source.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      name: try String(from: &stream),
      value: try String(from: &stream),
      source: try String(from: &stream)
    )
  }
}

extension Party: StreamValue {
  func write(to stream: inout StreamWriter) {
    id.write(to: &stream)
    name.write(to: &stream)
    role.write(to: &stream)
    adapter.write(to: &stream)
    driver.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      id: try PartyID(from: &stream),
      name: try String(from: &stream),
      role: try PartyRole(from: &stream),
      adapter: try AdapterID?(from: &stream),
      driver: try String(from: &stream)
    )
  }
}

extension DropReasonRow: StreamValue {
  func write(to stream: inout StreamWriter) {
    rawValue.write(to: &stream)
    symbol.write(to: &stream)
    sentence.write(to: &stream)
    page.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      rawValue: try UInt16(from: &stream),
      symbol: try String(from: &stream),
      sentence: try String(from: &stream),
      page: try String(from: &stream)
    )
  }
}

extension MiniportDescription: StreamValue {
  func write(to stream: inout StreamWriter) {
    driver.write(to: &stream)
    displayName.write(to: &stream)
    ndisVersion.write(to: &stream)
    summary.write(to: &stream)
    settings.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      driver: try String(from: &stream),
      displayName: try String(from: &stream),
      ndisVersion: try String(from: &stream),
      summary: try String(from: &stream),
      settings: try [SettingRow](from: &stream)
    )
  }
}

extension FilterNode: StreamValue {
  func write(to stream: inout StreamWriter) {
    id.write(to: &stream)
    partyID.write(to: &stream)
    name.write(to: &stream)
    driver.write(to: &stream)
    kind.write(to: &stream)
    filterClass.write(to: &stream)
    mandatory.write(to: &stream)
    state.write(to: &stream)
    edges.write(to: &stream)
    handlers.write(to: &stream)
    recordingLevel.write(to: &stream)
    settings.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      id: try UInt32(from: &stream),
      partyID: try PartyID(from: &stream),
      name: try String(from: &stream),
      driver: try String(from: &stream),
      kind: try Kind(from: &stream),
      filterClass: try String(from: &stream),
      mandatory: try Bool(from: &stream),
      state: try String(from: &stream),
      edges: try HopEdges(from: &stream),
      handlers: try [String](from: &stream),
      recordingLevel: try UInt8(from: &stream),
      settings: try [SettingRow](from: &stream)
    )
  }
}

extension BindingNode: StreamValue {
  func write(to stream: inout StreamWriter) {
    id.write(to: &stream)
    partyID.write(to: &stream)
    protocolName.write(to: &stream)
    driver.write(to: &stream)
    state.write(to: &stream)
    packetFilter.write(to: &stream)
    addresses.write(to: &stream)
    recordingLevel.write(to: &stream)
    settings.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      id: try UInt32(from: &stream),
      partyID: try PartyID(from: &stream),
      protocolName: try String(from: &stream),
      driver: try String(from: &stream),
      state: try String(from: &stream),
      packetFilter: try PacketFilterValue(from: &stream),
      addresses: try [String](from: &stream),
      recordingLevel: try UInt8(from: &stream),
      settings: try [SettingRow](from: &stream)
    )
  }
}

extension AdapterNode: StreamValue {
  func write(to stream: inout StreamWriter) {
    id.write(to: &stream)
    partyID.write(to: &stream)
    ndisPartyID.write(to: &stream)
    name.write(to: &stream)
    lower.write(to: &stream)
    virtual.write(to: &stream)
    ifIndex.write(to: &stream)
    luid.write(to: &stream)
    mac.write(to: &stream)
    mtu.write(to: &stream)
    state.write(to: &stream)
    linkState.write(to: &stream)
    transmitLinkSpeed.write(to: &stream)
    receiveLinkSpeed.write(to: &stream)
    media.write(to: &stream)
    linkKind.write(to: &stream)
    packetFilter.write(to: &stream)
    supportedStatistics.write(to: &stream)
    recordingLevel.write(to: &stream)
    miniport.write(to: &stream)
    filters.write(to: &stream)
    bindings.write(to: &stream)
    queues.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(
      id: try AdapterID(from: &stream),
      partyID: try PartyID(from: &stream),
      ndisPartyID: try PartyID?(from: &stream),
      name: try String(from: &stream),
      lower: try [AdapterID](from: &stream),
      virtual: try Bool(from: &stream),
      ifIndex: try UInt32(from: &stream),
      luid: try UInt64(from: &stream),
      mac: try String(from: &stream),
      mtu: try UInt32(from: &stream),
      state: try String(from: &stream),
      linkState: try String(from: &stream),
      transmitLinkSpeed: try UInt64?(from: &stream),
      receiveLinkSpeed: try UInt64?(from: &stream),
      media: try String(from: &stream),
      linkKind: try LinkKind(from: &stream),
      packetFilter: try PacketFilterValue(from: &stream),
      supportedStatistics: try UInt32(from: &stream),
      recordingLevel: try UInt8(from: &stream),
      miniport: try MiniportDescription(from: &stream),
      filters: try [FilterNode](from: &stream),
      bindings: try [BindingNode](from: &stream),
      queues: try [QueueNode](from: &stream)
    )
  }
}

extension PacketFilterValue: StreamValue {
  func write(to stream: inout StreamWriter) { rawValue.write(to: &stream) }

  init(from stream: inout StreamReader) throws(SessionError) {
    self.init(try UInt32(from: &stream))
  }
}

extension StackStructure {
  func write(to stream: inout StreamWriter) {
    generation.write(to: &stream)
    name.write(to: &stream)
    version.write(to: &stream)
    adapters.write(to: &stream)
    parties.parties.write(to: &stream)
    reasons.rows.write(to: &stream)
    ndis.write(to: &stream)
    scaling.write(to: &stream)
  }

  static func read(from stream: inout StreamReader) throws(SessionError) -> StackStructure {
    let generation = try UInt64(from: &stream)
    let name = try String(from: &stream)
    let version = try String(from: &stream)
    let adapters = try [AdapterNode](from: &stream)
    let parties = PartyTable(try [Party](from: &stream))
    let reasons = DropReasonTable(try [DropReasonRow](from: &stream))
    return StackStructure(
      generation: generation,
      name: name,
      version: version,
      adapters: adapters,
      parties: parties,
      reasons: reasons,
      // Sessions from before this was kept end here.
      ndis: stream.remaining > 0 ? try NDISDetail(from: &stream) : NDISDetail(),
      scaling: stream.remaining > 0 ? try [ReceiveScalingNode](from: &stream) : []
    )
  }
}
