public import DataPath
import Kernel
public import NDIS

/// A miniport that answers PENDING wherever it may and does what `inner` does a random time later.
///
/// Sends and returned lists are held and go on in batches of random size; none is lost.
public class PendingMiniport: MiniportDriver {
  /// The driver that does the work.
  public let inner: any MiniportDriver
  let schedule: PendingSchedule
  /// Direct requests that it holds.
  var directs: [OIDRequest] = []
  private weak var adapter: MiniportAdapter?
  private(set) var isPausing = false
  private var waiting: OIDRequest?
  private lazy var sends = HeldLists(schedule) { [unowned self] lists in
    guard let adapter else { return }
    inner.send(lists, on: adapter, port: 0, flags: [])
  }
  private lazy var returns = HeldLists(schedule) { [unowned self] lists in
    guard let adapter else { return }
    inner.returnReceived(lists, on: adapter, flags: [])
  }

  /// Wraps a driver.
  public init(_ inner: any MiniportDriver, schedule: PendingSchedule) {
    self.inner = inner
    self.schedule = schedule
  }

  /// `MiniportInitializeEx`.
  public func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    self.adapter = adapter
    sends.whenEmpty = { [unowned self] in pauseInner() }
    returns.whenEmpty = { [unowned self] in pauseInner() }
    return try inner.initialize(adapter)
  }

  /// `MiniportHaltEx`.
  public func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    // Nothing can be held any more: the pause waited for it.
    inner.halt(adapter, action: action)
    self.adapter = nil
  }

  /// `MiniportPause`, pending.
  public func pause(_ adapter: MiniportAdapter) -> Completion {
    isPausing = true
    schedule.later { [self] in pauseInner() }
    return .pending
  }

  /// Pauses the inner driver once nothing is held.
  private func pauseInner() {
    guard isPausing, sends.isEmpty, returns.isEmpty, let adapter else { return }
    isPausing = false
    // What comes home from here on is given back at once, so that the pause finds it there.
    returns.passesDirectly = true
    let answer = inner.pause(adapter)
    if case .done = answer { schedule.later { adapter.pauseComplete() } }
  }

  /// `MiniportRestart`, pending.
  public func restart(_ adapter: MiniportAdapter) -> Completion {
    returns.passesDirectly = false
    schedule.later { [self] in
      let answer = inner.restart(adapter)
      if case .done(let status) = answer { adapter.restartComplete(status) }
    }
    return .pending
  }

  /// `MiniportSendNetBufferLists`.
  public func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    sends.add(chain)
  }

  /// `MiniportReturnNetBufferLists`.
  public func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    returns.add(chain)
  }

  /// `MiniportCancelSend`.
  public func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {
    let own = sends.take(cancelID: id)
    if !own.isEmpty {
      adapter.dropSend(
        own,
        reason: .sendAborted,
        cause: adapter.cancelCause(id),
        status: .sendAborted
      )
    }
    inner.cancelSends(withID: id, on: adapter)
  }

  /// `MiniportOidRequest`, pending.
  public func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    waiting = request
    schedule.later { [self] in
      guard waiting === request else { return }
      waiting = nil
      let answer = inner.request(request, on: adapter)
      if case .done(let status) = answer { adapter.completeRequest(request, status: status) }
    }
    return .pending
  }

  /// `MiniportCancelOidRequest`.
  public func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    guard waiting === request else { return inner.cancelRequest(request, on: adapter) }
    waiting = nil
    adapter.completeRequest(request, status: .requestAborted)
  }

  /// Lets the inner driver have what is held now.
  func completeHeld(_ adapter: MiniportAdapter) {
    sends.drain()
    for request in directs { adapter.completeDirectRequest(request, status: .success) }
    directs = []
    // The next one in the queue comes as soon as one is complete.
    while let request = waiting {
      waiting = nil
      let answer = inner.request(request, on: adapter)
      if case .done(let status) = answer { adapter.completeRequest(request, status: status) }
    }
  }
}
