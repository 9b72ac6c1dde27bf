import CNDIS
public import DataPath

/// A binding whose handlers are C functions.
///
/// - C: `NDIS_PROTOCOL_DRIVER_CHARACTERISTICS`
public final class CProtocolDriver: ProtocolBorrowing, ForeignProtocolDriver,
  ProtocolNetPnPReceiving, ProtocolDirectRequesting
{
  /// The driver it is an instance of.
  public let image: CDriverImage
  let characteristics: NDIS_PROTOCOL_DRIVER_CHARACTERISTICS
  private(set) var instance: CParty?
  private(set) weak var binding: ProtocolBinding?
  /// The buffer of the last NetEventRestart; nil where it was NULL.
  private var restart: CProtocolRestart?
  /// The event under way; it lives until the driver completes it.
  private let notification: UnsafeMutablePointer<NET_PNP_EVENT_NOTIFICATION>

  init(image: CDriverImage, characteristics: NDIS_PROTOCOL_DRIVER_CHARACTERISTICS) {
    self.image = image
    self.characteristics = characteristics
    notification = .allocate(capacity: 1)
    notification.initialize(to: NET_PNP_EVENT_NOTIFICATION())
  }

  deinit {
    notification.deallocate()
  }

  /// Calls `ProtocolBindAdapterEx`.
  public func bind(_ binding: ProtocolBinding) -> Completion {
    guard let handler = characteristics.BindAdapterHandlerEx else { return .done(.failure) }
    self.binding = binding
    let instance = CParty(image: image, party: binding.party, driverName: binding.component.name)
    instance.driver = self
    // The binding handle is good from the open on.
    instance.isOpen = false
    self.instance = instance
    let status = withBindParameters(binding) { parameters in
      instance.run { handler(image.driverContext, instance.handle, parameters) }
    }
    return status == NDISStatus.pending.rawValue ? .pending : .done(NDISStatus(rawValue: status))
  }

  private func withBindParameters(
    _ binding: ProtocolBinding,
    _ body: (UnsafeMutablePointer<NDIS_BIND_PARAMETERS>) -> Int32
  ) -> Int32 {
    let adapter = binding.adapter
    var parameters = NDIS_BIND_PARAMETERS()
    parameters.Header = CStructureView.bindParameters.header(for: image.version)
    parameters.MediaType = NdisMedium802_3
    parameters.PhysicalMediumType = NdisPhysicalMedium802_3
    parameters.XmitLinkSpeed = adapter.link.transmitLinkSpeed
    parameters.RcvLinkSpeed = adapter.link.receiveLinkSpeed
    parameters.LowestIfIndex = adapter.interfaceIndex
    parameters.LowestIfNetluid.Value = adapter.luid
    parameters.BoundIfIndex = adapter.filters.last?.interfaceIndex ?? adapter.interfaceIndex
    parameters.BoundIfNetluid.Value = adapter.filters.last?.interface.luid ?? adapter.luid
    if let stated = adapter.attributes {
      // What the filters made of it counts, not what the miniport stated.
      parameters.MtuSize = adapter.restartAttributes?.mtu ?? stated.mtu
      parameters.MaxXmitLinkSpeed = stated.maximumLinkSpeed
      parameters.MaxRcvLinkSpeed = stated.maximumLinkSpeed
      parameters.LookaheadSize = stated.lookahead
      parameters.SupportedPacketFilters = stated.supportedPacketFilters.rawValue
      parameters.MaxMulticastListSize = stated.maximumMulticastListSize
      parameters.MacOptions = stated.macOptions.rawValue
      parameters.DataBackFillSize = stated.dataBackfill
      parameters.MacAddressLength = UInt16(stated.currentAddress.count)
      withUnsafeMutableBytes(of: &parameters.CurrentMacAddress) {
        $0.copyBytes(from: stated.currentAddress.prefix($0.count))
      }
    }
    return withCString16(adapter.name) { name in
      parameters.AdapterName = name
      parameters.BoundAdapterName = name
      return body(&parameters)
    }
  }

  /// Calls `ProtocolUnbindAdapterEx`.
  public func unbind(_ binding: ProtocolBinding) -> Completion {
    guard let instance, let handler = characteristics.UnbindAdapterHandlerEx else {
      return .success
    }
    let status = NDISStatus(
      rawValue: instance.run { handler(instance.handle, instance.context) }
    )
    if status == .pending { return .pending }
    if status != .success {
      instance.report(.pauseCannotFail, "ProtocolUnbindAdapterEx answered \(status.symbol)")
    }
    return .success
  }

  private func notify(
    _ event: NET_PNP_EVENT_CODE,
    buffer: UnsafeMutableRawPointer? = nil,
    length: Int = 0
  ) -> NDISStatus {
    guard let instance, let handler = characteristics.NetPnPEventHandler else { return .success }
    notification.pointee = NET_PNP_EVENT_NOTIFICATION()
    notification.pointee.Header = NDIS_OBJECT_HEADER(
      Type: ObjectType.default.rawValue,
      Revision: 1,
      Size: UInt16(MemoryLayout<NET_PNP_EVENT_NOTIFICATION>.size)
    )
    notification.pointee.NetPnPEvent.NetEvent = event
    notification.pointee.NetPnPEvent.Buffer = buffer
    notification.pointee.NetPnPEvent.BufferLength = UInt32(length)
    return NDISStatus(rawValue: instance.run { handler(instance.context, notification) })
  }

  /// Calls `ProtocolNetPnPEvent` with NetEventPause.
  public func pause(_ binding: ProtocolBinding) -> Completion {
    let status = notify(NetEventPause)
    if status == .pending { return .pending }
    if status != .success {
      instance?.report(.pauseCannotFail, "NetEventPause was answered \(status.symbol)")
    }
    return .success
  }

  /// Calls `ProtocolNetPnPEvent` with NetEventRestart.
  public func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    restart = nil
    if attributesChanged, let attributes = binding.adapter.restartAttributes {
      restart = CProtocolRestart(attributes, binding.adapter, image)
    }
    let status = notify(
      NetEventRestart,
      buffer: restart.map { UnsafeMutableRawPointer($0.parameters) },
      length: restart == nil ? 0 : MemoryLayout<NDIS_PROTOCOL_RESTART_PARAMETERS>.size
    )
    return status == .pending ? .pending : .done(status)
  }

  /// Calls `ProtocolReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    guard let instance else { return }
    var raw = chain.release()
    let (head, count) = instance.arrive(&raw, .indicate)
    instance.handler("ProtocolReceiveNetBufferLists") {
      characteristics.ReceiveNetBufferListsHandler?(
        instance.context,
        head,
        port,
        count,
        flags.rawValue
      )
    }
    instance.endBatch()
  }

  /// Calls `ProtocolReceiveNetBufferLists` under RESOURCES.
  public func receiveLoan(
    _ chain: inout NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    guard let instance else { return }
    let taken = chain.takeAll()
    var raw = taken.release()
    let (head, count) = instance.arrive(&raw, .indicate, isLoan: true)
    instance.handler("ProtocolReceiveNetBufferLists") {
      characteristics.ReceiveNetBufferListsHandler?(
        instance.context,
        head,
        port,
        count,
        flags.rawValue
      )
    }
    instance.endLoan(&raw)
    chain.append(NetBufferChain(taking: &raw))
  }

  /// Calls `ProtocolSendNetBufferListsComplete`.
  public func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    guard let instance else { return }
    var raw = chain.release()
    let (head, _) = instance.arrive(&raw, .complete)
    instance.handler("ProtocolSendNetBufferListsComplete") {
      characteristics.SendNetBufferListsCompleteHandler?(instance.context, head, flags.rawValue)
    }
    instance.endBatch()
  }

  /// Calls `ProtocolOidRequestComplete`.
  public func requestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    guard let instance else { return }
    image.host.requests.made[request.record] = nil
    instance.handler("ProtocolOidRequestComplete") {
      characteristics.OidRequestCompleteHandler?(
        instance.context,
        request.record,
        status.rawValue
      )
    }
  }

  /// Calls `ProtocolStatusEx`.
  public func status(_ indication: StatusIndication, on binding: ProtocolBinding) {
    guard let instance else { return }
    image.host.withIndication(indication) { record in
      instance.run { characteristics.StatusHandlerEx?(instance.context, record) }
    }
  }
}
