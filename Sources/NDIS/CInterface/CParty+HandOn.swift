import CNDIS
import DataPath
import Kernel

/// What a driver in C does with lists, with both ledgers kept.
extension CParty {
  /// Hands lists on along `edge`: its own begin their journey, packets that go no further end.
  func handOn(
    _ head: UnsafeMutablePointer<NET_BUFFER_LIST>?,
    _ edge: Edge,
    _ function: CFunction,
    port: UInt32,
    flags: UInt32
  ) {
    var rest = depart(head, .handOn(edge), function)
    while let first = rest.first {
      let kind = kind(of: first, edge)
      var run = 0
      var isSame = true
      rest.forEach { list in
        guard isSame else { return }
        if run == 0 || self.kind(of: list, edge) == kind { run += 1 } else { isSame = false }
      }
      var piece = rest.split(run)
      settle(&piece, kind, edge, function)
      passedOn(piece, to: edge)
      record.pass(piece, edge, port: port, flags: flags)
    }
  }

  /// How a run of lists is accounted for.
  enum Kind: Equatable {
    /// Started by this party; the relation to the parents set on them.
    case begins(Relation?)
    /// Goes on, forward or home.
    case passes
    /// Goes back without having been passed on; the reason for which it was dropped, nil if it was consumed.
    case ends(DropReason?, status: Int32)
  }

  private func kind(of list: NetBufferList, _ edge: Edge) -> Kind {
    let flags = list.prefix.pointee.flags
    if edge.isForward {
      let isHome = flags & UInt32(ND_LIST_AWAY) == 0
      let isOwn =
        list.record.pointee.SourceHandle == handle || list.prefix.pointee.home == record.pointee.id
      guard isOwn, isHome else { return .passes }
      return .begins(list.prefix.pointee.parent_journey == 0 ? nil : .cloned)
    }
    guard flags & UInt32(ND_LIST_ARRIVED) != 0 else { return .passes }
    switch role {
    case .protocol: return .ends(nil, status: 0)
    case .miniport where list.status == 0: return .ends(nil, status: 0)
    default:
      return .ends(
        DropReason(completedWith: list.status),
        status: edge == .complete ? list.status : 0
      )
    }
  }

  private func settle(
    _ piece: inout NetBufferChain,
    _ kind: Kind,
    _ edge: Edge,
    _ function: CFunction
  ) {
    switch kind {
    case .begins(let relation):
      checkSource(piece)
      moveCreation(piece, to: edge.direction)
      record.begin(&piece, edge.direction, relation: relation)
    case .passes: break
    case .ends(let reason?, let status):
      record.end(
        &piece,
        .dropped,
        edge.direction,
        reason: reason.rawValue,
        cause: endCause(edge, status, function).rawValue
      )
    case .ends(nil, _):
      record.end(&piece, role == .miniport ? .left : .delivered, edge.direction)
    }
  }

  /// The status a list is completed with, or that it goes back without having been passed on, and the call that does it.
  private func endCause(_ edge: Edge, _ status: Int32, _ function: CFunction) -> CauseID {
    let subject =
      edge == .complete
      ? "\(driverName) completed it with \(NDISStatus(rawValue: status).symbol)"
      : "\(driverName) returned it without indicating it"
    return stack.causes.intern(Cause(subject, source: .call(function.name)))
  }

  private func checkSource(_ piece: borrowing NetBufferChain) {
    piece.forEach { list in
      guard list.record.pointee.SourceHandle != handle else { return }
      report(
        .wrongSourceHandle,
        journey: list.journey,
        "a list of its own is started without its source handle"
      )
    }
  }

  /// A list counts in the direction it travels; a pool of C does not know which that will be.
  private func moveCreation(_ piece: borrowing NetBufferChain, to direction: Direction) {
    var moved: UInt64 = 0
    piece.forEach { list in
      guard list.direction != direction else { return }
      list.prefix.pointee.direction = direction.rawValue
      moved += 1
    }
    guard moved > 0 else { return }
    let other = record.ledger(direction == .transmit ? .receive : .transmit)
    let ledger = record.ledger(direction)
    other.pointee.created &-= moved
    other.pointee.held &-= moved
    ledger.pointee.created &+= moved
    ledger.pointee.held &+= moved
  }

  /// Without a verifier nobody else writes down who holds the lists now.
  private func passedOn(_ piece: borrowing NetBufferChain, to edge: Edge) {
    let isVerified = record.pointee.stack?.pointee.check != nil
    let taker = record.next(edge)?.pointee.id ?? 0
    piece.forEach { list in
      list.prefix.pointee.flags &= ~UInt32(ND_LIST_ARRIVED)
      if !isVerified { list.prefix.pointee.owner = taker }
    }
  }

  /// Lends lists upward; they are in the driver's hands again when this returns.
  func lendOn(
    _ head: UnsafeMutablePointer<NET_BUFFER_LIST>?,
    _ function: CFunction,
    port: UInt32,
    flags: UInt32,
    party: Party
  ) {
    var chain = depart(head, .lend, function)
    guard let first = chain.first else { return }
    let kind = kind(of: first, .indicate)
    settle(&chain, kind, .indicate, function)
    chain.forEach { $0.prefix.pointee.flags &= ~UInt32(ND_LIST_ARRIVED) }
    stack.lend(&chain, from: party, port: port, flags: ReceiveFlags(rawValue: flags))
    if case .begins = kind { record.welcomeHome(chain, .receive) }
    let id = record.pointee.id
    chain.forEach { list in
      list.prefix.pointee.owner = id
      if case .begins = kind { list.prefix.pointee.flags &= ~UInt32(ND_LIST_AWAY) }
      // What was compared and recorded once is not a change any more.
      if list.prefix.pointee.shadow != nil {
        Shadow.save(list)
        Shadow.saveRest(list)
      }
    }
    let raw = chain.release()
    if isInnermostBatch(raw), let last = batches.indices.last {
      batches[last].recordedAt = raw.recorded_at
      batches[last].recorded = raw.recorded
    }
  }
}

extension DropReason {
  /// The reason that a completion status names; `driverGaveNoReason` where it names none.
  init(completedWith status: Int32) {
    switch NDISStatus(rawValue: status) {
    case .paused: self = .paused
    case .sendAborted: self = .sendAborted
    case .resetInProgress: self = .resetInProgress
    case .invalidLength: self = .invalidLength
    case .resources: self = .noResources
    case .mediaDisconnected: self = .mediaDisconnected
    default: self = .driverGaveNoReason
    }
  }
}
