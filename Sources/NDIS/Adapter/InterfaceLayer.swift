import CNDIS
import DataPath
import Kernel

/// NDIS between the top of an adapter's stack and its bindings.
///
/// Received lists go to the bindings whose packet filter wants them. With one such binding the list itself is handed on;
/// with several, each gets a derived list over the same bytes and the parent stays here until the last child is back.
/// Finished sends are sorted to their bindings by source handle.
public final class InterfaceLayer {
  unowned let adapter: MiniportAdapter
  /// Routes; owns nothing and appears in no hop.
  let router: Party
  /// Holds the parents of derived lists, and what no binding wants.
  public let party: Party
  private let deriver: Deriver
  private let copies: NetBufferListPool
  /// Bindings that are open, in the order in which they were bound.
  var bindings: [ProtocolBinding] = []
  var needsLoopback = false

  init(adapter: MiniportAdapter) throws(MemoryError) {
    self.adapter = adapter
    router = adapter.stack.makeParty(
      .interface,
      name: "\(adapter.name) router",
      adapterID: adapter.party.id
    )
    party = adapter.stack.makeParty(.interface, name: "NDIS", adapterID: adapter.party.id)
    router.record.pointee.flags |= UInt32(ND_PARTY_ROUTER)
    deriver = Deriver(
      pool: try NetBufferListPool(
        owner: party.record,
        direction: .receive,
        capacity: 4_096,
        dataSize: 0
      ),
      descriptors: adapter.stack.descriptors
    )
    copies = try NetBufferListPool(
      owner: party.record,
      direction: .receive,
      capacity: 512,
      dataSize: 9_216
    )
    for record in [router.record, party.record] {
      record.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    }
    router.record.setEntry(.indicate, routeReceiveEntry)
    router.record.setEntry(.complete, routeCompleteEntry)
    router.record.setEntry(.return, routeReturnEntry)
    router.record.setLoanEntry(routeLoanEntry)
    party.record.setEntry(.indicate, holdEntry)
    party.record.setEntry(.return, childrenBackEntry)
    party.accept(.indicate, .return, .complete, .send)
    router.accept(.indicate, .complete, .return)
  }

  /// True if the parents of derived lists and the copies are all back.
  var isIdle: Bool { party.record.ledger(.receive).pointee.held == 0 }

  /// Hands received lists to whoever wants them, in the giver's name.
  func route(
    _ chain: consuming NetBufferChain,
    from: UnsafeMutablePointer<nd_party>,
    port: UInt32,
    flags: UInt32
  ) {
    var rest = chain
    // A looped-back copy may be unwanted even so; while none is out nothing has to be looked at.
    if bindings.count == 1, bindings[0].wantsEverything, party.record.away(.receive) == 0 {
      from.handOff(rest, to: bindings[0].party.record, edge: .indicate, port: port, flags: flags)
      return
    }
    // Runs of lists that go to the same bindings stay together and in order.
    while let first = rest.first {
      let wanted = takers(of: first)
      var run = 0
      var isSame = true
      rest.forEach { list in
        guard isSame else { return }
        if run == 0 || takers(of: list) == wanted { run += 1 } else { isSame = false }
      }
      let piece = rest.split(run)
      switch wanted.nonzeroBitCount {
      case 1:
        let binding = bindings[wanted.trailingZeroBitCount]
        from.handOff(piece, to: binding.party.record, edge: .indicate, port: port, flags: flags)
      default:
        from.handOff(piece, to: party.record, edge: .indicate, port: port, flags: flags)
      }
    }
  }

  /// One bit for each binding whose packet filter wants the list.
  private func takers(of list: NetBufferList) -> UInt64 {
    var mask: UInt64 = 0
    for index in 0..<min(bindings.count, 64) where bindings[index].wants(list) {
      mask |= 1 << UInt64(index)
    }
    return mask
  }

  /// Lists that reach NDIS itself: nobody wants them, or several do.
  fileprivate func hold(_ chain: consuming NetBufferChain, port: UInt32, flags: UInt32) {
    var rest = chain
    var unwanted = NetBufferChain()
    let children = bindings.map { _ in NetBufferChainBox() }
    while !rest.isEmpty {
      var one = rest.split(1)
      guard let list = one.first else { break }
      let wanted = takers(of: list)
      var made = 0
      for index in 0..<bindings.count where wanted & (1 << UInt64(index)) != 0 {
        guard var child = try? deriver.clone(list, copying: .receive) else { continue }
        child.copyCoalescing(of: list)
        child.markMade(at: router.record)
        children[index].append(child)
        made += 1
      }
      if made == 0 {
        let (reason, cause) = refusal(of: one, wanted)
        party.record.end(
          &one,
          .dropped,
          .receive,
          reason: reason.rawValue,
          cause: cause.rawValue
        )
        unwanted.append(one)
      } else {
        // Its children carry it on: the parent is held as a raw record until the last is back.
        party.record.end(&one, .delivered, .receive)
        _ = one.release()
      }
    }
    if !unwanted.isEmpty { party.record.pass(unwanted, .return) }
    noteCopies(at: router.record)
    for index in bindings.indices {
      var chain = children[index].take()
      guard !chain.isEmpty else { continue }
      party.record.begin(&chain, .receive, relation: .derived)
      party.record.handOff(
        chain,
        to: bindings[index].party.record,
        edge: .indicate,
        port: port,
        flags: flags
      )
    }
  }

  /// Derived lists and copies come back; a parent without children goes on to the miniport.
  fileprivate func childrenBack(_ chain: consuming NetBufferChain) {
    var all = chain
    party.record.welcomeHome(all, .receive)
    let derived = all.partition { $0.isDerived }
    party.record.free(all, .receive)
    var parents = NetBufferChain()
    deriver.free(derived, .receive) { parents.append(NetBufferChain(adopting: $0.unlinked)) }
    if !parents.isEmpty { party.record.pass(parents, .return) }
  }

  /// Sorts finished sends to the bindings that made them, in the giver's name.
  fileprivate func routeComplete(
    _ chain: consuming NetBufferChain,
    from: UnsafeMutablePointer<nd_party>,
    flags: UInt32
  ) {
    var rest = chain
    for binding in adapter.bindings where !rest.isEmpty {
      let own = rest.partition(source: binding.party.record)
      if !own.isEmpty {
        from.handOff(own, to: binding.party.record, edge: .complete, flags: flags)
      }
    }
    guard let list = rest.first else { return }
    adapter.stack.report(
      .sourceHandleChanged,
      party: from.pointee.id,
      journey: list.journey,
      "\(rest.count) completed lists carry a source handle of no open binding"
    )
    adapter.stack.park(rest.release())
  }

  /// Hands returned lists to NDIS if it made them up here, else down the stack, in the giver's name.
  fileprivate func routeReturn(
    _ chain: consuming NetBufferChain,
    from: UnsafeMutablePointer<nd_party>,
    flags: UInt32
  ) {
    var rest = chain
    let own = takeMade(&rest, at: router.record)
    if !own.isEmpty { from.handOff(own, to: party.record, edge: .return, flags: flags) }
    guard !rest.isEmpty, let lower = party.record.next(.return) else { return }
    from.handOff(rest, to: lower, edge: .return, flags: flags)
  }

  /// Takes the lists that NDIS made at `place` out of a chain that is on its way down.
  func takeMade(
    _ chain: inout NetBufferChain,
    at place: UnsafeMutablePointer<nd_party>
  ) -> NetBufferChain {
    guard party.record.away(.receive) > 0 else { return NetBufferChain() }
    let source = UnsafeMutableRawPointer(party.record)
    let place = UnsafeMutableRawPointer(place)
    return chain.partition {
      $0.record.pointee.SourceHandle == source && $0.record.pointee.MiniportReserved.0 == place
    }
  }

  /// Remembers that lists of NDIS will come back to `place`.
  private func noteCopies(at place: UnsafeMutablePointer<nd_party>) {
    guard place.pointee.flags & UInt32(ND_PARTY_COPIES) == 0 else { return }
    place.pointee.flags |= UInt32(ND_PARTY_COPIES)
    adapter.rebuildPath()
  }

  /// Copies lists that may not be kept, and indicates the copies in NDIS's own name.
  ///
  /// - `place`: where the copies are made; they go no lower on their way back.
  /// - `toSender`: a looped copy goes to the binding that sent it, too.
  /// - `isWanted`: true for the lists to copy.
  func indicateCopies(
    of chain: borrowing NetBufferChain,
    at place: UnsafeMutablePointer<nd_party>,
    to target: UnsafeMutablePointer<nd_party>,
    port: UInt32,
    flags: UInt32,
    loopback: Bool,
    toSender: Bool = false,
    where isWanted: (NetBufferList) -> Bool = { _ in true }
  ) {
    // A party without a return handler is passed by on the way down.
    var place = place
    if !place.hasEntry(.return), let lower = place.next(.return) {
      place = lower
      while place.pointee.flags & UInt32(ND_PARTY_ROUTER) != 0, let next = place.next(.return) {
        place = next
      }
    }
    noteCopies(at: place)
    var made = NetBufferChain()
    chain.forEach { list in
      guard isWanted(list) else { return }
      var copy = copies.allocate(1, dataLength: min(list.totalLength, 9_216))
      guard let target = copy.first, let source = list.firstBuffer,
        let buffer = target.firstBuffer, buffer.dataLength == list.totalLength
      else {
        party.record.free(copy, .receive)
        return
      }
      copy.edit { editor in
        if let space = editor.mutableStart(buffer.dataLength) { _ = source.copyBytes(to: space) }
        for slot in InfoSlots.receive.slots where !loopback {
          editor.setInfo(slot, list.info(slot))
        }
        editor.setFlags(loopback ? list.flags | NBLFlags.isLoopbackPacket.rawValue : list.flags)
      }
      target.descend(from: list.journey)
      target.record.pointee.MiniportReserved.1 =
        loopback && !toSender ? list.record.pointee.SourceHandle : nil
      made.append(copy)
    }
    guard !made.isEmpty else { return }
    made.markMade(at: place)
    party.record.begin(&made, .receive, relation: .copied)
    party.record.handOff(made, to: target, edge: .indicate, port: port, flags: flags)
  }
}

extension NetBufferChain {
  /// What a binding sees of a coalesced unit does not depend on how many there are.
  fileprivate mutating func copyCoalescing(of list: NetBufferList) {
    for slot in [InfoSlot.segmentCoalescing, .timestampDelta] where list.info(slot) != 0 {
      write { $0.setInfo(slot, list.info(slot)) }
    }
  }

  /// Notes on each list where NDIS made it.
  fileprivate func markMade(at place: UnsafeMutablePointer<nd_party>) {
    forEach { $0.record.pointee.MiniportReserved.0 = UnsafeMutableRawPointer(place) }
  }
}

/// A chain that can stand in a table while it is being built.
private final class NetBufferChainBox {
  private var chain = NetBufferChain()

  func append(_ other: consuming NetBufferChain) {
    chain.append(other)
  }

  func take() -> NetBufferChain {
    chain.takeAll()
  }
}

extension UnsafeMutablePointer<NET_BUFFER_LIST> {
  /// The list cut loose from whatever it was linked to.
  fileprivate var unlinked: Self {
    pointee.Next = nil
    return self
  }
}

@inline(__always)
private func withLayer(
  _ party: UnsafeMutablePointer<nd_party>?,
  _ body: (InterfaceLayer) -> Void
) {
  guard let object = party?.pointee.object else { return }
  Unmanaged<InterfaceLayer>.fromOpaque(object)._withUnsafeGuaranteedRef(body)
}

private let routeReceiveEntry: nd_entry = { party, from, chain, port, flags in
  guard let chain, let from else { return }
  withLayer(party) { $0.route(NetBufferChain(taking: chain), from: from, port: port, flags: flags) }
}

private let routeCompleteEntry: nd_entry = { party, from, chain, _, flags in
  guard let chain, let from else { return }
  withLayer(party) { $0.routeComplete(NetBufferChain(taking: chain), from: from, flags: flags) }
}

/// A loan at the top: one binding that can borrow gets it, everyone else gets copies.
private let routeLoanEntry: nd_entry = { party, from, chain, port, flags in
  guard let chain, let from else { return }
  withLayer(party) { layer in
    var loan = NetBufferChain(taking: chain)
    if layer.bindings.count == 1, layer.bindings[0].wantsEverything,
      from.lend(&loan, to: layer.bindings[0].party.record, port: port, flags: flags)
    {
      chain.pointee = loan.release()
      return
    }
    from.noteLoanCopied(loan)
    layer.indicateCopies(
      of: loan,
      at: layer.router.record,
      to: layer.router.record,
      port: port,
      flags: flags & ~ReceiveFlags.resources.rawValue,
      loopback: false
    )
    chain.pointee = loan.release()
  }
}

private let routeReturnEntry: nd_entry = { party, from, chain, _, flags in
  guard let chain, let from else { return }
  withLayer(party) { $0.routeReturn(NetBufferChain(taking: chain), from: from, flags: flags) }
}

private let holdEntry: nd_entry = { party, _, chain, port, flags in
  guard let chain else { return }
  withLayer(party) { $0.hold(NetBufferChain(taking: chain), port: port, flags: flags) }
}

private let childrenBackEntry: nd_entry = { party, _, chain, _, _ in
  guard let chain else { return }
  withLayer(party) { $0.childrenBack(NetBufferChain(taking: chain)) }
}
