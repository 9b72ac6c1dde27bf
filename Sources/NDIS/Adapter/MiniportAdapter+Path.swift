import CNDIS
public import DataPath
public import Kernel

/// What a miniport driver does with packets.
extension MiniportAdapter {
  /// Indicates received lists; they come back through `returnReceived` of the driver.
  ///
  /// - Parameters:
  ///   - chain: lists of the driver's own pools; ownership moves up the stack.
  ///   - relation: why the lists have the parents set on them, nil if they have none.
  ///   - port: NDIS port number, 0 for the default port.
  ///   - flags: receive flags, without RESOURCES; `indicateLoan` is for that.
  /// - C: `NdisMIndicateReceiveNetBufferLists`
  public func indicate(
    _ chain: consuming NetBufferChain,
    relation: Relation? = nil,
    port: UInt32 = 0,
    flags: ReceiveFlags = []
  ) {
    if port != 0, !mayUse(port: port, "a receive", party: party.id) {
      return dropReceived(
        chain,
        relation: relation,
        reason: .portInactive,
        cause: portCause(port)
      )
    }
    var chain = chain
    party.record.begin(&chain, .receive, relation: relation)
    party.record.pass(chain, .indicate, port: port, flags: flags.rawValue)
  }

  /// Indicates lists that `NetBufferListPool.originate` of a pool of this adapter has begun.
  ///
  /// - C: `NdisMIndicateReceiveNetBufferLists`
  public func indicate(begun chain: consuming NetBufferChain, flags: ReceiveFlags = []) {
    party.record.pass(chain, .indicate, flags: flags.rawValue)
  }

  /// Indicates lists that the driver keeps: lent for the length of the call (RESOURCES).
  ///
  /// Drivers above that cannot borrow get copies made by NDIS.
  public func indicateLoan(
    _ chain: inout NetBufferChain,
    port: UInt32 = 0,
    flags: ReceiveFlags = []
  ) {
    party.record.begin(&chain, .receive)
    stack.lend(&chain, from: party, port: port, flags: flags.union(.resources))
    party.record.welcomeHome(chain, .receive)
  }

  /// Completes sends that went out on the medium.
  ///
  /// - C: `NdisMSendNetBufferListsComplete`
  public func completeSend(_ chain: consuming NetBufferChain, flags: SendCompleteFlags = []) {
    var chain = chain
    party.record.end(&chain, .left, .transmit)
    party.record.pass(chain, .complete, flags: flags.rawValue)
    if pausesWhenHome { checkHome() }
  }

  /// Completes sends that did not go out, with a reason and the rule or value behind it.
  ///
  /// - `isDiscard`: count them as ifOutDiscards; false if the driver counts them otherwise.
  public func dropSend(
    _ chain: consuming NetBufferChain,
    reason: DropReason,
    cause: CauseID,
    status: NDISStatus,
    isDiscard: Bool = true
  ) {
    var chain = chain
    if isDiscard { statistics.count(discarded: UInt64(chain.count), .transmit) }
    chain.edit { $0.setStatus(status.rawValue) }
    party.record.end(
      &chain,
      .dropped,
      .transmit,
      reason: reason.rawValue,
      cause: cause.rawValue
    )
    party.record.pass(chain, .complete)
    if pausesWhenHome { checkHome() }
  }

  /// Drops packets that came in from the medium before anyone above saw them, and frees their lists.
  ///
  /// - `cause`: the rule or value behind the reason.
  /// - `isDiscard`: count them as ifInDiscards; false if the driver counts them otherwise.
  public func dropReceived(
    _ chain: consuming NetBufferChain,
    relation: Relation? = nil,
    reason: DropReason,
    cause: CauseID,
    isDiscard: Bool = true
  ) {
    var chain = chain
    if isDiscard { statistics.count(discarded: UInt64(chain.count), .receive) }
    party.record.begin(&chain, .receive, relation: relation)
    party.record.end(
      &chain,
      .dropped,
      .receive,
      reason: reason.rawValue,
      cause: cause.rawValue
    )
    party.record.welcomeHome(chain, .receive)
    party.record.free(chain, .receive)
  }

  /// Ends a packet that came in from the medium and that the adapter itself was meant for or dealt with; gives its journey.
  public func consumeReceived(
    _ chain: consuming NetBufferChain,
    relation: Relation? = nil
  ) -> UInt64 {
    var chain = chain
    party.record.begin(&chain, .receive, relation: relation)
    let journey = chain.first?.journey ?? 0
    party.record.end(&chain, .delivered, .receive)
    party.record.welcomeHome(chain, .receive)
    party.record.free(chain, .receive)
    return journey
  }

  /// Frees lists it holds to the pools they came from.
  public func free(_ chain: consuming NetBufferChain, _ direction: Direction) {
    party.record.free(chain, direction)
  }

  /// Answers a pause: done at once, or when every list it indicated is back and every send is completed.
  public func pauseWhenHome() -> Completion { finishPauseWhenHome() }

  var isHome: Bool {
    let record = party.record
    return record.away(.receive) == 0 && record.ledger(.transmit).pointee.held == 0
  }

  var whatIsOut: String {
    "\(party.record.away(.receive)) indicated lists are out and "
      + "\(party.record.ledger(.transmit).pointee.held) sends are not completed"
  }

  // MARK: Loopback

  /// True if a send may have to be looped back by NDIS.
  @inline(__always)
  func mayLoop(_ flags: UInt32) -> Bool {
    interfaceLayer?.needsLoopback == true
      || flags & SendFlags.checkForLoopback.rawValue != 0
  }

  /// Copies what some binding of this machine wants to see of its own sends, and indicates it from the bottom.
  ///
  /// Source: network/looping-back-ndis-packets
  func loopBack(_ chain: borrowing NetBufferChain, port: UInt32, flags: UInt32) {
    guard let interface = interfaceLayer, let next = party.record.next(.indicate) else { return }
    let checks = flags & SendFlags.checkForLoopback.rawValue != 0
    guard checks || interface.needsLoopback else { return }
    let hasReceivingFilter = next != interface.router.record
    interface.indicateCopies(
      of: chain,
      at: party.record,
      to: next,
      port: port,
      flags: 0,
      loopback: true,
      toSender: checks
    ) { list in
      // Where no filter could see it, a copy that only the sender wants is not made.
      let source = hasReceivingFilter || checks ? nil : list.record.pointee.SourceHandle
      return self.bindings.contains {
        UnsafeMutableRawPointer($0.party.record) != source && $0.wants(list, ignoringSource: true)
      }
    }
  }

  /// Gives NDIS back what it made at a filter's place.
  ///
  /// Not inlined: the frame of the hand-off it is rarely called from stays small.
  @inline(never)
  func takeBackCopies(_ chain: inout NetBufferChain, at place: UnsafeMutablePointer<nd_party>) {
    guard let interface = interfaceLayer else { return }
    let made = interface.takeMade(&chain, at: place)
    if !made.isEmpty { interface.takeBack(made, from: place) }
  }

  /// Takes NDIS's own looped copies out of lists on their way home.
  func takeLooped(_ chain: inout NetBufferChain) {
    guard let interface = interfaceLayer,
      interface.party.record.away(.receive) > 0
    else { return }
    let looped = chain.partition(source: interface.party.record)
    if !looped.isEmpty { interface.takeBack(looped, from: party.record) }
  }
}

extension NetworkStack {
  /// Lends lists to the next party above, or indicates copies where it cannot borrow.
  func lend(
    _ chain: inout NetBufferChain,
    from party: Party,
    port: UInt32,
    flags: ReceiveFlags
  ) {
    guard let target = party.record.next(.indicate), !chain.isEmpty else { return }
    let lent = flags.union(.resources)
    // A loan lent on stays a loan after the inner one has ended.
    let wasLent = chain.first.map { $0.prefix.pointee.flags & UInt32(ND_LIST_LENT) != 0 } ?? false
    markLent(chain, true)
    if party.record.lend(&chain, to: target, port: port, flags: lent.rawValue) {
      markLent(chain, wasLent)
      return
    }
    markLent(chain, wasLent)
    guard let layer = parties[party.adapterID].flatMap({ adapter(of: $0) })?.interfaceLayer else {
      return
    }
    party.record.noteLoanCopied(chain)
    layer.indicateCopies(
      of: chain,
      at: party.record,
      to: target,
      port: port,
      flags: flags.subtracting(.resources).rawValue,
      loopback: false
    )
  }

  private func markLent(_ chain: borrowing NetBufferChain, _ isLent: Bool) {
    guard verifier != nil else { return }
    chain.forEach { list in
      if isLent {
        list.prefix.pointee.flags |= UInt32(ND_LIST_LENT)
      } else {
        list.prefix.pointee.flags &= ~UInt32(ND_LIST_LENT)
      }
    }
  }

  func adapter(of party: Party) -> MiniportAdapter? {
    adapters.first { $0.party.id == party.adapterID }
  }
}

extension UnsafeMutablePointer<nd_party> {
  /// The original of a loan that went up as a copy ends here, delivered to NDIS.
  func noteLoanCopied(_ chain: borrowing NetBufferChain) {
    let ledger = ledger(.receive)
    ledger.pointee.inside &-= UInt64(chain.count)
    ledger.pointee.delivered &+= UInt64(chain.count)
    ledger.pointee.bytes_out &+= chain.byteCount
  }
}
