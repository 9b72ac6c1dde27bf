import CNDIS
import DataPath
import Kernel
import NDIS
import Wire

/// The part of a host that answers for its addresses: ARP, neighbour discovery and echo on one binding.
///
/// Frames it reads are classified one by one; answers collect in a chain until `flush` sends them together.
final class StationHost {
  /// What becomes of a received frame.
  enum Verdict: Equatable {
    case consumed
    case drop(DropReason, CauseID)
  }

  let configuration: InstanceConfiguration
  let addresses: [IPPrefix]
  /// The setting that has them.
  let keyword: String
  weak var binding: ProtocolBinding?
  /// Told of an address and its station.
  var onNeighbor: (IPAddress, MACAddress) -> Void = { _, _ in }
  /// Told of an echo reply to one of the addresses: who answered, identifier, sequence number, bytes of data.
  var onEchoReply: (IPAddress, UInt16, UInt16, Int) -> Void = { _, _, _, _ in }
  /// Answers made so far.
  var arpCount: UInt64 = 0
  var neighborCount: UInt64 = 0
  var echoCount: UInt64 = 0
  private var pool: NetBufferListPool?
  /// Pools of a smaller MTU; some of their lists may be out.
  private var earlierPools: [NetBufferListPool] = []
  private var waiting = NetBufferChain()
  private var scratch: [UInt8] = []

  init(_ configuration: InstanceConfiguration, keyword: String, addresses: [IPPrefix]) {
    self.keyword = keyword
    self.configuration = configuration
    self.addresses = addresses
  }

  /// The station address of the adapter.
  var station: MACAddress {
    let bytes = binding?.adapter.attributes?.currentAddress ?? []
    return bytes.withUnsafeBytes { MACAddress(bytes: $0) } ?? .zero
  }

  /// Opens the adapter and makes the lists for what is sent.
  func bind(_ binding: ProtocolBinding) -> NDISStatus {
    let status = binding.open()
    guard status.isSuccess, let attributes = binding.adapter.attributes else { return status }
    guard attributes.medium == .ethernet else { return .unsupportedMedia }
    self.binding = binding
    do throws(MemoryError) {
      pool = try makePool(attributes.longestFrame)
    } catch {
      return .resources
    }
    binding.addresses = addresses.map(\.description)
    return .success
  }

  private func makePool(_ longestFrame: UInt32) throws(MemoryError) -> NetBufferListPool? {
    guard let binding else { return nil }
    return try NetBufferListPool(
      owner: binding.party.record,
      direction: .transmit,
      capacity: 256,
      dataSize: Int(longestFrame) + 32,
      backfill: 32
    )
  }

  /// Takes note of an indication: after a new MTU its lists hold the longer frames.
  func take(_ indication: StatusIndication) {
    guard indication.code == StatusCode.l2MTUSizeChange.rawValue,
      let longest = binding?.adapter.attributes?.longestFrame, let old = pool,
      old.record.pointee.data_size < longest + 32, let larger = try? makePool(longest)
    else { return }
    earlierPools.removeAll { $0.outstanding == 0 }
    earlierPools.append(old)
    pool = larger
  }

  /// Asks for the frames it needs: its own, every station's, and the groups of its IPv6 addresses.
  func requestFrames() {
    guard let binding else { return }
    let wanted: PacketFilter = [.directed, .broadcast, .multicast]
    if binding.packetFilter != wanted { binding.setPacketFilter(wanted) }
    binding.spreadReceives()
    let groups = self.groups.map(\.bytes)
    if binding.multicastList != groups { binding.setMulticastList(groups) }
  }

  private var groups: [MACAddress] {
    var groups: [MACAddress] = []
    for case .v6(let address) in addresses.map(\.address) {
      for group in [IPv6Address.allNodes.multicastMAC, address.solicitedNode.multicastMAC]
      where !groups.contains(group) {
        groups.append(group)
      }
    }
    return groups
  }

  /// True if it may send.
  var isRunning: Bool { binding?.state == .running }

  /// Reads received frames, gives each back with its verdict and sends the answers.
  func receive(_ chain: consuming NetBufferChain, on binding: ProtocolBinding) {
    var rest = chain
    var consumed = NetBufferChain()
    // Runs with one verdict stay together.
    var refused = NetBufferChain()
    var refusal: (reason: DropReason, cause: CauseID)?
    while !rest.isEmpty {
      let one = rest.split(1)
      guard let list = one.first else { break }
      switch read(list) {
      case .consumed:
        consumed.append(one)
      case .drop(let reason, let cause):
        if let refusal, refusal != (reason, cause) {
          binding.drop(refused.takeAll(), reason: refusal.reason, cause: refusal.cause)
        }
        refusal = (reason, cause)
        refused.append(one)
      }
    }
    if let refusal, !refused.isEmpty {
      binding.drop(refused.takeAll(), reason: refusal.reason, cause: refusal.cause)
    }
    if !consumed.isEmpty { binding.returnReceived(consumed) }
    flush()
  }

  private func read(_ list: NetBufferList) -> Verdict {
    guard let buffer = list.firstBuffer else { return malformed("a list without a buffer", at: 0) }
    let slot = list.info(.ieee8021Q)
    let bytes = buffer.contiguous
    if bytes.count == buffer.dataLength { return classify(bytes, slot) }
    var frame = scratch
    scratch = []
    frame.removeAll(keepingCapacity: true)
    frame.append(contentsOf: repeatElement(0, count: buffer.dataLength))
    defer { scratch = frame }
    _ = frame.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
    return frame.withUnsafeBytes { classify($0, slot) }
  }

  /// Queues a frame for `flush`; false if no list was free or the binding may not send.
  ///
  /// `slot`: value of the `Ieee8021Q` slot.
  @discardableResult
  func queue(_ frame: [UInt8], slot: UInt64 = 0) -> Bool {
    guard isRunning, let pool else { return false }
    var one = pool.allocate(1, dataLength: frame.count)
    guard let list = one.first else { return false }
    guard list.totalLength == frame.count else {
      binding?.free(one)
      return false
    }
    one.edit { editor in
      if let space = editor.mutableStart(frame.count) { space.copyBytes(from: frame) }
      if slot != 0 { editor.setInfo(.ieee8021Q, slot) }
    }
    waiting.append(one)
    return true
  }

  /// Sends what was queued.
  func flush() {
    let frames = waiting.takeAll()
    guard !frames.isEmpty, let binding else { return }
    binding.send(frames)
  }

  /// Queues an answer of one kind and counts it.
  func answer(
    _ kind: ReferenceWritableKeyPath<StationHost, UInt64>,
    slot: UInt64,
    _ make: () throws(WireError) -> [UInt8]
  ) -> Verdict {
    let frame: [UInt8]
    do throws(WireError) { frame = try make() } catch {
      return malformed("no answer can be made: \(error)", at: 0)
    }
    guard isRunning else { return .drop(.paused, binding?.stateCause ?? .none) }
    guard queue(frame, slot: slot) else {
      let subject = "lists for answers of \(configuration.name): none is free"
      return .drop(.noResources, configuration.context.causes.intern(Cause(subject)))
    }
    self[keyPath: kind] += 1
    return .consumed
  }
}
