import CNDIS
public import DataPath

/// A miniport adapter whose handlers are C functions.
///
/// - C: `NDIS_MINIPORT_DRIVER_CHARACTERISTICS`
public final class CMiniportDriver: MiniportDriver, ForeignMiniportDriver {
  /// The driver it is an instance of.
  public let image: CDriverImage
  let characteristics: NDIS_MINIPORT_DRIVER_CHARACTERISTICS
  private(set) var instance: CParty?
  private(set) weak var adapter: MiniportAdapter?
  /// True while MiniportInitializeEx runs.
  private(set) var isInitializing = false
  /// True once the registration attributes are set.
  var isRegistered = false
  /// What the registration attributes say.
  var checkForHangTime: UInt32 = 0
  var controlsDefaultPort = false
  /// What the general attributes say.
  var attributes: MiniportAttributes?

  init(image: CDriverImage, characteristics: NDIS_MINIPORT_DRIVER_CHARACTERISTICS) {
    self.image = image
    self.characteristics = characteristics
  }

  private var requests: CRequestTable { image.host.requests }

  /// Calls `MiniportInitializeEx` and takes the attributes it set.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    guard let handler = characteristics.InitializeHandlerEx else { throw .badCharacteristics }
    self.adapter = adapter
    let instance = CParty(image: image, party: adapter.party, driverName: adapter.component.name)
    instance.driver = self
    self.instance = instance
    isRegistered = false
    attributes = nil
    isInitializing = true
    var parameters = NDIS_MINIPORT_INIT_PARAMETERS()
    parameters.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.miniportInitParameters.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NDIS_MINIPORT_INIT_PARAMETERS>.size)
    )
    parameters.IfIndex = adapter.interfaceIndex
    parameters.NetLuid.Value = adapter.luid
    let status = instance.handler("MiniportInitializeEx") {
      handler(instance.handle, image.driverContext, &parameters)
    }
    isInitializing = false
    guard status == 0 else {
      instance.isOpen = false
      throw NDISStatus(rawValue: status)
    }
    guard isRegistered, let attributes else {
      instance.report(
        .attributesMissing,
        "MiniportInitializeEx succeeded without its "
          + (isRegistered ? "general" : "registration") + " attributes"
      )
      instance.isOpen = false
      throw .failure
    }
    return attributes
  }

  /// Calls `MiniportHaltEx`; its handle is closed and requests it kept are answered.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    guard let instance else { return }
    instance.run {
      characteristics.HaltHandlerEx?(
        instance.context,
        NDIS_HALT_ACTION(rawValue: UInt32(action.rawValue))
      )
    }
    instance.isOpen = false
    for request in requests.takeLeaked(adapter.party.id) {
      instance.report(.oidLeak, "\(request.oid.description) was never completed")
      adapter.completeRequest(request, status: .requestAborted)
    }
  }

  /// Calls `MiniportPause`.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    guard let instance, let handler = characteristics.PauseHandler else { return .success }
    var parameters = NDIS_MINIPORT_PAUSE_PARAMETERS()
    parameters.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.default.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NDIS_MINIPORT_PAUSE_PARAMETERS>.size)
    )
    let status = NDISStatus(rawValue: instance.run { handler(instance.context, &parameters) })
    if status == .pending { return .pending }
    if status != .success {
      instance.report(.pauseCannotFail, "MiniportPause answered \(status.symbol)")
    }
    return .success
  }

  /// Calls `MiniportRestart`.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    guard let instance, let handler = characteristics.RestartHandler else { return .success }
    var parameters = NDIS_MINIPORT_RESTART_PARAMETERS()
    parameters.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.default.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NDIS_MINIPORT_RESTART_PARAMETERS>.size)
    )
    let status = NDISStatus(rawValue: instance.run { handler(instance.context, &parameters) })
    return status == .pending ? .pending : .done(status)
  }

  /// Calls `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    guard let instance else { return }
    var raw = chain.release()
    let (head, _) = instance.arrive(&raw, .send)
    instance.handler("MiniportSendNetBufferLists") {
      characteristics.SendNetBufferListsHandler?(instance.context, head, port, flags.rawValue)
    }
    instance.endBatch()
  }

  /// Calls `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    guard let instance else { return }
    var raw = chain.release()
    let (head, _) = instance.arrive(&raw, .return)
    instance.handler("MiniportReturnNetBufferLists") {
      characteristics.ReturnNetBufferListsHandler?(instance.context, head, flags.rawValue)
    }
    instance.endBatch()
  }

  /// Calls `MiniportCancelSend`.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {
    guard let instance else { return }
    instance.handler("MiniportCancelSend") {
      characteristics.CancelSendHandler?(
        instance.context,
        UnsafeMutableRawPointer(bitPattern: UInt(id))
      )
    }
  }

  /// Calls `MiniportOidRequest`.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    guard let instance, let handler = characteristics.OidRequestHandler else {
      return .done(.notSupported)
    }
    // Requests that waited behind one that was never completed find the adapter gone.
    guard instance.isOpen else { return .done(.requestAborted) }
    requests.given[request.record] = request
    let status = NDISStatus(rawValue: instance.run { handler(instance.context, request.record) })
    guard status != .pending else { return .pending }
    guard requests.given[request.record] === request else {
      instance.report(
        .doubleOIDCompletion,
        "\(request.oid.description) was completed by a call and by the answer \(status.symbol)"
      )
      return .pending
    }
    requests.complete(request)
    return .done(status)
  }

  /// Calls `MiniportCancelOidRequest`.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    guard let instance else { return }
    instance.handler("MiniportCancelOidRequest") {
      characteristics.CancelOidRequestHandler?(
        instance.context,
        request.record.pointee.RequestId
      )
    }
  }
}
