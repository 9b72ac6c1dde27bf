import DataPath
import Kernel
import NDIS

/// A filter with every handler that notes each call and passes everything on unless a test says otherwise.
final class ScriptedFilter: FilterSending, FilterSendCompleting, FilterBorrowing, FilterReturning,
  FilterSendCancelling, FilterRequesting, FilterStatusReceiving, FilterNetPnPReceiving,
  FilterDevicePnPReceiving, FilterDirectRequesting, FilterModuleOptioning
{
  let name: String
  let log: CallLog
  private(set) weak var module: FilterModule?
  private(set) var pool: NetBufferListPool?

  var attachStatus = NDISStatus.success
  var whileAttaching: (FilterModule) -> Void = { _ in }
  var onPause: (FilterModule) -> Completion = { $0.pauseWhenHome() }
  var onRestart: (FilterModule) -> Completion = { _ in .success }
  var options = FilterHandlers.all
  var swallowsStatus: (StatusIndication) -> Bool = { _ in false }
  var onRequest: (OIDRequest, FilterModule) -> Completion = { request, module in
    module.forward(request)
    return .pending
  }
  var holdsSends = false
  var held = NetBufferChain()
  private(set) var statuses: [UInt32] = []
  private(set) var cancelled: [OIDRequest] = []
  private(set) var completed: [NDISStatus] = []
  private(set) var requestsInside = 0
  private(set) var mostRequestsInside = 0

  init(_ name: String, log: CallLog) {
    self.name = name
    self.log = log
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {
    log.note(name, "FilterAttach")
    self.module = module
    do throws(MemoryError) {
      pool = try NetBufferListPool(
        owner: module.party.record,
        direction: .transmit,
        capacity: 16,
        dataSize: 256
      )
    } catch { throw .resources }
    whileAttaching(module)
    guard attachStatus == .success else { throw attachStatus }
  }

  func detach(_ module: FilterModule) {
    log.note(name, "FilterDetach")
  }

  func pause(_ module: FilterModule) -> Completion {
    log.note(name, "FilterPause")
    return onPause(module)
  }

  func restart(_ module: FilterModule) -> Completion {
    log.note(name, "FilterRestart")
    return onRestart(module)
  }

  func moduleOptions(_ module: FilterModule) -> FilterHandlers {
    log.note(name, "FilterSetModuleOptions")
    return options
  }

  func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    log.note(name, "FilterSendNetBufferLists")
    if holdsSends { held.append(chain) } else { module.send(chain, port: port, flags: flags) }
  }

  func completeSend(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: SendCompleteFlags
  ) {
    log.called("FilterSendNetBufferListsComplete")
    var chain = chain
    let own = module.takeOwn(&chain, .transmit)
    if !own.isEmpty { module.free(own, .transmit) }
    if !chain.isEmpty { module.completeSend(chain, flags: flags) }
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    log.note(name, "FilterReceiveNetBufferLists")
    module.indicate(chain, port: port, flags: flags)
  }

  func receiveLoan(
    _ chain: inout NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    log.note(name, "FilterReceiveNetBufferLists (RESOURCES)")
    module.indicateLoan(&chain, port: port, flags: flags)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    log.called("FilterReturnNetBufferLists")
    module.returnReceived(chain, flags: flags)
  }

  func cancelSends(withID id: UInt64, on module: FilterModule) {
    log.note(name, "FilterCancelSendNetBufferLists")
    let own = held.partition { $0.info(.cancelID) == id }
    if !own.isEmpty {
      module.dropSend(
        own,
        reason: .sendAborted,
        cause: module.adapter.cancelCause(id),
        status: .sendAborted
      )
    }
  }

  func request(_ request: OIDRequest, on module: FilterModule) -> Completion {
    log.note(name, "FilterOidRequest")
    requestsInside += 1
    mostRequestsInside = max(mostRequestsInside, requestsInside)
    let answer = onRequest(request, module)
    if answer != .pending { requestsInside -= 1 }
    return answer
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on module: FilterModule) {
    log.called("FilterOidRequestComplete")
    completed.append(status)
    guard let original = request.original else { return }
    request.copyResults(to: original)
    requestsInside -= 1
    module.completeRequest(original, status: status)
  }

  func cancelRequest(_ request: OIDRequest, on module: FilterModule) {
    log.note(name, "FilterCancelOidRequest")
    cancelled.append(request)
  }

  func status(_ indication: StatusIndication, on module: FilterModule) {
    log.called("FilterStatus")
    statuses.append(indication.code)
    if !swallowsStatus(indication) { module.indicate(indication) }
  }

  func netPnPEvent(_ event: NetPnPEvent, on module: FilterModule) -> NDISStatus {
    log.note(name, "FilterNetPnPEvent \(event.code.symbol)")
    return module.forward(event)
  }

  func devicePnPEvent(_ event: DevicePnPEventCode, on module: FilterModule) {
    log.note(name, "FilterDevicePnPEventNotify \(event.symbol)")
    module.forward(event)
  }

  func directRequest(_ request: OIDRequest, on module: FilterModule) -> Completion {
    log.called("FilterDirectOidRequest")
    module.forwardDirect(request)
    return .pending
  }

  func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on module: FilterModule
  ) {
    log.called("FilterDirectOidRequestComplete")
    guard let original = request.original else { return }
    request.copyResults(to: original)
    module.completeDirectRequest(original, status: status)
  }

  func cancelDirectRequest(_ request: OIDRequest, on module: FilterModule) {
    log.called("FilterCancelDirectOidRequest")
  }

  /// A send of its own.
  func sendOwn() {
    guard let module, let pool else { return }
    var chain = pool.allocate(1, dataLength: 60)
    chain.fill([0xEE], destination: [2, 0, 0, 0, 0, 7])
    module.originateSend(chain)
  }
}

/// A filter with nothing but what every filter must have.
final class BareFilter: FilterDriver {
  let name: String
  let log: CallLog

  init(_ name: String, log: CallLog) {
    self.name = name
    self.log = log
  }

  func attach(_ module: FilterModule) throws(NDISStatus) { log.note(name, "FilterAttach") }
  func detach(_ module: FilterModule) { log.note(name, "FilterDetach") }
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }
}

/// A filter that receives and has no status handler, which no filter may.
final class DeafReceiver: FilterReceiving {
  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    module.indicate(chain, port: port, flags: flags)
  }
}
