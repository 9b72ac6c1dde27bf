import CNDIS
public import DataPath
public import Kernel

/// What a protocol driver does with packets.
extension ProtocolBinding {
  /// Sends lists of its own; they come back through `sendComplete`.
  ///
  /// - C: `NdisSendNetBufferLists`
  public func send(
    _ chain: consuming NetBufferChain,
    relation: Relation? = nil,
    port: UInt32 = 0,
    flags: SendFlags = []
  ) {
    var chain = chain
    guard isOpen else {
      stack.report(.staleHandle, party: party.id, "lists are sent after the binding was closed")
      return party.record.free(chain, .transmit)
    }
    party.record.begin(&chain, .transmit, relation: relation)
    if port != 0, !adapter.mayUse(port: port, "a send", party: party.id) {
      chain.edit { $0.setStatus(NDISStatus.invalidPort.rawValue) }
      party.record.end(
        &chain,
        .dropped,
        .transmit,
        reason: DropReason.portInactive.rawValue,
        cause: adapter.portCause(port).rawValue
      )
      party.record.welcomeHome(chain, .transmit)
      return driver.sendComplete(chain, on: self, flags: [])
    }
    party.record.pass(chain, .send, port: port, flags: flags.rawValue)
  }

  /// Gives received lists back: their data is consumed.
  ///
  /// - C: `NdisReturnNetBufferLists`
  @inline(__always)
  public func returnReceived(_ chain: consuming NetBufferChain, flags: ReturnFlags = []) {
    var chain = chain
    party.record.end(&chain, .delivered, .receive)
    party.record.pass(chain, .return, flags: flags.rawValue)
  }

  /// Gives received lists back that the protocol could not use, with a reason and the rule or value behind it.
  public func drop(
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

  /// Frees lists it holds to the pools they came from.
  public func free(_ chain: consuming NetBufferChain, _ direction: Direction = .transmit) {
    party.record.free(chain, direction)
  }

  /// Asks everyone below to complete queued sends of this binding that carry the cancel id.
  ///
  /// Best effort: each list still completes exactly once.
  ///
  /// - C: `NdisCancelSendNetBufferLists` · Source: network/canceling-a-send-operation
  public func cancelSends(withID id: UInt64) {
    adapter.cancelSends(withID: id, below: adapter.filters.count)
  }

  /// Answers a pause: done at once, or when every send is home.
  public func pauseWhenHome() -> Completion { finishPauseWhenHome() }

  var isHome: Bool { party.record.away(.transmit) == 0 }

  var whatIsOut: String { "\(party.record.away(.transmit)) of its sends are still out" }
}
