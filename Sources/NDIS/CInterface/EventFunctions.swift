import CNDIS
import DataPath
import Kernel

// Events, ports, reset and removal, under their documented names.

@c(NdisFNetPnPEvent)
func ndisFNetPnPEvent(
  _ handle: UnsafeMutableRawPointer?,
  _ notification: UnsafeMutablePointer<NET_PNP_EVENT_NOTIFICATION>?
) -> Int32 {
  guard let (_, _, module) = filter(.filterNetPnPEvent, handle), let notification,
    let event = NetPnPEvent(notification.pointee)
  else { return NDISStatus.invalidParameter.rawValue }
  return module.forward(event).rawValue
}

@c(NdisFDevicePnPEventNotify)
func ndisFDevicePnPEventNotify(
  _ handle: UnsafeMutableRawPointer?,
  _ event: UnsafeMutablePointer<NET_DEVICE_PNP_EVENT>?
) {
  guard let (_, _, module) = filter(.filterDevicePnPEvent, handle), let event,
    let code = DevicePnPEventCode(rawValue: event.pointee.DevicePnPEvent)
  else { return }
  module.forward(code)
}

extension NetPnPEvent {
  /// Reads the documented structure; nil for a code that does not exist.
  fileprivate init?(_ record: NET_PNP_EVENT_NOTIFICATION) {
    guard let code = NetPnPEventCode(rawValue: record.NetPnPEvent.NetEvent.rawValue) else {
      return nil
    }
    self.init(code, port: record.PortNumber)
    guard let buffer = record.NetPnPEvent.Buffer else { return }
    if code == .portActivation {
      var next: UnsafeMutablePointer<NDIS_PORT>? = buffer.assumingMemoryBound(to: NDIS_PORT.self)
      while let port = next, values.count <= Int(PortTable.greatest) {
        values.append(port.pointee.PortCharacteristics.PortNumber)
        next = port.pointee.Next
      }
    } else {
      values = UnsafeRawBufferPointer(
        start: buffer,
        count: Int(record.NetPnPEvent.BufferLength) / 4 * 4
      ).withMemoryRebound(to: UInt32.self) { Array($0) }
    }
  }
}

@c(NdisMNetPnPEvent)
func ndisMNetPnPEvent(
  _ handle: UnsafeMutableRawPointer?,
  _ notification: UnsafeMutablePointer<NET_PNP_EVENT_NOTIFICATION>?
) -> Int32 {
  guard let (_, _, adapter) = adapter(.miniportNetPnPEvent, handle), let notification,
    let event = NetPnPEvent(notification.pointee)
  else { return NDISStatus.invalidParameter.rawValue }
  switch event.code {
  case .portActivation: return adapter.activatePorts(event.values).rawValue
  case .portDeactivation: return adapter.deactivatePorts(event.values).rawValue
  default: return adapter.notify(event).rawValue
  }
}

@c(NdisMAllocatePort)
func ndisMAllocatePort(
  _ handle: UnsafeMutableRawPointer?,
  _ characteristics: UnsafeMutablePointer<NDIS_PORT_CHARACTERISTICS>?
) -> Int32 {
  guard let (party, driver, adapter) = adapter(.allocatePort, handle), let characteristics,
    let kind = NDISPort.Kind(rawValue: characteristics.pointee.`Type`)
  else { return NDISStatus.invalidParameter.rawValue }
  let header = characteristics.pointee.Header
  guard
    CHeaderCheck.portCharacteristics.accepts(
      header,
      version: party.image.version,
      host: party.host
    )
  else { return NDISStatus.badCharacteristics.rawValue }
  guard driver.isRegistered else { return NDISStatus.invalidState.rawValue }
  do throws(NDISStatus) {
    characteristics.pointee.PortNumber = try adapter.allocatePort(kind)
    return NDISStatus.success.rawValue
  } catch {
    return error.rawValue
  }
}

@c(NdisMFreePort)
func ndisMFreePort(_ handle: UnsafeMutableRawPointer?, _ number: UInt32) -> Int32 {
  adapter(.freePort, handle)?.2.freePort(number).rawValue ?? NDISStatus.invalidParameter.rawValue
}

@c(NdisMResetComplete)
func ndisMResetComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ status: Int32,
  _ addressingReset: UInt8
) {
  adapter(.resetComplete, handle)?.2
    .resetComplete(NDISStatus(rawValue: status), addressingReset: addressingReset != 0)
}

@c(NdisMResetMiniport)
func ndisMResetMiniport(_ handle: UnsafeMutableRawPointer?) {
  guard let (_, _, adapter) = adapter(.resetMiniport, handle) else { return }
  // The reset begins after the call has returned.
  adapter.stack.machine.workItems.queue { adapter.reset() }
}

@c(NdisMRemoveMiniport)
func ndisMRemoveMiniport(_ handle: UnsafeMutableRawPointer?) -> Int32 {
  guard let (_, _, adapter) = adapter(.removeMiniport, handle) else {
    return NDISStatus.invalidParameter.rawValue
  }
  adapter.requestRemoval()
  return NDISStatus.success.rawValue
}

@c(NdisUnbindAdapter)
func ndisUnbindAdapter(_ handle: UnsafeMutableRawPointer?) -> Int32 {
  guard let (_, _, binding) = binding(.unbindAdapter, handle) else {
    return NDISStatus.invalidParameter.rawValue
  }
  binding.stack.machine.workItems.queue { binding.adapter.unbind(binding) }
  return NDISStatus.pending.rawValue
}

@c(NdisGetVersion)
func ndisGetVersion() -> UInt32 {
  _ = CDriverHost.enter(.version)
  return UInt32(NDISVersion.v6_40.major) << 16 | UInt32(NDISVersion.v6_40.minor)
}
