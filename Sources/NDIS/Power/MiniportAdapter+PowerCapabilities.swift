extension MiniportAdapter {
  /// Takes in what a miniport tells of changed abilities: what it stated before is replaced, and everyone above is told.
  ///
  /// Sources: network/ndis-status-pm-hardware-capabilities, network/ndis-status-pm-capabilities-change
  func takePowerCapabilities(_ payload: [UInt8]) {
    guard payload.count >= 4, payload.count >= Int(payload[2]) | Int(payload[3]) << 8,
      let power = payload.withUnsafeBytes({ $0.baseAddress.flatMap { PowerCapabilities($0) } }),
      power != attributes?.power
    else { return }
    attributes?.power = power
    stack.changed()
    deliver(
      StatusIndication(
        code: StatusCode.pmCapabilitiesChange.rawValue,
        payload: power.bytes(for: component.ndisVersion),
        source: interfaceLayer?.party.id ?? party.id
      ),
      above: -1
    )
  }
}
