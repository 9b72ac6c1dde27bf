import CNDIS
import DataPath
import Kernel

// The functions of filter drivers, under their documented names.

@c(NdisFRegisterFilterDriver)
func ndisFRegisterFilterDriver(
  _ object: UnsafeMutablePointer<DRIVER_OBJECT>?,
  _ context: UnsafeMutableRawPointer?,
  _ characteristics: UnsafeMutablePointer<NDIS_FILTER_DRIVER_CHARACTERISTICS>?,
  _ handle: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
  guard let image = CDriverHost.enter(.registerFilter)?.loading else {
    return NDISStatus.failure.rawValue
  }
  guard let characteristics, let handle else { return NDISStatus.invalidParameter.rawValue }
  var copy = NDIS_FILTER_DRIVER_CHARACTERISTICS()
  let status = image.negotiate(
    .filterCharacteristics,
    CEntryPoint.filter,
    characteristics,
    into: &copy
  )
  guard status == .success else { return status.rawValue }
  image.filter = copy
  image.driverContext = context
  handle.pointee = image.register()
  guard let setOptions = copy.SetOptionsHandler else { return 0 }
  return setOptions(image.handle, context)
}

@c(NdisFDeregisterFilterDriver)
func ndisFDeregisterFilterDriver(_ handle: UnsafeMutableRawPointer?) {
  CDriverHost.image(.deregisterFilter, handle)?.deregister()
}

/// The filter module behind a handle.
func filter(
  _ function: CFunction,
  _ handle: UnsafeMutableRawPointer?
) -> (CParty, CFilterDriver, FilterModule)? {
  guard let party = CDriverHost.enter(function, handle, role: .filter),
    let driver = party.driver as? CFilterDriver, let module = driver.module
  else { return nil }
  return (party, driver, module)
}

@c(NdisFSetAttributes)
func ndisFSetAttributes(
  _ handle: UnsafeMutableRawPointer?,
  _ context: UnsafeMutableRawPointer?,
  _ attributes: UnsafeMutablePointer<NDIS_FILTER_ATTRIBUTES>?
) -> Int32 {
  guard let (party, _, module) = filter(.setFilterAttributes, handle), let attributes else {
    return NDISStatus.invalidParameter.rawValue
  }
  guard
    CHeaderCheck.filterAttributes.accepts(
      attributes.pointee.Header,
      version: party.image.version,
      host: party.host
    )
  else { return NDISStatus.badCharacteristics.rawValue }
  guard module.isAttaching else {
    party.report(.filterState, "NdisFSetAttributes was called outside of FilterAttach")
    return NDISStatus.invalidState.rawValue
  }
  party.context = context
  return NDISStatus.success.rawValue
}

@c(NdisFRestartFilter)
func ndisFRestartFilter(_ handle: UnsafeMutableRawPointer?) -> Int32 {
  guard let (_, _, module) = filter(.restartFilter, handle) else {
    return NDISStatus.invalidParameter.rawValue
  }
  // The stack pauses and restarts after the caller has gone.
  let adapter = module.adapter
  module.stack.machine.workItems.queue { adapter.pauseAndRestart() }
  return NDISStatus.success.rawValue
}

@c(NdisFPauseComplete)
func ndisFPauseComplete(_ handle: UnsafeMutableRawPointer?) {
  filter(.filterPauseComplete, handle)?.2.pauseComplete()
}

@c(NdisFRestartComplete)
func ndisFRestartComplete(_ handle: UnsafeMutableRawPointer?, _ status: Int32) {
  guard let (_, driver, module) = filter(.filterRestartComplete, handle) else { return }
  driver.takeRestartList(module)
  module.restartComplete(NDISStatus(rawValue: status))
}

@c(NdisSetOptionalHandlers)
func ndisSetOptionalHandlers(
  _ handle: UnsafeMutableRawPointer?,
  _ handlers: UnsafeMutablePointer<NDIS_DRIVER_OPTIONAL_HANDLERS>?
) -> Int32 {
  guard let (party, driver, _) = filter(.setOptionalHandlers, handle), let handlers else {
    return NDISStatus.invalidParameter.rawValue
  }
  guard
    CHeaderCheck.filterPartialCharacteristics.accepts(
      handlers.pointee.Header,
      version: party.image.version,
      host: party.host
    )
  else { return NDISStatus.badCharacteristics.rawValue }
  guard driver.isChoosing else {
    party.report(
      .filterState,
      "NdisSetOptionalHandlers was called outside of FilterSetModuleOptions"
    )
    return NDISStatus.invalidState.rawValue
  }
  handlers.withMemoryRebound(to: NDIS_FILTER_PARTIAL_CHARACTERISTICS.self, capacity: 1) {
    driver.replace($0.pointee)
  }
  return NDISStatus.success.rawValue
}

// MARK: Data

/// Refuses lists started from FilterAttach: there is no path yet.
private func mayStart(_ party: CParty, _ module: FilterModule) -> Bool {
  guard module.isAttaching else { return true }
  party.report(.sendFromAttach, "lists are started from FilterAttach")
  return false
}

@c(NdisFSendNetBufferLists)
func ndisFSendNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ port: UInt32,
  _ flags: UInt32
) {
  guard let (party, driver, module) = filter(.filterSend, handle), mayStart(party, module) else {
    return
  }
  party.checkDispatchFlag(.filterSend, flags)
  guard driver.mayStart(lists, .send) else { return }
  party.handOn(lists, .send, .filterSend, port: port, flags: flags)
}

@c(NdisFSendNetBufferListsComplete)
func ndisFSendNetBufferListsComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ flags: UInt32
) {
  guard let (party, _, _) = filter(.filterSendComplete, handle) else { return }
  party.checkDispatchFlag(.filterSendComplete, flags)
  party.handOn(lists, .complete, .filterSendComplete, port: 0, flags: flags)
}

@c(NdisFIndicateReceiveNetBufferLists)
func ndisFIndicateReceiveNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ port: UInt32,
  _ count: UInt32,
  _ flags: UInt32
) {
  guard let (party, driver, module) = filter(.filterIndicate, handle), mayStart(party, module)
  else { return }
  party.checkDispatchFlag(.filterIndicate, flags)
  guard driver.mayStart(lists, .indicate) else { return }
  if flags & ReceiveFlags.resources.rawValue != 0 {
    party.lendOn(lists, .filterIndicate, port: port, flags: flags, party: module.party)
  } else {
    party.handOn(lists, .indicate, .filterIndicate, port: port, flags: flags)
  }
}

@c(NdisFReturnNetBufferLists)
func ndisFReturnNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
  _ flags: UInt32
) {
  guard let (party, _, _) = filter(.filterReturn, handle) else { return }
  party.checkDispatchFlag(.filterReturn, flags)
  party.handOn(lists, .return, .filterReturn, port: 0, flags: flags)
}

@c(NdisFCancelSendNetBufferLists)
func ndisFCancelSendNetBufferLists(
  _ handle: UnsafeMutableRawPointer?,
  _ id: UnsafeMutableRawPointer?
) {
  // The engine asks each module on its own, so that one without the handler is passed by; nothing is left to do here.
  _ = filter(.filterCancelSend, handle)
}

extension CFilterDriver {
  /// Refuses lists of its own whose way home has no handler; they stay with the driver.
  fileprivate func mayStart(
    _ lists: UnsafeMutablePointer<NET_BUFFER_LIST>?,
    _ edge: Edge
  ) -> Bool {
    guard let instance, lists?.pointee.SourceHandle == instance.handle else { return true }
    if edge == .send, completeHandler == nil {
      instance.report(
        .handlerConsistencySendComplete,
        "it sends lists of its own and has no send-complete handler"
      )
      return false
    }
    if edge == .indicate, returnHandler == nil {
      instance.report(
        .handlerConsistencyReturn,
        "it indicates lists of its own and has no return handler"
      )
      return false
    }
    return true
  }
}

// MARK: Requests and status

@c(NdisFOidRequest)
func ndisFOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ request: UnsafeMutablePointer<NDIS_OID_REQUEST>?
) -> Int32 {
  guard let (_, driver, _) = filter(.filterRequest, handle), let request else {
    return NDISStatus.invalidParameter.rawValue
  }
  return driver.makeRequest(request).rawValue
}

@c(NdisFOidRequestComplete)
func ndisFOidRequestComplete(
  _ handle: UnsafeMutableRawPointer?,
  _ request: UnsafeMutablePointer<NDIS_OID_REQUEST>?,
  _ status: Int32
) {
  guard let (_, driver, _) = filter(.filterRequestComplete, handle), let request else { return }
  driver.completeGiven(request, NDISStatus(rawValue: status))
}

@c(NdisFCancelOidRequest)
func ndisFCancelOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ id: UnsafeMutableRawPointer?
) {
  filter(.filterCancelRequest, handle)?.1.cancelMade(id)
}

@c(NdisAllocateCloneOidRequest)
func ndisAllocateCloneOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ request: UnsafeMutablePointer<NDIS_OID_REQUEST>?,
  _ tag: UInt32,
  _ clone: UnsafeMutablePointer<UnsafeMutablePointer<NDIS_OID_REQUEST>?>?
) -> Int32 {
  guard let (party, _, _) = filter(.allocateCloneRequest, handle), let request, let clone else {
    return NDISStatus.invalidParameter.rawValue
  }
  let copy = UnsafeMutablePointer<NDIS_OID_REQUEST>.allocate(capacity: 1)
  copy.initialize(to: request.pointee)
  // Reserved members of the original belong to whoever made it.
  withUnsafeMutableBytes(of: &copy.pointee.SourceReserved) {
    _ = $0.initializeMemory(as: UInt8.self, repeating: 0)
  }
  party.host.requests.originals[copy] = request
  clone.pointee = copy
  return NDISStatus.success.rawValue
}

@c(NdisFreeCloneOidRequest)
func ndisFreeCloneOidRequest(
  _ handle: UnsafeMutableRawPointer?,
  _ request: UnsafeMutablePointer<NDIS_OID_REQUEST>?
) {
  guard let (party, _, _) = filter(.freeCloneRequest, handle), let request else { return }
  guard party.host.requests.originals.removeValue(forKey: request) != nil else {
    party.report(.staleHandle, "NdisFreeCloneOidRequest got a structure that is no clone")
    return
  }
  guard party.host.requests.made[request] == nil else {
    party.report(.freedWhileOutstanding, "a clone was freed before it came back")
    return
  }
  request.deallocate()
}

@c(NdisFIndicateStatus)
func ndisFIndicateStatus(
  _ handle: UnsafeMutableRawPointer?,
  _ indication: UnsafeMutablePointer<NDIS_STATUS_INDICATION>?
) {
  guard let (party, _, module) = filter(.filterStatus, handle), let indication,
    let status = party.host.indication(in: indication, default: module.party.id)
  else { return }
  module.indicate(status)
}
