/// What flows from the miniport through the filters to the protocols when a stack restarts: a part of the general attributes,
/// and entries that drivers append.
///
/// - C: `NDIS_RESTART_ATTRIBUTES`, `NDIS_RESTART_GENERAL_ATTRIBUTES`
/// - Source: network/restarting-a-driver-stack, ndis/ns-ndis-_ndis_restart_attributes
public struct RestartAttributes: Sendable, Equatable {
  /// An entry that some driver appended; whoever does not know it leaves it.
  public struct Entry: Sendable, Equatable {
    /// What it is about.
    public var oid: OIDNumber
    /// Bytes as the OID's page describes them.
    public var data: [UInt8]

    /// An entry.
    public init(_ oid: OIDNumber, _ data: [UInt8]) {
      self.oid = oid
      self.data = data
    }
  }

  /// Largest payload in bytes, without the MAC header.
  public var mtu: UInt32
  /// Bits per second, both directions.
  public var maximumLinkSpeed: UInt64
  /// Bytes.
  public var lookahead: UInt32
  /// OID_GEN_MAC_OPTIONS.
  public var macOptions: MACOptions
  /// Kinds of frame that a packet filter may ask for.
  public var supportedPacketFilters: PacketFilter
  /// Addresses, all bindings together.
  public var maximumMulticastListSize: UInt32
  /// Bytes to keep free in front of data, and of context.
  public var dataBackfill, contextBackfill: UInt32
  /// OIDs beside those NDIS answers.
  public var supportedOIDs: [OIDNumber]
  /// Appended entries, in order.
  public var entries: [Entry] = []

  init(_ stated: MiniportAttributes) {
    mtu = stated.mtu
    maximumLinkSpeed = stated.maximumLinkSpeed
    lookahead = stated.lookahead
    macOptions = stated.macOptions
    supportedPacketFilters = stated.supportedPacketFilters
    maximumMulticastListSize = stated.maximumMulticastListSize
    dataBackfill = stated.dataBackfill
    contextBackfill = stated.contextBackfill
    supportedOIDs = stated.supportedOIDs
  }
}

/// What an adapter remembers of restart attributes between restarts.
struct RestartState {
  /// Something beneath the protocols changed since the last restart, so the list is passed again.
  var isChanged = true
  /// The list of the restart under way; nil where it is NULL.
  var attributes: RestartAttributes?
  /// What the protocols were last told.
  var known: RestartAttributes?
}

extension MiniportAdapter {
  /// What the protocols know of the adapter: its own attributes as the filters changed them.
  public var restartAttributes: RestartAttributes? {
    restartState.known ?? attributes.map(RestartAttributes.init)
  }

  /// The list that the miniport gets: its own attributes, or none if nothing changed.
  func beginRestartAttributes() {
    restartState.attributes = restartState.isChanged ? attributes.map(RestartAttributes.init) : nil
  }

  /// True if the protocols have to be told something new.
  func endRestartAttributes() -> Bool {
    restartState.isChanged = false
    guard let final = restartState.attributes else { return false }
    let before = restartAttributes
    restartState.known = final
    restartState.attributes = nil
    return final != before
  }

  /// Takes back what a filter changed that failed, and reports a change without the handler that has to answer for it.
  func checkRestartAttributes(
    of module: FilterModule,
    before: RestartAttributes?,
    _ status: NDISStatus
  ) {
    guard restartState.attributes != before else { return }
    if !status.isSuccess {
      stack.report(
        .restartAttributesEdited,
        party: module.party.id,
        "FilterRestart answered \(status.symbol) and had changed the attributes"
      )
      restartState.attributes = before
    } else if !module.handlers.contains(.request) {
      stack.report(
        .handlerConsistencyOIDRequest,
        party: module.party.id,
        "it changed the restart attributes and has no OidRequest handler"
      )
    }
  }
}

extension FilterModule {
  /// The list as the drivers beneath left it, while the module restarts; nil where it is NULL, which means unchanged.
  public var restartAttributes: RestartAttributes? {
    state == .restarting ? adapter.restartState.attributes : nil
  }

  /// Changes the list for the drivers above, while the module restarts.
  ///
  /// - Returns: false if there is no list to change.
  @discardableResult
  public func editRestartAttributes(_ body: (inout RestartAttributes) -> Void) -> Bool {
    guard var list = restartAttributes else { return false }
    body(&list)
    adapter.restartState.attributes = list
    return true
  }
}
