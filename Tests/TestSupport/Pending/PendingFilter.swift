public import DataPath
import Kernel
public import NDIS

/// A filter that answers PENDING wherever it may, holds lists on every edge, and passes all on a random time later.
///
/// With an inner driver the lists go to its handlers; where it has none they go straight on.
public final class PendingFilter: FilterSending, FilterSendCompleting, FilterBorrowing,
  FilterReturning, FilterSendCancelling, FilterRequesting, FilterStatusReceiving
{
  /// The driver that does the work; nil to pass everything on.
  public let inner: (any FilterDriver)?
  private let schedule: PendingSchedule
  private weak var module: FilterModule?
  private var isPausing = false
  private var waiting: OIDRequest?
  private lazy var sends = HeldLists(schedule) { [unowned self] lists in
    guard let module else { return }
    if let driver = inner as? any FilterSending {
      driver.send(lists, on: module, port: 0, flags: [])
    } else {
      module.send(lists)
    }
  }
  private lazy var completions = HeldLists(schedule) { [unowned self] lists in
    guard let module else { return }
    if let driver = inner as? any FilterSendCompleting {
      driver.completeSend(lists, on: module, flags: [])
    } else {
      module.completeSend(lists)
    }
  }
  private lazy var receives = HeldLists(schedule) { [unowned self] lists in
    guard let module else { return }
    if let driver = inner as? any FilterReceiving {
      driver.receive(lists, on: module, port: 0, flags: [])
    } else {
      module.indicate(lists)
    }
  }
  private lazy var returns = HeldLists(schedule) { [unowned self] lists in
    guard let module else { return }
    if let driver = inner as? any FilterReturning {
      driver.returnReceived(lists, on: module, flags: [])
    } else {
      module.returnReceived(lists)
    }
  }
  private var edges: [HeldLists] { [sends, completions, receives, returns] }

  /// Wraps a driver.
  public init(_ inner: (any FilterDriver)? = nil, schedule: PendingSchedule) {
    self.inner = inner
    self.schedule = schedule
  }

  /// `FilterAttach`.
  public func attach(_ module: FilterModule) throws(NDISStatus) {
    self.module = module
    for edge in edges { edge.whenEmpty = { [unowned self] in pauseInner() } }
    try inner?.attach(module)
  }

  /// `FilterDetach`.
  public func detach(_ module: FilterModule) {
    inner?.detach(module)
    self.module = nil
  }

  /// `FilterPause`, pending.
  public func pause(_ module: FilterModule) -> Completion {
    isPausing = true
    schedule.later { [self] in pauseInner() }
    return .pending
  }

  /// Pauses the inner driver once nothing is held; what comes home later passes at once.
  private func pauseInner() {
    guard isPausing, edges.allSatisfy(\.isEmpty), let module else { return }
    isPausing = false
    for edge in edges { edge.passesDirectly = true }
    let answer = inner?.pause(module) ?? module.pauseWhenHome()
    if case .done = answer { schedule.later { module.pauseComplete() } }
  }

  /// `FilterRestart`, pending.
  public func restart(_ module: FilterModule) -> Completion {
    schedule.later { [self] in
      for edge in edges { edge.passesDirectly = false }
      let answer = inner?.restart(module) ?? .success
      if case .done(let status) = answer { module.restartComplete(status) }
    }
    return .pending
  }

  /// `FilterSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    sends.add(chain)
  }

  /// `FilterSendNetBufferListsComplete`.
  public func completeSend(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: SendCompleteFlags
  ) {
    completions.add(chain)
  }

  /// `FilterReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    receives.add(chain)
  }

  /// `FilterReceiveNetBufferLists` under RESOURCES.
  public func receiveLoan(
    _ chain: inout NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    // A loan cannot be held.
    module.indicateLoan(&chain, port: port, flags: flags)
  }

  /// `FilterReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    returns.add(chain)
  }

  /// `FilterCancelSendNetBufferLists`.
  public func cancelSends(withID id: UInt64, on module: FilterModule) {
    let own = sends.take(cancelID: id)
    if !own.isEmpty {
      module.dropSend(
        own,
        reason: .sendAborted,
        cause: module.adapter.cancelCause(id),
        status: .sendAborted
      )
    }
  }

  /// `FilterOidRequest`, pending.
  public func request(_ request: OIDRequest, on module: FilterModule) -> Completion {
    waiting = request
    schedule.later { [self] in
      guard waiting === request else { return }
      waiting = nil
      module.forward(request)
    }
    return .pending
  }

  /// `FilterOidRequestComplete`.
  public func requestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on module: FilterModule
  ) {
    guard let original = request.original else { return }
    schedule.later {
      request.copyResults(to: original)
      module.completeRequest(original, status: status)
    }
  }

  /// `FilterCancelOidRequest`.
  public func cancelRequest(_ request: OIDRequest, on module: FilterModule) {
    guard waiting === request else { return }
    waiting = nil
    module.completeRequest(request, status: .requestAborted)
  }

  /// `FilterStatus`.
  public func status(_ indication: StatusIndication, on module: FilterModule) {
    module.indicate(indication)
  }
}
