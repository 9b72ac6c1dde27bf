import CNDIS
public import DataPath
import Kernel
public import NDIS
import Wire

/// What the relay does with frames.
extension RelayProtocol {
  /// `ProtocolReceiveNetBufferLists`.
  public func receive(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    var lists = chain
    guard let partner, let other = partner.binding, other.isOpen else {
      binding.drop(lists, reason: .noBinding, cause: unboundCause)
      return
    }
    guard binding.state == .running, other.state == .running else {
      let stopped = binding.state == .running ? other : binding
      binding.drop(lists, reason: .paused, cause: stopped.stateCause)
      return
    }
    if lists.hasUnit {
      let wrong = lists.partition { !self.isFit($0) }
      dropUnfit(wrong, binding)
    }
    let children = partner.children(of: lists)
    if children.count < lists.count {
      let fitting = lists.split(children.count)
      binding.drop(
        lists,
        reason: .queueOverrun,
        cause: configuration.cause("queue")
      )
      lists = fitting
    }
    guard !children.isEmpty else { return }
    held += lists.count
    // The received lists come back one by one, when their children are freed.
    _ = lists.release()
    partner.send(children, on: other)
  }

  /// Drops coalesced units that are none, each with what is wrong with it.
  private func dropUnfit(_ chain: consuming NetBufferChain, _ binding: ProtocolBinding) {
    var rest = chain
    while !rest.isEmpty {
      let one = rest.split(1)
      let cause = one.first.map(unfitness) ?? .none
      binding.drop(one, reason: .badChecksum, cause: cause)
    }
  }

  private func unfitness(_ list: NetBufferList) -> CauseID {
    let start = list.firstBuffer?.contiguous ?? UnsafeRawBufferPointer(start: nil, count: 0)
    let layout = FrameLayout(parsing: start, wireLength: list.totalLength)
    let field = Int(layout.transportOffset) + 16
    guard layout.transport == .tcp, field + 2 <= start.count else {
      return configuration.context.packetCause("coalesced unit without a TCP header", byte: 0)
    }
    let value = UInt16(start[field]) << 8 | UInt16(start[field + 1])
    return configuration.context.packetCause(
      "TCP checksum \(value.hexadecimal) of a coalesced unit of \(list.totalLength) bytes does not fit",
      byte: field,
      general: "TCP checksum of a coalesced unit does not fit"
    )
  }

  /// Why there is no other side.
  private var unboundCause: CauseID {
    let other = configuration.adapters.first { $0 != binding?.adapter.name } ?? "the other adapter"
    return configuration.context.causes.intern(
      Cause("\(configuration.name) has no open binding to \(other)", source: otherClosed)
    )
  }

  /// Sends children of lists of the other half.
  private func send(_ children: consuming NetBufferChain, on binding: ProtocolBinding) {
    frames += UInt64(children.count)
    bytes += children.byteCount
    board.refreshLater()
    binding.send(children, relation: .cloned)
  }

  /// `ProtocolSendNetBufferListsComplete`.
  public func sendComplete(
    _ chain: consuming NetBufferChain,
    on binding: ProtocolBinding,
    flags: SendCompleteFlags
  ) {
    guard let deriver else {
      binding.free(chain)
      return
    }
    var parents = NetBufferChain()
    deriver.free(chain, .transmit) { parents.adopt($0) }
    if !parents.isEmpty { partner?.takeBack(parents) }
  }

  /// Received lists of this half whose children are home.
  private func takeBack(_ chain: consuming NetBufferChain) {
    guard let binding else { return }
    held -= chain.count
    binding.returnReceived(chain)
    guard completesPause, held == 0 else { return }
    completesPause = false
    if case .done = binding.pauseWhenHome() { binding.pauseComplete() }
  }

  // MARK: Children

  /// Sent lists over the bytes of received ones, ready to go; of the first ones if lists run out.
  private func children(of lists: borrowing NetBufferChain) -> NetBufferChain {
    guard let deriver else { return NetBufferChain() }
    var children = deriver.clones(of: lists)
    guard !children.isEmpty else { return children }
    var source = lists.first
    let largest = Int(binding?.adapter.attributes?.mtu ?? 0)
    children.write { editor in
      guard let parent = source else { return }
      source = parent.next
      let received = NBLFlags(rawValue: parent.flags)
      var flags = received.subtracting([.receiveReadOnly, .isLoopbackPacket])
      if received.contains(.receiveReadOnly) { flags.insert(.sendReadOnly) }
      editor.setFlags(flags.rawValue)
      let tag = parent.info(.ieee8021Q)
      if tag != 0 { editor.setInfo(.ieee8021Q, tag) }
      guard parent.isCoalescedUnit else { return }
      units += 1
      prepare(editor, parent, deriver, mtu: largest)
    }
    return children
  }

  /// Makes a large send of the child of a coalesced unit.
  ///
  /// - Source: network/offloading-the-segmentation-of-large-tcp-packets
  private func prepare(
    _ editor: borrowing ListEditor,
    _ parent: NetBufferList,
    _ deriver: Deriver,
    mtu: Int
  ) {
    guard let start = editor.list.firstBuffer?.contiguous else { return }
    let layout = FrameLayout(parsing: start, wireLength: editor.list.firstBuffer?.dataLength)
    let header = Int(layout.payloadOffset)
    guard layout.transport == .tcp, let addresses = PseudoHeader(start, layout),
      deriver.ownHeader(editor.list, header), let bytes = editor.mutableStart(header)
    else { return }
    let network = Int(layout.networkOffset)
    let transport = Int(layout.transportOffset)
    let isIPv6 = layout.network == .ipv6
    bytes.store(0, at: network + (isIPv6 ? 4 : 2))
    if !isIPv6 { bytes.store(0, at: network + 10) }
    bytes.store(addresses.sum(of: .tcp, length: 0).folded, at: transport + 16)
    let room = mtu - (header - network)
    let size = parent.segmentSize > 0 ? min(parent.segmentSize, max(1, room)) : max(1, room)
    let info = LargeSendInfo(segmentSize: size, tcpHeaderOffset: transport, isIPv6: isIPv6)
    editor.setInfo(.largeSend, info.rawValue)
  }

  /// True unless a coalesced unit is no TCP or its checksum is wrong.
  private func isFit(_ list: NetBufferList) -> Bool {
    guard list.isCoalescedUnit, let buffer = list.firstBuffer else { return true }
    let start = buffer.contiguous
    let layout = FrameLayout(parsing: start, wireLength: buffer.dataLength)
    let header = Int(layout.payloadOffset)
    guard layout.transport == .tcp, layout.flags.isDisjoint(with: [.fragment, .malformed]),
      header <= Self.longestHeader, header <= start.count
    else { return false }
    let found = ReceiveChecksumInfo(rawValue: list.info(.checksum))
    if found.contains(.tcpSucceeded), !found.contains(.ipFailed) { return true }
    if start.count == buffer.dataLength { return SoftwareChecksum.isRight(start, layout) }
    var frame = scratch
    scratch = []
    defer { scratch = frame }
    frame.removeAll(keepingCapacity: true)
    frame.append(contentsOf: repeatElement(0, count: buffer.dataLength))
    _ = frame.withUnsafeMutableBytes { buffer.copyBytes(to: $0) }
    return frame.withUnsafeBytes { SoftwareChecksum.isRight($0, FrameLayout(parsing: $0)) }
  }
}

extension NetBufferList {
  /// True if it was coalesced from several segments.
  fileprivate var isCoalescedUnit: Bool {
    CoalescingInfo(rawValue: info(.segmentCoalescing)).segmentCount > 1
  }

  /// The list that follows in its chain.
  fileprivate var next: NetBufferList? { record.pointee.Next.map { NetBufferList($0) } }
}

extension NetBufferChain {
  /// True if one of the lists is a coalesced unit.
  fileprivate var hasUnit: Bool {
    var found = false
    forEach { if !found, $0.isCoalescedUnit { found = true } }
    return found
  }
}
