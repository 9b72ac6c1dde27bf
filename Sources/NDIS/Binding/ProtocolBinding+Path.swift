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
    party.record.begin(&chain, .transmit, relation: relation)
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

  /// Gives received lists back that the protocol could not use, with a reason.
  public func drop(
    _ chain: consuming NetBufferChain,
    reason: DropReason,
    cause: CauseID = .none
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
  public func pauseWhenHome() -> Completion {
    if party.record.away(.transmit) == 0 { return .success }
    pausesWhenHome = true
    return .pending
  }

  func checkHome() {
    guard pausesWhenHome, party.record.away(.transmit) == 0 else { return }
    pausesWhenHome = false
    pauseComplete()
  }
}
