import DataPath
import Kernel
import NDIS

/// A protocol that notes every call and does what a test tells it.
final class ScriptedProtocol: ProtocolBorrowing, ProtocolNetPnPReceiving, ProtocolDirectRequesting {
  let name: String
  let log: CallLog
  private(set) var pool: NetBufferListPool?
  private(set) weak var binding: ProtocolBinding?

  /// What it asks to receive when it binds.
  var filter: PacketFilter
  /// Opens the adapter while it binds, as it must.
  var opens = true
  var onPause: (ProtocolBinding) -> Completion = { $0.pauseWhenHome() }
  var eventStatus = NDISStatus.success
  /// Called for each event.
  var onEvent: (NetPnPEventCode) -> Void = { _ in }
  /// Received lists stay here until `returnAll`.
  var holdsReceives = false
  var held = NetBufferChain()

  private(set) var received: [UInt8] = []
  private(set) var completions: [(mark: UInt8, status: NDISStatus)] = []
  private(set) var results: [(oid: OIDNumber, status: NDISStatus, output: [UInt8])] = []
  private(set) var directResults: [NDISStatus] = []
  private(set) var statuses: [StatusIndication] = []
  /// What NDIS itself told it of the interface.
  private(set) var operationalStates: [StatusIndication] = []
  private(set) var restarts: [Bool] = []

  init(_ name: String, log: CallLog, filter: PacketFilter = .promiscuous) {
    self.name = name
    self.log = log
    self.filter = filter
  }

  func bind(_ binding: ProtocolBinding) -> Completion {
    log.note(name, "ProtocolBindAdapterEx")
    self.binding = binding
    pool = try? NetBufferListPool(
      owner: binding.party.record,
      direction: .transmit,
      capacity: 128,
      dataSize: 256,
      backfill: 32
    )
    guard opens else { return .done(.failure) }
    let status = binding.open()
    if status.isSuccess, !filter.isEmpty { binding.setPacketFilter(filter) }
    return .done(status)
  }

  func unbind(_ binding: ProtocolBinding) -> Completion {
    log.note(name, "ProtocolUnbindAdapterEx")
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion {
    log.note(name, "NetEventPause")
    return onPause(binding)
  }

  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion {
    log.note(name, "NetEventRestart")
    restarts.append(attributesChanged)
    return .success
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    log.called("ProtocolReceiveNetBufferLists")
    received += chain.marks
    if holdsReceives { held.append(chain) } else { binding.returnReceived(chain) }
  }

  func receiveLoan(
    _ chain: inout NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    log.called("ProtocolReceiveNetBufferLists")
    received += chain.marks
  }

  func returnAll() {
    let all = held.takeAll()
    if !all.isEmpty { binding?.returnReceived(all) }
  }

  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    log.called("ProtocolSendNetBufferListsComplete")
    chain.forEach { list in
      var mark: UInt8 = 0
      if let bytes = list.firstBuffer?.contiguous, bytes.count > 20 { mark = bytes[20] }
      completions.append((mark, NDISStatus(rawValue: list.status)))
    }
    binding.free(chain)
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {
    log.called("ProtocolOidRequestComplete")
    results.append((request.oid, status, request.output))
  }

  func directRequestComplete(
    _ request: OIDRequest,
    status: NDISStatus,
    on binding: ProtocolBinding
  ) {
    log.called("ProtocolDirectOidRequestComplete")
    directResults.append(status)
  }

  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {
    log.called("ProtocolStatusEx")
    if indication.code == StatusCode.operStatus.rawValue {
      operationalStates.append(indication)
    } else {
      statuses.append(indication)
    }
  }

  func netPnPEvent(_ event: NetPnPEvent, on binding: ProtocolBinding) -> NDISStatus {
    log.note(name, "ProtocolNetPnPEvent \(event.code.symbol)")
    onEvent(event.code)
    return eventStatus
  }

  /// Sends frames, each with its mark; a cancel id goes into all of them.
  func send(
    _ marks: [UInt8],
    to destination: [UInt8] = [2, 0, 0, 0, 0, 7],
    cancelID: UInt64 = 0,
    port: UInt32 = 0,
    flags: SendFlags = []
  ) {
    guard let binding, let pool else { return }
    var chain = pool.allocate(marks.count, dataLength: 60)
    chain.fill(marks, destination: destination)
    if cancelID != 0 { chain.edit { $0.setInfo(.cancelID, cancelID) } }
    binding.send(chain, port: port, flags: flags)
  }
}
