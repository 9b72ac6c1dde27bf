import CNDIS
import DataPath

/// Status indications on their way up a stack, and link state.
extension MiniportAdapter {
  /// Indicates a status in the miniport's name.
  ///
  /// - C: `NdisMIndicateStatusEx` · Source: network/filter-module-status-indications
  public func indicate(_ code: StatusCode, payload: [UInt8] = [], port: UInt32 = 0) {
    guard port == 0 || mayUse(port: port, "a status", party: party.id) else { return }
    guard state != .halted else {
      stack.report(
        .statusAfterHalt,
        party: party.id,
        "\(code.symbol) was indicated by a halted adapter"
      )
      return
    }
    deliver(
      StatusIndication(code: code.rawValue, payload: payload, source: party.id, port: port),
      above: -1
    )
    if code == .pmHardwareCapabilities { takePowerCapabilities(payload) }
  }

  /// Reports a new link state: kept for OID_GEN_LINK_STATE, then indicated upward.
  ///
  /// Source: network/ndis-status-link-state
  public func setLink(_ link: LinkState) {
    guard link != self.link else { return }
    self.link = link
    stack.changed()
    indicate(.linkState, payload: link.bytes)
    tellOperationalState()
  }

  /// Reports a new MTU: kept for the OIDs that tell it, then indicated upward.
  ///
  /// - `mtu`: largest payload in bytes, without the MAC header.
  public func setMTU(_ mtu: UInt32) {
    guard let before = attributes?.mtu, before != mtu else { return }
    attributes?.mtu = mtu
    stack.changed()
    indicate(.l2MTUSizeChange, payload: withUnsafeBytes(of: mtu.littleEndian) { Array($0) })
  }

  /// Gives an indication to the modules above `position` that see status, then to the bindings.
  func deliver(_ indication: StatusIndication, above position: Int) {
    let code = StatusCode(rawValue: indication.code)
    // What passes through a filter was told of when it began.
    if position < 0 || isOwn(indication, of: position) {
      stack.emit(
        .status(code.symbol, describe(code, indication.payload)),
        party: indication.source,
        code: indication.code,
        payload: indication.payload
      )
    }
    let start = position + 1
    if start < filters.count,
      let module = filters[start...].first(where: { $0.handlers.contains(.status) })
    {
      stack.verified(module.party, "FilterStatus") {
        module.statusReceiver?.status(indication, on: module)
      }
      return
    }
    for binding in bindings where binding.isOpen {
      if let destination = indication.destination, destination != binding.party.id { continue }
      stack.verified(binding.party, "ProtocolStatusEx") {
        binding.driver.status(indication, on: binding)
      }
    }
  }

  private func isOwn(_ indication: StatusIndication, of position: Int) -> Bool {
    filters.indices.contains(position) && filters[position].party.id == indication.source
  }

  private func describe(_ code: StatusCode, _ payload: [UInt8]) -> String {
    if code == .linkState, let link = try? LinkState(payload) {
      let speed = { (bits: UInt64) in
        bits == LinkState.unknownSpeed ? "at an unknown speed" : "\(bits) bit/s"
      }
      return
        "\(link.connect), transmit \(speed(link.transmitLinkSpeed)), receive \(speed(link.receiveLinkSpeed))"
    }
    if code == .l2MTUSizeChange, payload.count == 4 {
      return "\(payload.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }) bytes"
    }
    let reading = StatusCodec.read(code, bytes: payload)
    if code == .operStatus, reading.problem == nil {
      // The state as a word, which a narrow list shows whole; then its name, or the reasons, whose names begin with it.
      let values = reading.fields.filter { $0.role == .value && $0.value != "0" }.map(\.value)
      let words = (values.first ?? "").split(separator: "_").dropFirst(4)
      let word = words.isEmpty ? "" : words.joined(separator: " ").lowercased() + ": "
      return word + (values.last ?? "")
    }
    if StatusCodec.described.contains(code), reading.problem == nil { return reading.text }
    return payload.isEmpty ? "" : "\(payload.count) bytes"
  }

  /// Asks the modules below `position`, top to bottom, then the miniport, to complete queued sends with a cancel id.
  func cancelSends(withID id: UInt64, below position: Int) {
    for module in filters[..<min(position, filters.count)].reversed() {
      guard module.handlers.contains(.cancelSend) else {
        reportUncancellable(module)
        continue
      }
      module.canceller?.cancelSends(withID: id, on: module)
    }
    guard state != .shutdown, state != .halted else { return }
    driver.cancelSends(withID: id, on: self)
  }

  /// A module that queues sends has to be able to give them back.
  private func reportUncancellable(_ module: FilterModule) {
    let inside = module.party.record.ledger(.transmit).pointee.inside
    guard inside > 0, module.handlers.contains(.send) else { return }
    stack.report(
      .handlerConsistencyCancelSend,
      party: module.party.id,
      "it queues \(inside) sends and has no cancel-send handler"
    )
  }
}
