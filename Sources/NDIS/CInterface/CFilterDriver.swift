import CNDIS
import DataPath

/// A filter module whose handlers are C functions behind the same dispatch record as any other.
///
/// - C: `NDIS_FILTER_DRIVER_CHARACTERISTICS`
public final class CFilterDriver: FilterDriver, ForeignFilterDriver {
  /// The driver it is an instance of.
  public let image: CDriverImage
  let characteristics: NDIS_FILTER_DRIVER_CHARACTERISTICS
  /// Handlers that are replaced for this module; nil while those of registration hold.
  var partial: NDIS_FILTER_PARTIAL_CHARACTERISTICS?
  private(set) var instance: CParty?
  private(set) weak var module: FilterModule?
  /// The restart attributes in the hands of the driver.
  private var restartList: CRestartList?
  /// True while the module's options are being chosen.
  private(set) var isChoosing = false
  /// True from FilterDetach on: no requests any more.
  private(set) var isDetaching = false

  var sendHandler: FILTER_SEND_NET_BUFFER_LISTS_HANDLER?
  var completeHandler: FILTER_SEND_NET_BUFFER_LISTS_COMPLETE_HANDLER?
  var cancelSendHandler: FILTER_CANCEL_SEND_HANDLER?
  var receiveHandler: FILTER_RECEIVE_NET_BUFFER_LISTS_HANDLER?
  var returnHandler: FILTER_RETURN_NET_BUFFER_LISTS_HANDLER?

  init(image: CDriverImage, characteristics: NDIS_FILTER_DRIVER_CHARACTERISTICS) {
    self.image = image
    self.characteristics = characteristics
    setDataHandlers()
  }

  private func setDataHandlers() {
    sendHandler =
      partial.map(\.SendNetBufferListsHandler) ?? characteristics.SendNetBufferListsHandler
    completeHandler =
      partial.map(\.SendNetBufferListsCompleteHandler)
      ?? characteristics.SendNetBufferListsCompleteHandler
    cancelSendHandler =
      partial.map(\.CancelSendNetBufferListsHandler)
      ?? characteristics.CancelSendNetBufferListsHandler
    receiveHandler =
      partial.map(\.ReceiveNetBufferListsHandler) ?? characteristics.ReceiveNetBufferListsHandler
    returnHandler =
      partial.map(\.ReturnNetBufferListsHandler) ?? characteristics.ReturnNetBufferListsHandler
  }

  /// The instance's context as the driver set it.
  var context: UnsafeMutableRawPointer? { instance?.context }

  var handlers: FilterHandlers {
    var handlers = dataHandlers
    if characteristics.OidRequestHandler != nil { handlers.insert(.request) }
    if characteristics.OidRequestCompleteHandler != nil { handlers.insert(.requestComplete) }
    if characteristics.CancelOidRequestHandler != nil { handlers.insert(.cancelRequest) }
    if characteristics.StatusHandler != nil { handlers.insert(.status) }
    if characteristics.NetPnPEventHandler != nil { handlers.insert(.netPnPEvent) }
    if characteristics.DevicePnPEventNotifyHandler != nil { handlers.insert(.devicePnPEvent) }
    if characteristics.DirectOidRequestHandler != nil { handlers.insert(.directRequest) }
    if characteristics.DirectOidRequestCompleteHandler != nil {
      handlers.insert(.directRequestComplete)
    }
    if characteristics.CancelDirectOidRequestHandler != nil {
      handlers.insert(.cancelDirectRequest)
    }
    return handlers
  }

  private var dataHandlers: FilterHandlers {
    var handlers: FilterHandlers = []
    if sendHandler != nil { handlers.insert(.send) }
    if completeHandler != nil { handlers.insert(.sendComplete) }
    if cancelSendHandler != nil { handlers.insert(.cancelSend) }
    if receiveHandler != nil { handlers.formUnion([.receive, .receiveLoan]) }
    if returnHandler != nil { handlers.insert(.returnReceived) }
    return handlers
  }

  func install(on module: FilterModule) {
    if instance == nil {
      self.module = module
      let made = CParty(image: image, party: module.party, driverName: module.component.name)
      made.isMonitoring = module.isMonitoring
      made.driver = self
      instance = made
      module.party.record.pointee.spare = UInt64(
        UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque())
      )
    }
    let record = module.party.record
    let on = module.handlers
    record.setEntry(.send, on.contains(.send) ? cFilterSendEntry : nil)
    record.setEntry(.complete, on.contains(.sendComplete) ? cFilterCompleteEntry : nil)
    record.setEntry(.indicate, on.contains(.receive) ? cFilterReceiveEntry : nil)
    record.setEntry(.return, on.contains(.returnReceived) ? cFilterReturnEntry : nil)
    record.setLoanEntry(on.contains(.receiveLoan) ? cFilterLoanEntry : nil)
  }

  func moduleOptions(_ module: FilterModule) -> FilterHandlers? {
    guard let handler = characteristics.SetFilterModuleOptionsHandler, let instance else {
      return nil
    }
    isChoosing = true
    defer { isChoosing = false }
    let status = stack.verified(module.party, "FilterSetModuleOptions") {
      instance.run { handler(instance.context) }
    }
    guard status == 0, partial != nil else { return nil }
    return dataHandlers
  }

  /// Takes the handlers of `NdisSetOptionalHandlers`.
  func replace(_ wanted: NDIS_FILTER_PARTIAL_CHARACTERISTICS) {
    partial = wanted
    setDataHandlers()
  }

  func ownListsHeld(_ direction: Direction) -> UInt64 {
    instance?.ownListsHeld(direction) ?? 0
  }

  var stack: NetworkStack { image.host.stack }

  // MARK: Control

  /// Calls `FilterAttach` with what is known of the adapter.
  public func attach(_ module: FilterModule) throws(NDISStatus) {
    guard let instance, let handler = characteristics.AttachHandler else {
      throw .badCharacteristics
    }
    checkConsistency(instance)
    let status = withAttachParameters(module) { parameters in
      instance.run { handler(instance.handle, image.driverContext, parameters) }
    }
    guard status == 0 else {
      instance.isOpen = false
      throw NDISStatus(rawValue: status)
    }
  }

  /// Reports optional handlers that need others.
  private func checkConsistency(_ instance: CParty) {
    let on = handlers
    if on.contains(.requestComplete) != on.contains(.request) {
      instance.report(
        .handlerConsistencyOIDComplete,
        "of OidRequest and OidRequestComplete it has only one"
      )
    }
  }

  /// Calls `FilterDetach`; its handle is closed and requests it kept are answered.
  public func detach(_ module: FilterModule) {
    guard let instance, let handler = characteristics.DetachHandler else { return }
    isDetaching = true
    instance.run { handler(instance.context) }
    instance.isOpen = false
    for request in image.host.requests.takeLeaked(module.party.id) {
      instance.report(.oidLeak, "\(request.oid.description) was never completed")
      module.completeRequest(request, status: .requestAborted)
    }
  }

  /// Calls `FilterPause`.
  public func pause(_ module: FilterModule) -> Completion {
    guard let instance, let handler = characteristics.PauseHandler else { return .success }
    var parameters = NDIS_FILTER_PAUSE_PARAMETERS(
      Header: NDIS_OBJECT_HEADER(
        Type: ObjectType.filterPauseParameters.rawValue,
        Revision: 1,
        Size: UInt16(MemoryLayout<NDIS_FILTER_PAUSE_PARAMETERS>.size)
      ),
      Flags: 0,
      PauseReason: 0
    )
    let status = NDISStatus(rawValue: instance.run { handler(instance.context, &parameters) })
    if status == .pending { return .pending }
    if status != .success {
      instance.report(.pauseCannotFail, "FilterPause answered \(status.symbol)")
    }
    return .success
  }

  /// Calls `FilterRestart`.
  public func restart(_ module: FilterModule) -> Completion {
    guard let instance, let handler = characteristics.RestartHandler else { return .success }
    var parameters = NDIS_FILTER_RESTART_PARAMETERS()
    parameters.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.filterRestartParameters.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NDIS_FILTER_RESTART_PARAMETERS>.size)
    )
    parameters.MiniportMediaType = NdisMedium802_3
    parameters.MiniportPhysicalMediaType = NdisPhysicalMedium802_3
    let lower = module.position > 0 ? module.adapter.filters[module.position - 1].interface : nil
    parameters.LowerIfIndex = lower?.index ?? module.adapter.interfaceIndex
    parameters.LowerIfNetLuid.Value = lower?.luid ?? module.adapter.luid
    restartList = module.restartAttributes.map {
      CRestartList($0, version: image.version, host: image.host)
    }
    parameters.RestartAttributes = restartList?.head
    let status = NDISStatus(rawValue: instance.run { handler(instance.context, &parameters) })
    if status == .pending { return .pending }
    takeRestartList(module)
    return .done(status)
  }

  /// Reads what the driver made of the restart attributes, once its restart is complete.
  func takeRestartList(_ module: FilterModule) {
    guard let list = restartList else { return }
    restartList = nil
    let wanted = list.read()
    if wanted != module.restartAttributes { module.editRestartAttributes { $0 = wanted } }
  }
}
