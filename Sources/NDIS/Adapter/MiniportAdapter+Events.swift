/// Plug-and-play events: net events climb from the miniport to the protocols, device events descend to the miniport.
///
/// Source: network/filter-module-pnp-event-notifications
extension MiniportAdapter {
  /// Tells the filters from the lowest up, then the protocols.
  ///
  /// - Returns: the first refusal of an event that can be refused, else success.
  @discardableResult
  public func notify(_ event: NetPnPEvent) -> NDISStatus {
    stack.emit(.pnp(event.code.symbol), party: party.id)
    return climb(event, above: -1)
  }

  /// Tells the filters from the highest down, then the miniport.
  public func notify(_ event: DevicePnPEventCode) {
    stack.emit(.pnp(event.symbol), party: party.id)
    descend(event, below: filters.count)
  }

  /// Gives a net event to the next module above `position` that sees them, else to the bindings.
  func climb(_ event: NetPnPEvent, above position: Int) -> NDISStatus {
    let start = position + 1
    if start < filters.count,
      let module = filters[start...].first(where: { $0.handlers.contains(.netPnPEvent) })
    {
      return stack.verified(module.party, "FilterNetPnPEvent") {
        module.netPnPReceiver?.netPnPEvent(event, on: module) ?? .success
      }
    }
    var result = NDISStatus.success
    for binding in bindings where binding.isOpen {
      guard let receiver = binding.netPnPReceiver else { continue }
      let status = stack.verified(binding.party, "ProtocolNetPnPEvent") {
        receiver.netPnPEvent(event, on: binding)
      }
      if event.code.isFailable, result.isSuccess { result = status }
    }
    return result
  }

  /// Gives a device event to the next module below `position` that sees them, else to the miniport.
  func descend(_ event: DevicePnPEventCode, below position: Int) {
    if let module = filters[..<min(position, filters.count)]
      .last(where: { $0.handlers.contains(.devicePnPEvent) })
    {
      return stack.verified(module.party, "FilterDevicePnPEventNotify") {
        module.devicePnPReceiver?.devicePnPEvent(event, on: module)
      }
    }
    guard let receiver = driver as? any MiniportDevicePnPReceiving, state != .shutdown else {
      return
    }
    stack.verified(party, "MiniportDevicePnPEventNotify") {
      receiver.devicePnPEvent(event, on: self)
    }
  }
}

extension FilterModule {
  /// Passes a net event on toward the protocols.
  ///
  /// - C: `NdisFNetPnPEvent`
  public func forward(_ event: NetPnPEvent) -> NDISStatus {
    adapter.climb(event, above: position)
  }

  /// Passes a device event on toward the miniport.
  ///
  /// - C: `NdisFDevicePnPEventNotify`
  public func forward(_ event: DevicePnPEventCode) {
    adapter.descend(event, below: position)
  }
}
