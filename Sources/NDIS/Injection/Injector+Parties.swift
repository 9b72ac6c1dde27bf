import CNDIS
import DataPath

extension MiniportAdapter {
  /// The injector, made when it is first needed.
  func readyInjector() -> Injector {
    if let injector { return injector }
    let made = Injector(party)
    injector = made
    return made
  }

  /// Takes the engine's lists out of those that come home.
  func takeInjected(_ chain: inout NetBufferChain) {
    guard let injector, injector.outstanding > 0 else { return }
    let own = injector.takeOwn(&chain)
    guard !own.isEmpty else { return }
    injector.free(own, .receive)
    if injector.releasePause() { pauseComplete() }
  }
}

extension ProtocolBinding {
  /// The injector, made when it is first needed.
  func readyInjector() -> Injector {
    if let injector { return injector }
    let made = Injector(party)
    injector = made
    return made
  }

  /// Takes the engine's lists out of those that come home.
  func takeInjected(_ chain: inout NetBufferChain) {
    guard let injector, injector.outstanding > 0 else { return }
    let own = injector.takeOwn(&chain)
    guard !own.isEmpty else { return }
    injector.free(own, .transmit)
    if injector.releasePause() { pauseComplete() }
  }
}

extension FilterModule {
  /// The injector, made when it is first needed.
  ///
  /// From then on a router in front of the module sorts what comes home, so that the engine gets its own even where
  /// the driver has no handler.
  func readyInjector() -> Injector {
    if let injector { return injector }
    let router = stack.makeParty(
      .interface,
      name: "\(name) router",
      adapterID: adapter.party.id
    )
    router.record.pointee.flags |= UInt32(ND_PARTY_ROUTER)
    router.record.pointee.object = Unmanaged.passUnretained(self).toOpaque()
    router.record.setEntry(.complete, sortCompletedEntry)
    router.record.setEntry(.return, sortReturnedEntry)
    router.accept(.complete, .return)
    let made = Injector(party, router: router)
    injector = made
    adapter.rebuildPath()
    return made
  }

  /// Where lists that come home on `edge` are handed to; nil if nobody here wants them.
  func taker(_ edge: Edge) -> UnsafeMutablePointer<nd_party>? {
    if !edge.isForward, let router = injector?.router { return router.record }
    return party.record.hasEntry(edge) ? party.record : nil
  }

  /// Gives the engine its own lists and the driver, or who is next, all others, in the giver's name.
  fileprivate func sort(
    _ chain: consuming NetBufferChain,
    from: UnsafeMutablePointer<nd_party>,
    edge: Edge,
    port: UInt32,
    flags: UInt32
  ) {
    var rest = chain
    let record = party.record
    if let injector, injector.outstanding > 0 {
      let own = injector.takeOwn(&rest)
      if !own.isEmpty {
        // The module takes them as its ledger says, but the engine is who handles them.
        let handler = record.entry(edge)
        record.setEntry(edge, edge == .complete ? ownCompletedEntry : ownReturnedEntry)
        from.handOff(own, to: record, edge: edge, port: port, flags: flags)
        record.setEntry(edge, handler)
        if pausesWhenHome { checkHome() }
        if injector.releasePause() { pauseComplete() }
      }
    }
    guard !rest.isEmpty, let next = injector?.router?.record.next(edge) else { return }
    from.handOff(rest, to: next, edge: edge, port: port, flags: flags)
  }

  /// Tells the router where all other lists go: to the driver, or past it if it has no handler.
  func setRouter() {
    guard let router = injector?.router?.record else { return }
    for edge in [Edge.complete, .return] {
      router.setNext(
        edge,
        party.record.hasEntry(edge) ? party.record : party.record.next(edge)
      )
    }
  }
}

@inline(__always)
private func withModule(
  _ party: UnsafeMutablePointer<nd_party>?,
  _ body: (FilterModule) -> Void
) {
  guard let object = party?.pointee.object else { return }
  Unmanaged<FilterModule>.fromOpaque(object)._withUnsafeGuaranteedRef(body)
}

private let sortCompletedEntry: nd_entry = { party, from, chain, port, flags in
  guard let chain, let from else { return }
  withModule(party) {
    $0.sort(NetBufferChain(taking: chain), from: from, edge: .complete, port: port, flags: flags)
  }
}

private let sortReturnedEntry: nd_entry = { party, from, chain, port, flags in
  guard let chain, let from else { return }
  withModule(party) {
    $0.sort(NetBufferChain(taking: chain), from: from, edge: .return, port: port, flags: flags)
  }
}

private let ownCompletedEntry: nd_entry = { party, _, chain, _, _ in
  guard let chain else { return }
  withModule(party) { $0.injector?.free(NetBufferChain(taking: chain), .transmit) }
}

private let ownReturnedEntry: nd_entry = { party, _, chain, _, _ in
  guard let chain else { return }
  withModule(party) { $0.injector?.free(NetBufferChain(taking: chain), .receive) }
}
