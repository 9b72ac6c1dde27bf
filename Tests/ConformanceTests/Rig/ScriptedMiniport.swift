import DataPath
import Kernel
import NDIS

/// A miniport that notes every call and does what a test tells it.
final class ScriptedMiniport: MiniportDriver, MiniportResetting, MiniportShuttingDown,
  MiniportDevicePnPReceiving, MiniportDirectRequesting, MiniportInterrupting
{
  let log: CallLog
  private(set) var pool: NetBufferListPool?
  private(set) weak var adapter: MiniportAdapter?

  /// What `initialize` states, changed by a test before it is used.
  var state: (inout MiniportAttributes) -> Void = { _ in }
  var whileInitializing: (MiniportAdapter) -> Void = { _ in }
  var initializeStatus = NDISStatus.success
  var onPause: (MiniportAdapter) -> Completion = { $0.pauseWhenHome() }
  var onRestart: (MiniportAdapter) -> Completion = { _ in .success }
  var onRequest: (OIDRequest) -> Completion = ScriptedMiniport.obey
  var onDirectRequest: (OIDRequest) -> Completion = { _ in .pending }
  var onReset: (MiniportAdapter) -> ResetAnswer = { _ in .done(.success, addressingReset: false) }
  var hangs = false
  /// Sends stay here until `completeSends`.
  var holdsSends = false
  var held = NetBufferChain()

  /// What came from the medium and waits for the deferred call.
  var arrived: [UInt8] = []
  var ignoresThrottle = false
  private(set) var batches: [Int] = []
  private(set) var levels: (interrupt: IRQL, deferredCall: IRQL) = (.passive, .passive)
  private(set) var sentMarks: [UInt8] = []
  private(set) var requests: [OIDNumber] = []
  private(set) var sets: [(OIDNumber, [UInt8])] = []
  private(set) var requestsInside = 0
  private(set) var mostRequestsInside = 0
  private(set) var returned = 0

  init(log: CallLog) {
    self.log = log
  }

  static func obey(_ request: OIDRequest) -> Completion {
    guard request.kind == .query else {
      request.accept(request.input.count)
      return .success
    }
    return .done(request.answer([1, 2, 3, 4]))
  }

  func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    log.note("miniport", "MiniportInitializeEx")
    self.adapter = adapter
    guard initializeStatus == .success else { throw initializeStatus }
    do throws(MemoryError) {
      pool = try NetBufferListPool(
        owner: adapter.party.record,
        direction: .receive,
        capacity: 128,
        dataSize: 256
      )
    } catch { throw .resources }
    whileInitializing(adapter)
    var attributes = MiniportAttributes(
      mtu: 1500,
      address: [2, 0, 0, 0, 0, 1],
      link: LinkState(),
      maximumLinkSpeed: 1_000_000_000
    )
    attributes.supportedOIDs = OIDTable.all.filter(\.isMandatory).map(\.number) + [.pnpSetPower]
    state(&attributes)
    return attributes
  }

  func halt(_ adapter: MiniportAdapter, action: HaltAction) {
    log.note("miniport", "MiniportHaltEx \(action)")
  }

  func pause(_ adapter: MiniportAdapter) -> Completion {
    log.note("miniport", "MiniportPause")
    return onPause(adapter)
  }

  func restart(_ adapter: MiniportAdapter) -> Completion {
    log.note("miniport", "MiniportRestart")
    return onRestart(adapter)
  }

  func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    log.note("miniport", "MiniportSendNetBufferLists")
    sentMarks += chain.marks
    if holdsSends { held.append(chain) } else { adapter.completeSend(chain) }
  }

  /// Completes held sends, all or the first few.
  func completeSends(_ count: Int = .max) {
    let part = count == .max ? held.takeAll() : held.split(count)
    if !part.isEmpty { adapter?.completeSend(part) }
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    log.note("miniport", "MiniportReturnNetBufferLists")
    returned += Int(chain.count)
    adapter.free(chain, .receive)
  }

  func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {
    log.note("miniport", "MiniportCancelSend")
    let own = held.partition { $0.info(.cancelID) == id }
    if !own.isEmpty {
      adapter.dropSend(
        own,
        reason: .sendAborted,
        cause: adapter.cancelCause(id),
        status: .sendAborted
      )
    }
  }

  func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    log.note("miniport", "MiniportOidRequest")
    requests.append(request.oid)
    if request.kind == .set { sets.append((request.oid, request.input)) }
    requestsInside += 1
    mostRequestsInside = max(mostRequestsInside, requestsInside)
    let answer = onRequest(request)
    if answer != .pending { requestsInside -= 1 }
    return answer
  }

  func answer(_ request: OIDRequest, _ status: NDISStatus = .success) {
    requestsInside -= 1
    adapter?.completeRequest(request, status: status)
  }

  func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    log.note("miniport", "MiniportCancelOidRequest")
    answer(request, .requestAborted)
  }

  func directRequest(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    log.note("miniport", "MiniportDirectOidRequest")
    return onDirectRequest(request)
  }

  func cancelDirectRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    log.note("miniport", "MiniportCancelDirectOidRequest")
    adapter.completeDirectRequest(request, status: .requestAborted)
  }

  func checkForHang(_ adapter: MiniportAdapter) -> Bool {
    log.note("miniport", "MiniportCheckForHangEx")
    return hangs
  }

  func reset(_ adapter: MiniportAdapter) -> ResetAnswer {
    log.note("miniport", "MiniportResetEx")
    return onReset(adapter)
  }

  func shutdown(_ adapter: MiniportAdapter, action: ShutdownAction) {
    log.note("miniport", "MiniportShutdownEx \(action.symbol)")
  }

  func devicePnPEvent(_ event: DevicePnPEventCode, on adapter: MiniportAdapter) {
    log.note("miniport", "MiniportDevicePnPEventNotify \(event.symbol)")
  }

  func interrupt(_ message: UInt32, on adapter: MiniportAdapter) -> InterruptAnswer {
    log.called("MiniportInterrupt")
    levels.interrupt = adapter.stack.machine.currentIRQL
    return arrived.isEmpty ? .notMine : .queue(nil)
  }

  func deferredCall(
    _ message: UInt32,
    on adapter: MiniportAdapter,
    throttle: inout ReceiveThrottle
  ) {
    log.called("MiniportInterruptDPC")
    levels.deferredCall = adapter.stack.machine.currentIRQL
    let limit = ignoresThrottle ? arrived.count : Int(throttle.maximumLists)
    let part = Array(arrived.prefix(limit))
    arrived.removeFirst(part.count)
    batches.append(part.count)
    indicate(part)
    throttle.hasMorePending = !arrived.isEmpty
  }

  /// Indicates frames to a destination, each with its mark, or lends them.
  func indicate(
    _ marks: [UInt8],
    to destination: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    lent: Bool = false,
    isReadOnly: Bool = false,
    port: UInt32 = 0
  ) {
    guard let adapter, let pool else { return }
    var chain = pool.allocate(marks.count, dataLength: 60)
    chain.fill(marks, destination: destination)
    if isReadOnly { chain.edit { $0.setFlags(NBLFlags.receiveReadOnly.rawValue) } }
    guard lent else { return adapter.indicate(chain, port: port) }
    adapter.indicateLoan(&chain)
    adapter.free(chain, .receive)
  }
}

extension NetBufferChain {
  /// The byte at 20 of each list, by which a test knows it again.
  var marks: [UInt8] {
    var marks: [UInt8] = []
    forEach { list in
      if let bytes = list.firstBuffer?.contiguous, bytes.count > 20 { marks.append(bytes[20]) }
    }
    return marks
  }

  /// Fills each list with a frame of 60 bytes.
  mutating func fill(_ marks: [UInt8], destination: [UInt8]) {
    var index = 0
    edit { list in
      guard let bytes = list.mutableStart(60), index < marks.count else { return }
      bytes.initializeMemory(as: UInt8.self, repeating: 0)
      bytes.copyBytes(from: destination + [2, 0, 0, 0, 0, 9, 0x88, 0xB5])
      bytes[20] = marks[index]
      index += 1
    }
  }
}
