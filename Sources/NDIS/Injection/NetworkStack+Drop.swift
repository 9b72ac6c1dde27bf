public import DataPath
public import Kernel

extension NetworkStack {
  /// Ends lists that a party was handed before its driver sees them, and hands them home in its name.
  ///
  /// - Parameters:
  ///   - chain: lists that the party holds.
  ///   - party: who holds them: a miniport, a filter module or a binding.
  ///   - edge: the way they came; only packets on their way forward can be dropped.
  ///   - reason: why.
  ///   - cause: the rule or value behind it.
  public func drop(
    _ chain: consuming NetBufferChain,
    at party: UInt32,
    edge: Edge,
    reason: DropReason,
    cause: CauseID
  ) {
    guard let record = parties[party]?.record else { return }
    switch injectionPlace(party) {
    case .miniport(let adapter)?:
      adapter.dropSend(chain, reason: reason, cause: cause, status: .failure)
    case .filter(let module)? where edge == .send:
      module.dropSend(chain, reason: reason, cause: cause, status: .failure)
    case .filter(let module)?:
      module.dropReceive(chain, reason: reason, cause: cause)
    case .binding(let binding)?:
      binding.drop(chain, reason: reason, cause: cause)
    case nil:
      var chain = chain
      record.end(
        &chain,
        .dropped,
        edge.direction,
        reason: reason.rawValue,
        cause: cause.rawValue
      )
      record.pass(chain, edge == .send ? .complete : .return)
    }
  }
}
