import CNDIS
import DataPath

// The functions of protocol drivers, under their documented names.

@c(NdisRegisterProtocolDriver)
func ndisRegisterProtocolDriver(
  _ context: UnsafeMutableRawPointer?,
  _ characteristics: UnsafeMutablePointer<NDIS_PROTOCOL_DRIVER_CHARACTERISTICS>?,
  _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let image = CDriverHost.enter(.registerProtocol)?.loading else {
    return NDISStatus.failure.rawValue
  }
  guard let characteristics, let handle else { return NDISStatus.invalidParameter.rawValue }
  var copy = NDIS_PROTOCOL_DRIVER_CHARACTERISTICS()
  let status = image.negotiate(
    .protocolCharacteristics,
    CEntryPoint.protocol,
    characteristics,
    into: &copy
  )
  guard status == .success else { return status.rawValue }
  image.protocol = copy
  image.driverContext = context
  handle.pointee = image.register()
  guard let setOptions = copy.SetOptionsHandler else { return 0 }
  return setOptions(image.handle, context)
}

@c(NdisDeregisterProtocolDriver)
func ndisDeregisterProtocolDriver(_ handle: UnsafeMutableRawPointer?) {
  CDriverHost.image(.deregisterProtocol, handle)?.deregister()
}

/// The binding behind a handle.
func binding(
  _ function: CFunction,
  _ handle: UnsafeMutableRawPointer?,
  allowsClosed: Bool = false
) -> (CParty, CProtocolDriver, ProtocolBinding)? {
  guard
    let party = CDriverHost.enter(
      function,
      handle,
      role: .protocol,
      allowsClosed: allowsClosed
    ), let driver = party.driver as? CProtocolDriver, let binding = driver.binding
  else { return nil }
  return (party, driver, binding)
}

@c(NdisOpenAdapterEx)
func ndisOpenAdapterEx(
  _ driverHandle: UnsafeMutableRawPointer?,
  _ context: UnsafeMutableRawPointer?,
  _ parameters: UnsafeMutablePointer<NDIS_OPEN_PARAMETERS>?,
  _ bindContext: UnsafeMutableRawPointer?,
  _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard CDriverHost.image(.openAdapter, driverHandle) != nil,
    let (party, _, binding) = binding(.openAdapter, bindContext, allowsClosed: true),
    let parameters, let handle
  else { return NDISStatus.invalidParameter.rawValue }
  guard
    CHeaderCheck.openParameters.accepts(
      parameters.pointee.Header,
      version: party.image.version,
      host: party.host
    )
  else { return NDISStatus.badCharacteristics.rawValue }
  let media = UnsafeBufferPointer(
    start: parameters.pointee.MediumArray,
    count: parameters.pointee.MediumArray == nil ? 0 : Int(parameters.pointee.MediumArraySize)
  )
  guard let index = media.firstIndex(of: NdisMedium802_3) else {
    return NDISStatus.unsupportedMedia.rawValue
  }
  let status = binding.open()
  guard status == .success else { return status.rawValue }
  parameters.pointee.SelectedMediumIndex?.pointee = UInt32(index)
  party.context = context
  party.isOpen = true
  handle.pointee = party.handle
  return status.rawValue
}

@c(NdisCloseAdapterEx)
func ndisCloseAdapterEx(_ handle: UnsafeMutableRawPointer?) -> Int32 {
  guard let (party, _, binding) = binding(.closeAdapter, handle) else {
    return NDISStatus.invalidParameter.rawValue
  }
  // Where the device is gone, nothing can be set any more.
  if !binding.adapter.isRemoved,
    !binding.packetFilter.isEmpty || !binding.multicastList.isEmpty
  {
    party.report(
      .closeWithStateSet,
      "the binding was closed with packet filter \(binding.packetFilter.rawValue) and "
        + "\(binding.multicastList.count) multicast addresses"
    )
  }
  party.isOpen = false
  binding.close()
  return NDISStatus.success.rawValue
}

@c(NdisCompleteBindAdapterEx)
func ndisCompleteBindAdapterEx(_ context: UnsafeMutableRawPointer?, _ status: Int32) {
  binding(.completeBind, context, allowsClosed: true)?.2
    .bindComplete(NDISStatus(rawValue: status))
}

@c(NdisCompleteUnbindAdapterEx)
func ndisCompleteUnbindAdapterEx(_ context: UnsafeMutableRawPointer?) {
  binding(.completeUnbind, context, allowsClosed: true)?.2.unbindComplete()
}

@c(NdisCompleteNetPnPEvent)
func ndisCompleteNetPnPEvent(
  _ handle: UnsafeMutableRawPointer?,
  _ notification: UnsafeMutablePointer<NET_PNP_EVENT_NOTIFICATION>?,
  _ status: Int32
) {
  guard let (_, _, binding) = binding(.completeNetPnPEvent, handle), let notification else {
    return
  }
  switch notification.pointee.NetPnPEvent.NetEvent {
  case NetEventPause: binding.pauseComplete()
  case NetEventRestart: binding.restartComplete(NDISStatus(rawValue: status))
  default: break
  }
}

@c(NdisSendNetBufferLists)
func ndisSendNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ port: UInt32,
  _ flags: UInt32
) {
  guard let (party, _, _) = binding(.send, handle) else { return }
  party.checkDispatchFlag(.send, flags)
  party.handOn(lists, .send, .send, port: port, flags: flags)
}

@c(NdisReturnNetBufferLists)
func ndisReturnNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ flags: UInt32
) {
  guard let (party, _, _) = binding(.returnLists, handle) else { return }
  party.checkDispatchFlag(.returnLists, flags)
  party.handOn(lists, .return, .returnLists, port: 0, flags: flags)
}

@c(NdisCancelSendNetBufferLists)
func ndisCancelSendNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ id: UnsafeMutableRawPointer?
) {
  binding(.cancelSend, handle)?.2.cancelSends(withID: UInt64(UInt(bitPattern: id)))
}

@c(NdisOidRequest)
func ndisOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ record: UnsafeMutablePointer<NDIS_OID_REQUEST>?
) -> Int32 {
  guard let (party, _, binding) = binding(.request, handle), let record else {
    return NDISStatus.invalidParameter.rawValue
  }
  let host = party.host
  guard CHeaderCheck.oidRequest.accepts(record.pointee.Header, version: nil, host: host) else {
    return NDISStatus.invalidParameter.rawValue
  }
  if let made = host.requests.made[record] {
    party.report(
      .secondOutstandingOID,
      "\(made.oid.description) was made again before it came back"
    )
    return NDISStatus.notAccepted.rawValue
  }
  let request = OIDRequest(
    wrapping: record,
    original: nil,
    flight: { kind, oid in
      OIDFlight(id: host.stack.takeFlightID(), oid: oid, kind: kind, issuer: binding.party.id)
    },
    origin: .binding(binding)
  )
  guard let request else { return NDISStatus.invalidParameter.rawValue }
  host.requests.made[record] = request
  binding.adapter.submit(request, from: binding)
  return NDISStatus.pending.rawValue
}

@c(NdisCancelOidRequest)
func ndisCancelOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ id: UnsafeMutableRawPointer?
) {
  guard let (party, _, binding) = binding(.cancelRequest, handle) else { return }
  let made = party.host.requests.made.values.first {
    $0.flight.issuer == binding.party.id && $0.record.pointee.RequestId == id
  }
  if let made { binding.adapter.cancelRequest(made) }
}
