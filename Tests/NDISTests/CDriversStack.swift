import CDrivers
import CNDIS
import DataPath
import Kernel

@testable import NDIS

/// A stack of one adapter whose parts a test can drive by hand.
final class CDriversStack {
  let machine: Machine
  let ring: RecordingRing
  let stack: NetworkStack
  let adapter: MiniportAdapter
  let miniport = HandMiniport()
  let hand = HandProtocol()
  private(set) var binding: ProtocolBinding

  typealias Make = (NetworkStack) throws -> (String, ComponentDescription, any FilterDriver)

  /// Brings the stack up with these filters, bottom to top, and with other ends than the hand-driven ones if given.
  init(
    _ filters: [Make],
    miniport other: ((NetworkStack) throws -> any MiniportDriver)? = nil,
    protocol otherProtocol: ((NetworkStack) throws -> any ProtocolDriver)? = nil,
    named name: String = "hand",
    verified: Bool = true,
    level: UInt8 = 3
  ) throws {
    machine = Machine(clock: VirtualClock())
    ring = try RecordingRing(capacity: 1 << 20)
    stack = try NetworkStack(machine: machine)
    stack.record(into: ring, snapLength: 128)
    if verified { stack.verify() }
    adapter = try MiniportAdapter(
      name: "adapter",
      component: .hand(other == nil ? "miniport" : name),
      driver: try other?(stack) ?? miniport,
      stack: stack
    )
    binding = ProtocolBinding(
      name: "binding",
      component: .handProtocol(otherProtocol == nil ? "hand" : name),
      driver: try otherProtocol?(stack) ?? hand,
      adapter: adapter
    )
    let made = try filters.map { try $0(stack) }
    adapter.start(filters: made, bindings: [binding])
    for party in stack.parties.values { party.record.pointee.level = level }
  }

  var findings: [VerifierFinding] { stack.verifier?.findings ?? [] }

  /// Every record of the ring as bytes, without the mark that a giver is written in C.
  var records: [[UInt8]] {
    var all: [[UInt8]] = []
    ring.walk(from: 0) { _, record in
      let first = record.load(as: UInt32.self)
      // One without a header has eight bytes.
      let isBrief = first & 7 != 0
      let size = isBrief ? 8 : Int(first)
      var bytes = [UInt8](UnsafeRawBufferPointer(start: record, count: size))
      if isBrief { bytes[0] &= ~0x80 } else { bytes[7] &= ~4 }
      all.append(bytes)
      return true
    }
    return all
  }

  /// Both ledgers of every party, by id.
  var ledgers: [String] {
    stack.parties.keys.sorted().compactMap { id in
      guard let party = stack.parties[id], party.role != .driver else { return nil }
      return "\(party.role) \(party.record.ledger(.transmit).pointee) "
        + "\(party.record.ledger(.receive).pointee)"
    }
  }

  var isBalanced: Bool { stack.parties.values.allSatisfy(\.isBalanced) }
}

extension ComponentDescription {
  static func hand(_ name: String) -> ComponentDescription {
    .miniport(name, displayName: name, summary: "Made for a test.")
  }

  static func handProtocol(_ name: String) -> ComponentDescription {
    .protocol(name, displayName: name, summary: "Made for a test.")
  }

  static func handFilter(
    _ name: String,
    monitoring: Bool = false,
    ndisVersion: NDISVersion = .v6_40
  ) -> ComponentDescription {
    .filter(
      name,
      displayName: name,
      summary: "Made for a test.",
      ndisVersion: ndisVersion,
      monitoring ? .monitoring() : .modifying(.custom)
    )
  }
}

/// A miniport that holds sends until told, and indicates what a test asks for.
final class HandMiniport: MiniportDriver {
  private(set) var pool: NetBufferListPool?
  private weak var adapter: MiniportAdapter?
  private var held = NetBufferChain()
  var completesAtOnce = true
  var answersRequests = true
  private var waiting: [OIDRequest] = []

  func initialize(_ adapter: MiniportAdapter) throws(NDISStatus) -> MiniportAttributes {
    self.adapter = adapter
    do throws(MemoryError) {
      pool = try NetBufferListPool(
        owner: adapter.party.record,
        direction: .receive,
        capacity: 256,
        dataSize: 256
      )
    } catch { throw .resources }
    return MiniportAttributes(
      mtu: 1500,
      address: [2, 0, 0, 0, 0, 1],
      link: LinkState(),
      maximumLinkSpeed: 1_000_000_000
    )
  }

  func halt(_ adapter: MiniportAdapter, action: HaltAction) {}
  func pause(_ adapter: MiniportAdapter) -> Completion {
    completeAll()
    return adapter.pauseWhenHome()
  }
  func restart(_ adapter: MiniportAdapter) -> Completion { .success }

  func send(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    port: UInt32,
    flags: SendFlags
  ) {
    if completesAtOnce { adapter.completeSend(chain) } else { held.append(chain) }
  }

  func completeAll() {
    let all = held.takeAll()
    adapter?.completeSend(all)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on adapter: MiniportAdapter,
    flags: ReturnFlags
  ) {
    adapter.free(chain, .receive)
  }

  func cancelSends(withID id: UInt64, on adapter: MiniportAdapter) {}

  func request(_ request: OIDRequest, on adapter: MiniportAdapter) -> Completion {
    if !answersRequests {
      waiting.append(request)
      return .pending
    }
    if request.kind == .set {
      request.accept(request.input.count)
      return .success
    }
    return .done(request.answer([1, 2, 3, 4]))
  }

  func answerAll() {
    let all = waiting
    waiting = []
    for request in all { adapter?.completeRequest(request, status: request.answer([1, 2, 3, 4])) }
  }

  func cancelRequest(_ request: OIDRequest, on adapter: MiniportAdapter) {
    guard waiting.contains(where: { $0 === request }) else { return }
    waiting.removeAll { $0 === request }
    adapter.completeRequest(request, status: .requestAborted)
  }

  /// Indicates `count` frames of 60 bytes, or lends them.
  func indicate(_ count: Int, lent: Bool = false, readOnly: Bool = false) {
    guard let adapter, let pool else { return }
    var chain = pool.allocate(count, dataLength: 60)
    chain.edit { list in
      if let bytes = list.mutableStart(60) {
        bytes.initializeMemory(as: UInt8.self, repeating: 0x11)
      }
      if readOnly { list.setFlags(NBLFlags.receiveReadOnly.rawValue) }
    }
    guard lent else { return adapter.indicate(chain) }
    adapter.indicateLoan(&chain)
    adapter.free(chain, .receive)
  }
}

/// A protocol that returns what it receives, at once or when told.
final class HandProtocol: ProtocolDriver {
  private(set) var pool: NetBufferListPool?
  private weak var binding: ProtocolBinding?
  private var held = NetBufferChain()
  var returnsAtOnce = true
  private(set) var results: [(OIDNumber, NDISStatus, [UInt8])] = []
  private(set) var statuses: [UInt32] = []
  private(set) var completions: [Int32] = []
  private(set) var firstBytes: [UInt8] = []

  func bind(_ binding: ProtocolBinding) -> Completion {
    self.binding = binding
    pool = try? NetBufferListPool(
      owner: binding.party.record,
      direction: .transmit,
      capacity: 256,
      dataSize: 256,
      backfill: 32
    )
    let status = binding.open()
    binding.setPacketFilter([.promiscuous])
    return .done(status)
  }

  func unbind(_ binding: ProtocolBinding) -> Completion {
    binding.close()
    return .success
  }

  func pause(_ binding: ProtocolBinding) -> Completion {
    returnAll()
    return binding.pauseWhenHome()
  }
  func restart(_ binding: ProtocolBinding, attributesChanged: Bool) -> Completion { .success }

  func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    chain.forEach { list in
      if let bytes = list.firstBuffer?.contiguous, bytes.count > 12 { firstBytes.append(bytes[12]) }
    }
    if returnsAtOnce { binding.returnReceived(chain) } else { held.append(chain) }
  }

  func returnAll() {
    let all = held.takeAll()
    binding?.returnReceived(all)
  }

  func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    chain.forEach { completions.append($0.status) }
    binding.free(chain)
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on binding: ProtocolBinding) {
    results.append((request.oid, status, request.output))
  }

  func status(_ indication: StatusIndication, on binding: ProtocolBinding) {
    statuses.append(indication.code)
  }

  /// Sends `count` frames of 60 bytes.
  func send(_ count: Int, flags: SendFlags = []) {
    guard let binding, let pool else { return }
    var chain = pool.allocate(count, dataLength: 60)
    chain.edit { list in
      if let bytes = list.mutableStart(60) {
        bytes.initializeMemory(as: UInt8.self, repeating: 0x22)
      }
    }
    binding.send(chain, flags: flags)
  }
}

/// The filter of `passthrough.c` again, in Swift.
final class PassThroughTwin: FilterSending, FilterSendCompleting, FilterBorrowing, FilterReturning,
  FilterSendCancelling, FilterRequesting, FilterStatusReceiving
{
  let rewrites: Bool
  private(set) var counts = PASS_THROUGH_COUNTS()

  init(rewrites: Bool = false) {
    self.rewrites = rewrites
  }

  func attach(_ module: FilterModule) throws(NDISStatus) {}
  func detach(_ module: FilterModule) {}
  func pause(_ module: FilterModule) -> Completion { .success }
  func restart(_ module: FilterModule) -> Completion { .success }

  private func rewrite(_ chain: inout NetBufferChain) {
    guard rewrites else { return }
    // A write that changes nothing leaves no trace of a driver in C, so the twin makes none.
    var isNeeded = false
    chain.forEach { list in
      if let bytes = list.firstBuffer?.contiguous, bytes.count > 12, bytes[12] != 0x5A {
        isNeeded = true
      }
    }
    guard isNeeded else { return }
    chain.edit { list in
      var value: UInt8 = 0x5A
      _ = withUnsafeBytes(of: &value) { list.overwrite(at: 12, with: $0) }
    }
  }

  func send(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: SendFlags
  ) {
    counts.Sent += UInt64(chain.count)
    var chain = chain
    rewrite(&chain)
    module.send(chain, port: port, flags: flags)
  }

  func completeSend(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: SendCompleteFlags
  ) {
    counts.Completed += UInt64(chain.count)
    module.completeSend(chain, flags: flags)
  }

  func receive(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    counts.Received += UInt64(chain.count)
    var chain = chain
    rewrite(&chain)
    module.indicate(chain, port: port, flags: flags)
  }

  func receiveLoan(
    _ chain: inout NetBufferChain,
    on module: FilterModule,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    counts.Received += UInt64(chain.count)
    rewrite(&chain)
    module.indicateLoan(&chain, port: port, flags: flags)
  }

  func returnReceived(
    _ chain: consuming NetBufferChain,
    on module: FilterModule,
    flags: ReturnFlags
  ) {
    counts.Returned += UInt64(chain.count)
    module.returnReceived(chain, flags: flags)
  }

  func cancelSends(withID id: UInt64, on module: FilterModule) { counts.Cancels += 1 }

  func request(_ request: OIDRequest, on module: FilterModule) -> Completion {
    counts.Requests += 1
    module.forward(request)
    return .pending
  }

  func requestComplete(_ request: OIDRequest, status: NDISStatus, on module: FilterModule) {
    counts.RequestCompletions += 1
    guard let original = request.original else { return }
    request.copyResults(to: original)
    module.completeRequest(original, status: status)
  }

  func cancelRequest(_ request: OIDRequest, on module: FilterModule) {}

  func status(_ indication: StatusIndication, on module: FilterModule) {
    counts.Statuses += 1
    module.indicate(indication)
  }
}
