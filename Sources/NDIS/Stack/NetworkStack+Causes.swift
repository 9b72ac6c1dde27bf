public import Kernel
import Wire

/// What NDIS itself knows of the causes of drops.
extension NetworkStack {
  /// The number of a party's state as the cause of what it refuses in it; none for a party without a state.
  public func stateCause(ofParty id: UInt32) -> CauseID {
    guard let party = parties[id] else { return .none }
    return stateCause(of: party)
  }

  /// The number of a party's state as the cause of what it refuses in it; none for a party without a state.
  func stateCause(of party: Party) -> CauseID {
    guard let move = party.lastMove else { return .none }
    return causes.intern(
      seen: Cause("\(party.name) is \(move.state)", source: move.source),
      general: Cause("\(party.name) is \(move.state)", source: .operation("of its stack", at: nil))
    )
  }
}

extension MiniportAdapter {
  /// The number of the adapter's state as the cause of what it refuses in it.
  public var stateCause: CauseID { stack.stateCause(of: party) }

  /// The number of a port that is not active as the cause of what is refused on it.
  func portCause(_ number: UInt32) -> CauseID {
    let state = ports[number] == nil ? "does not exist" : "is not active"
    return stack.causes.intern(
      seen: Cause("port \(number) of \(name) \(state)", source: ports.source(of: number)),
      general: Cause("the port is not active on \(name)", source: .default)
    )
  }

  /// The number of a cancel id as the cause of the sends that were cancelled with it.
  public func cancelCause(_ id: UInt64) -> CauseID {
    stack.causes.intern(
      seen: Cause(
        "NetBufferListCancelId = 0x\(String(id, radix: 16))",
        source: .call("NdisCancelSendNetBufferLists")
      ),
      general: Cause("NetBufferListCancelId", source: .call("NdisCancelSendNetBufferLists"))
    )
  }
}

extension FilterModule {
  /// The number of the module's state as the cause of what it refuses in it.
  public var stateCause: CauseID { stack.stateCause(of: party) }
}

extension ProtocolBinding {
  /// The number of the binding's state as the cause of what it refuses in it.
  public var stateCause: CauseID { stack.stateCause(of: party) }
}
