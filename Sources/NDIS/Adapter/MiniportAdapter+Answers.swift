import CNDIS

/// The requests that NDIS answers from what the miniport stated and from what it keeps itself.
///
/// Source: network/ndis-general-statistics-oids and each OID's own page ("NDIS handles this OID for miniport drivers")
extension MiniportAdapter {
  /// The status of a request that never reaches the miniport, or nil if it must.
  func answerOfNDIS(_ request: OIDRequest) -> NDISStatus? {
    let entry = OIDTable.entry(request.oid)
    let kind = request.tableKind
    let isAnswered = entry?.ndisAnswers.contains(kind) ?? false
    if isAnswered, kind == .query, let attributes {
      return answerOfTraffic(request) ?? answerOfPower(request, attributes)
        ?? answer(request, from: attributes) ?? .notSupported
    }
    if isAnswered { return .notSupported }
    // A driver sees nothing of what came after its own version.
    guard let entry, !entry.isKnown(in: component.ndisVersion) else { return nil }
    return .notSupported
  }

  /// What the miniport stated when it initialised, and the link it told of.
  private func answer(
    _ request: OIDRequest,
    from attributes: MiniportAttributes
  ) -> NDISStatus? {
    switch request.oid {
    case OIDNumber.genSupportedList:
      return request.answer(supportedOIDs.flatMap(\.rawValue.littleEndianBytes))
    case OIDNumber.genMediaSupported, OIDNumber.genMediaInUse:
      return request.answer(UInt32(attributes.medium.rawValue).littleEndianBytes)
    case OIDNumber.genPhysicalMedium:
      // Of Ethernet it says nothing that OID_GEN_MEDIA_SUPPORTED does not.
      let medium = attributes.physicalMedium
      return request.answer(
        UInt32(medium == .ethernet ? 0 : medium.rawValue).littleEndianBytes
      )
    case OIDNumber.genPhysicalMediumEx:
      return request.answer(UInt32(attributes.physicalMedium.rawValue).littleEndianBytes)
    case OIDNumber.genMaximumLookahead:
      return request.answer(attributes.lookahead.littleEndianBytes)
    case OIDNumber.genCurrentLookahead:
      return request.answer(currentLookahead.littleEndianBytes)
    case OIDNumber.genMaximumFrameSize:
      return request.answer(attributes.mtu.littleEndianBytes)
    case OIDNumber.genMacOptions:
      return request.answer(UInt32(attributes.macOptions.rawValue).littleEndianBytes)
    case OIDNumber.genMaxLinkSpeed:
      return request.answer(
        attributes.maximumLinkSpeed.littleEndianBytes
          + attributes.maximumLinkSpeed.littleEndianBytes
      )
    case OIDNumber.genLinkState:
      return request.answer(link.bytes)
    case OIDNumber.genMediaConnectStatus:
      return request.answer(UInt32((link.connect == .connected) ? 0 : 1).littleEndianBytes)
    case OIDNumber.genOperationalStatus:
      return request.answer(operationalState.status.rawValue.littleEndianBytes)
    case OIDNumber.genDriverVersion:
      let version = component.ndisVersion
      return request.answer(
        (UInt16(version.major) << 8 | UInt16(version.minor)).littleEndianBytes
      )
    case OIDNumber.genPciDeviceCustomProperties:
      // No adapter here sits on a PCI bus.
      return .invalidDeviceRequest
    case OIDNumber.genEnumeratePorts:
      return request.answer(portArray)
    case OIDNumber.genPortState:
      guard let port = ports[request.record.pointee.PortNumber], port.isActive else {
        return .invalidPort
      }
      return request.answer(withLink(port).stateBytes)
    case OIDNumber.tcpOffloadHardwareCapabilities, OIDNumber.tcpOffloadCurrentConfig:
      // What an adapter has is on for as long as nobody can switch it off.
      return attributes.offload.map { request.answer($0.bytes) }
    default:
      return nil
    }
  }

  /// What is received and counted.
  private func answerOfTraffic(_ request: OIDRequest) -> NDISStatus? {
    switch request.oid {
    case OIDNumber.genCurrentPacketFilter:
      return request.answer(packetFilter.rawValue.littleEndianBytes)
    case OIDNumber.ethernetMulticastList:
      return request.answer(multicastList.flatMap { $0 })
    case OIDNumber.genBytesRcv:
      return request.answerCounter(statistics.values.receivedBytes)
    case OIDNumber.genBytesXmit:
      return request.answerCounter(statistics.values.transmittedBytes)
    case OIDNumber.genRcvDiscards:
      return request.answerCounter(statistics.values.receiveDiscards)
    case OIDNumber.genXmitDiscards:
      return request.answerCounter(statistics.values.transmitDiscards)
    case OIDNumber.genReceiveScaleCapabilities, OIDNumber.genReceiveScaleParameters,
      OIDNumber.genReceiveHash:
      return answerScaling(request)
    default:
      return nil
    }
  }

  /// What the adapter can do in its sleep; what an older driver stated NDIS translates.
  private func answerOfPower(
    _ request: OIDRequest,
    _ attributes: MiniportAttributes
  ) -> NDISStatus? {
    let version = version(of: request)
    switch request.oid {
    case OIDNumber.pnpEnableWakeUp:
      guard listsOldWakeUp(request.oid) else { return .notSupported }
      return request.answer(enabledWakeUp.littleEndianBytes)
    case OIDNumber.pnpWakeUpPatternList:
      guard listsOldWakeUp(.pnpAddWakeUpPattern) else { return .notSupported }
      return request.answer(packetPatternList)
    case OIDNumber.pmCurrentCapabilities, OIDNumber.pmHardwareCapabilities:
      return request.answer(attributes.power.bytes(for: version))
    case OIDNumber.pmParameters, OIDNumber.pmWolPatternList, OIDNumber.pmProtocolOffloadList:
      guard component.ndisVersion >= .v6_20 else { return .notSupported }
    default: return nil
    }
    switch request.oid {
    case OIDNumber.pmParameters: return request.answer(powerParameters.bytes(for: version))
    case OIDNumber.pmWolPatternList: return request.answer(bytes(of: .wakePatterns))
    default: return request.answer(bytes(of: .protocolOffloads))
    }
  }

  /// The version of NDIS of whoever asks; that of NDIS itself where it is no driver.
  private func version(of request: OIDRequest) -> NDISVersion {
    var first = request
    while let original = first.original { first = original }
    switch first.origin {
    case .binding(let binding): return binding.component.ndisVersion
    case .filter(let module): return module.component.ndisVersion
    case .none, .closure: return .v6_40
    }
  }

  /// Every OID a query of the supported list names: NDIS's own, then the miniport's.
  public var supportedOIDs: [OIDNumber] {
    let own = OIDTable.all.filter { $0.ndisAnswers.contains(.query) }.map(\.number)
      // The hash without scaling, and wake-up as it was before NDIS 6.20, are only where a miniport has them.
      .filter { $0 != .pnpEnableWakeUp && $0 != .genReceiveHash }
      .filter { $0 != .pnpWakeUpPatternList || listsOldWakeUp(.pnpAddWakeUpPattern) }
    let theirs = (attributes?.supportedOIDs ?? []).filter { !own.contains($0) }
    return (own + theirs).sorted()
  }

  /// Compares the list a miniport states with what it must answer, and with what NDIS answers for it.
  ///
  /// A miniport that states no list says nothing about it.
  ///
  /// Source: network/mandatory-oids-for-miniport-drivers
  func checkSupportedList(_ stated: MiniportAttributes) {
    guard stack.verifier != nil, !stated.supportedOIDs.isEmpty else { return }
    let listed = Set(stated.supportedOIDs)
    let needless = OIDTable.all.filter { $0.isAnsweredByNDIS && listed.contains($0.number) }
    if !needless.isEmpty {
      stack.report(
        .oidToMiniportAnsweredByNDIS,
        party: party.id,
        "it lists \(needless.map(\.symbol).joined(separator: ", "))"
      )
    }
    let missing = OIDTable.all.filter {
      $0.isMandatory && ($0.family != .ethernet || stated.medium == .ethernet)
        && !listed.contains($0.number)
    }
    guard !missing.isEmpty else { return }
    stack.report(
      .mandatoryOIDMissing,
      party: party.id,
      "it does not list \(missing.map(\.symbol).joined(separator: ", "))"
    )
  }

  /// The active ports as OID_GEN_ENUMERATE_PORTS gives them.
  ///
  /// - C: `NDIS_PORT_ARRAY`
  var portArray: [UInt8] {
    let active = ports.ports.filter(\.isActive)
    let header: [UInt8] = [0x80, 1] + UInt16(24).littleEndianBytes
    let sizes: [UInt32] = [UInt32(active.count), 16, 64]
    return header + sizes.flatMap(\.littleEndianBytes)
      + active.flatMap { withLink($0).characteristicsBytes }
  }

  /// A port as it is told of: the default port has the adapter's link unless it was given one of its own.
  private func withLink(_ port: NDISPort) -> NDISPort {
    guard port.number == 0, port.link == LinkState() else { return port }
    var told = port
    told.link = link
    return told
  }

  /// The record OID_GEN_STATISTICS gives: header, valid flags, 18 counters.
  ///
  /// - C: `NDIS_STATISTICS_INFO`
  public var statisticsRecord: [UInt8] {
    let header: [UInt8] = [0x80, 1] + UInt16(8 + 18 * 8).littleEndianBytes
    return header + AdapterStatistics.supported.littleEndianBytes
      + statistics.values.all.flatMap(\.littleEndianBytes)
  }
}
