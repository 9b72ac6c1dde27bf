import CNDIS

/// The requests that NDIS answers from what the miniport stated and from what it keeps itself.
///
/// Source: network/ndis-general-statistics-oids and each OID's own page ("NDIS handles this OID for miniport drivers")
extension MiniportAdapter {
  /// The status of a request that never reaches the miniport, or nil if it must.
  func answerFromAttributes(_ request: OIDRequest) -> NDISStatus? {
    guard request.kind == .query || request.kind == .queryStatistics, let attributes else {
      return nil
    }
    switch request.oid {
    case OIDNumber.genSupportedList:
      return request.answer(supportedOIDs.flatMap(\.rawValue.littleEndianBytes))
    case OIDNumber.genMediaSupported, OIDNumber.genMediaInUse:
      return request.answer(UInt32(attributes.medium.rawValue).littleEndianBytes)
    case OIDNumber.genPhysicalMedium, OIDNumber.genPhysicalMediumEx:
      return request.answer(UInt32(attributes.physicalMedium.rawValue).littleEndianBytes)
    case OIDNumber.genMaximumLookahead:
      return request.answer(attributes.lookahead.littleEndianBytes)
    case OIDNumber.genCurrentLookahead:
      return request.answer(currentLookahead.littleEndianBytes)
    case OIDNumber.genMaximumFrameSize:
      return request.answer(attributes.mtu.littleEndianBytes)
    case OIDNumber.genMacOptions:
      return request.answer(UInt32(attributes.macOptions.rawValue).littleEndianBytes)
    case OIDNumber.genLinkState:
      return request.answer(link.bytes)
    case OIDNumber.genMediaConnectStatus:
      return request.answer(UInt32((link.connect == .connected) ? 0 : 1).littleEndianBytes)
    case OIDNumber.genDriverVersion:
      return request.answer(UInt16(0x0628).littleEndianBytes)
    case OIDNumber.genCurrentPacketFilter:
      return request.answer(packetFilter.rawValue.littleEndianBytes)
    case OIDNumber.ethernetMulticastList:
      return request.answer(multicastList.flatMap { $0 })
    case OIDNumber.pmWolPatternList:
      return request.answer(wakePatternList)
    case OIDNumber.genEnumeratePorts:
      return request.answer(portArray)
    case OIDNumber.genPortState:
      guard let port = ports[request.record.pointee.PortNumber], port.isActive else {
        return .invalidPort
      }
      return request.answer(port.stateBytes)
    case OIDNumber.genBytesRcv:
      return request.answerCounter(statistics.values.receivedBytes)
    case OIDNumber.genBytesXmit:
      return request.answerCounter(statistics.values.transmittedBytes)
    case OIDNumber.genRcvDiscards:
      return request.answerCounter(statistics.values.receiveDiscards)
    case OIDNumber.genXmitDiscards:
      return request.answerCounter(statistics.values.transmitDiscards)
    case OIDNumber.tcpOffloadHardwareCapabilities, OIDNumber.tcpOffloadCurrentConfig:
      // What an adapter has is on for as long as nobody can switch it off.
      return attributes.offload.map { request.answer($0.bytes) }
    default:
      return nil
    }
  }

  /// Every OID a query of the supported list names: NDIS's own, then the miniport's.
  public var supportedOIDs: [OIDNumber] {
    let own = OIDTable.all.filter { $0.ndisAnswers.contains(.query) }.map(\.number)
    let theirs = (attributes?.supportedOIDs ?? []).filter { !own.contains($0) }
    return (own + theirs).sorted()
  }

  /// The active ports as OID_GEN_ENUMERATE_PORTS gives them.
  ///
  /// - C: `NDIS_PORT_ARRAY`
  var portArray: [UInt8] {
    let active = ports.ports.filter(\.isActive)
    let header: [UInt8] = [0x80, 1] + UInt16(24).littleEndianBytes
    let sizes: [UInt32] = [UInt32(active.count), 16, 64]
    return header + sizes.flatMap(\.littleEndianBytes) + active.flatMap(\.characteristicsBytes)
  }

  /// The record OID_GEN_STATISTICS gives: header, valid flags, 18 counters.
  ///
  /// - C: `NDIS_STATISTICS_INFO`
  public var statisticsRecord: [UInt8] {
    let header: [UInt8] = [0x80, 1] + UInt16(8 + 18 * 8).littleEndianBytes
    return header + UInt32(0x3F_83FF).littleEndianBytes
      + statistics.values.all.flatMap(\.littleEndianBytes)
  }
}
