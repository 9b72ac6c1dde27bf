import CNDIS
public import DataPath
public import Kernel

/// What a filter driver does with packets.
extension FilterModule {
  /// Passes lists from above on toward the miniport.
  ///
  /// - C: `NdisFSendNetBufferLists`
  @inline(__always)
  public func send(_ chain: consuming NetBufferChain, port: UInt32 = 0, flags: SendFlags = []) {
    party.record.pass(chain, .send, port: port, flags: flags.rawValue)
  }

  /// Passes finished sends on toward their originator.
  ///
  /// - C: `NdisFSendNetBufferListsComplete`
  @inline(__always)
  public func completeSend(_ chain: consuming NetBufferChain, flags: SendCompleteFlags = []) {
    party.record.pass(chain, .complete, flags: flags.rawValue)
  }

  /// Passes received lists on toward the protocols.
  ///
  /// - C: `NdisFIndicateReceiveNetBufferLists`
  @inline(__always)
  public func indicate(
    _ chain: consuming NetBufferChain,
    port: UInt32 = 0,
    flags: ReceiveFlags = []
  ) {
    party.record.pass(chain, .indicate, port: port, flags: flags.rawValue)
  }

  /// Passes returned lists on toward the miniport.
  ///
  /// - C: `NdisFReturnNetBufferLists`
  @inline(__always)
  public func returnReceived(_ chain: consuming NetBufferChain, flags: ReturnFlags = []) {
    party.record.pass(chain, .return, flags: flags.rawValue)
  }

  /// Lends lists on (RESOURCES); they are back when the call returns.
  public func indicateLoan(_ chain: inout NetBufferChain, port: UInt32, flags: ReceiveFlags) {
    stack.lend(&chain, from: party, port: port, flags: flags)
  }

  /// Sends lists of its own.
  ///
  /// They come back through `completeSend`; take them out with `takeOwn`.
  public func originateSend(
    _ chain: consuming NetBufferChain,
    relation: Relation? = nil,
    port: UInt32 = 0,
    flags: SendFlags = []
  ) {
    guard mayOriginate("sent") else { return party.record.free(chain, .transmit) }
    var chain = chain
    party.record.begin(&chain, .transmit, relation: relation)
    party.record.pass(chain, .send, port: port, flags: flags.rawValue)
  }

  /// Indicates lists of its own.
  ///
  /// They come back through `returnReceived`; take them out with `takeOwn`.
  public func originateReceive(
    _ chain: consuming NetBufferChain,
    relation: Relation? = nil,
    port: UInt32 = 0,
    flags: ReceiveFlags = []
  ) {
    guard mayOriginate("indicated") else { return party.record.free(chain, .receive) }
    var chain = chain
    party.record.begin(&chain, .receive, relation: relation)
    party.record.pass(chain, .indicate, port: port, flags: flags.rawValue)
  }

  /// False, with a finding, while the module is being attached: it has no place in a path yet.
  private func mayOriginate(_ what: String) -> Bool {
    guard isAttaching else { return true }
    stack.report(.sendFromAttach, party: party.id, "lists are \(what) from FilterAttach")
    return false
  }

  /// Takes the lists that this module originated out of a chain that is on its way home.
  public func takeOwn(_ chain: inout NetBufferChain, _ direction: Direction) -> NetBufferChain {
    let own = chain.partition(source: party.record)
    party.record.welcomeHome(own, direction)
    return own
  }

  /// Frees lists it holds to the pools they came from.
  public func free(_ chain: consuming NetBufferChain, _ direction: Direction) {
    party.record.free(chain, direction)
  }

  /// Ends packets on their way down, with a reason, and completes them toward their originator.
  ///
  /// - Parameters:
  ///   - chain: lists the module holds; ownership moves up the stack.
  ///   - reason: why they go no further.
  ///   - cause: the rule or value behind it; see `NetworkStack.causes`.
  ///   - status: result the originator sees.
  public func dropSend(
    _ chain: consuming NetBufferChain,
    reason: DropReason,
    cause: CauseID,
    status: NDISStatus = .success
  ) {
    var chain = chain
    chain.edit { $0.setStatus(status.rawValue) }
    party.record.end(
      &chain,
      .dropped,
      .transmit,
      reason: reason.rawValue,
      cause: cause.rawValue
    )
    party.record.pass(chain, .complete)
  }

  /// Ends packets on their way up, with a reason, and returns them toward the miniport.
  public func dropReceive(
    _ chain: consuming NetBufferChain,
    reason: DropReason,
    cause: CauseID
  ) {
    var chain = chain
    party.record.end(
      &chain,
      .dropped,
      .receive,
      reason: reason.rawValue,
      cause: cause.rawValue
    )
    party.record.pass(chain, .return)
  }

  /// Answers a pause: done at once, or when every list it originated or holds is home.
  public func pauseWhenHome() -> Completion { finishPauseWhenHome() }

  /// True if nothing of others is here and nothing of its own is away.
  ///
  /// A driver in C may keep lists of its own that are at home.
  var isHome: Bool {
    let record = party.record
    return record.away(.transmit) == 0 && record.away(.receive) == 0
      && record.ledger(.transmit).pointee.held == foreign?.ownListsHeld(.transmit) ?? 0
      && record.ledger(.receive).pointee.held == foreign?.ownListsHeld(.receive) ?? 0
  }

  /// True if it has no list at all.
  var holdsNothing: Bool {
    let record = party.record
    return isHome && record.ledger(.transmit).pointee.held == 0
      && record.ledger(.receive).pointee.held == 0
  }

  var whatIsOut: String {
    let record = party.record
    return "\(record.away(.transmit) + record.away(.receive)) of its own lists are away and it "
      + "holds \(record.ledger(.transmit).pointee.held + record.ledger(.receive).pointee.held)"
  }
}
