import CNDIS
import DataPath
import Kernel

/// The checks of one hand-off.
let verifierEntry: nd_hand_off_check = { stack, from, to, edge, chain, flags in
  guard let object = stack?.pointee.object, let from, let to, let chain,
    let edge = Edge(rawValue: UInt8(edge))
  else { return }
  // A stack stays until its hand-offs have returned.
  Unmanaged<NetworkStack>.fromOpaque(object)._withUnsafeGuaranteedRef { stack in
    stack.verifier?.check(from: from, to: to, edge: edge, chain: chain, flags: flags)
  }
}

extension Verifier {
  func check(
    from: UnsafeMutablePointer<nd_party>,
    to: UnsafeMutablePointer<nd_party>,
    edge: Edge,
    chain: UnsafeMutablePointer<nd_chain>,
    flags: UInt32
  ) {
    examined += 1
    checkLedgers(from, to, edge)
    checkLevel(from, edge)
    let giver = from.pointee.id
    let taker = to.pointee.id
    let isNDIS = from.pointee.role == Party.Role.interface.rawValue
    let milliseconds = UInt32(truncatingIfNeeded: machine.now.nanoseconds / 1_000_000)
    var claims = ChainClaims(edge, flags)
    var count: UInt32 = 0
    var next = chain.pointee.head
    while let record = next {
      next = record.pointee.Next
      count += 1
      if count > chain.pointee.count {
        finding(
          .chainLoop,
          giver,
          record,
          "the chain is longer than its count of \(chain.pointee.count)"
        )
        return
      }
      let list = NetBufferList(record)
      let prefix = list.prefix
      if prefix.pointee.flags & UInt32(ND_LIST_ALLOCATED) == 0 {
        finding(edge.again, giver, record, "a list that was already freed is handed on")
      } else if prefix.pointee.owner != giver {
        finding(
          edge.again,
          giver,
          record,
          "party \(giver) hands on a list that party \(prefix.pointee.owner) holds"
        )
      }
      checkForward(list, from: from, edge: edge, isNDIS: isNDIS)
      checkShape(list, giver: giver, edge: edge)
      if edge.isForward { checkClaims(list, giver: giver, isNDIS: isNDIS, &claims) }
      checkMarks(list, giver: from)
      visit(list, from: giver, to: to, edge: edge)
      prefix.pointee.owner = taker
      Shadow.save(list)
      prefix.pointee.shadow?.pointee.since = milliseconds
    }
    if count != chain.pointee.count {
      stack.report(
        .chainLoop,
        party: giver,
        "the chain holds \(count) lists, its count says \(chain.pointee.count)"
      )
    }
  }

  private func finding(
    _ rule: VerifierRule,
    _ party: UInt32,
    _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ detail: String
  ) {
    report(rule, party: party, journey: NetBufferList(list).journey, detail)
  }

  private func checkLedgers(
    _ from: UnsafeMutablePointer<nd_party>,
    _ to: UnsafeMutablePointer<nd_party>,
    _ edge: Edge
  ) {
    checkLedger(from, edge.direction)
    checkLedger(to, edge.direction)
  }

  private func checkLedger(_ party: UnsafeMutablePointer<nd_party>, _ direction: Direction) {
    let ledger = party.ledger(direction)
    guard !ledger.pointee.isBalanced else { return }
    report(
      .ledgerUnbalanced,
      party: party.pointee.id,
      journey: 0,
      "the \(direction) ledger does not balance: \(ledger.pointee)"
    )
  }

  private func checkLevel(_ from: UnsafeMutablePointer<nd_party>, _ edge: Edge) {
    let level = machine.currentIRQL
    if level > .dispatch {
      report(
        .irqlTooHigh,
        party: from.pointee.id,
        journey: 0,
        "a \(edge) call was made at \(level), above DISPATCH_LEVEL"
      )
    }
  }

  /// Rules for packets on their way: who may start them, in what state, under what loan.
  private func checkForward(
    _ list: NetBufferList,
    from: UnsafeMutablePointer<nd_party>,
    edge: Edge,
    isNDIS: Bool
  ) {
    let giver = from.pointee.id
    if edge == .return, list.prefix.pointee.flags & UInt32(ND_LIST_LENT) != 0,
      from.pointee.flags & UInt32(ND_PARTY_FOREIGN) != 0
    {
      finding(
        .returnUnderResources,
        giver,
        list.record,
        "a list lent under RESOURCES is returned"
      )
    }
    if list.record.pointee.ChildRefCount > 0, !isNDIS, list.isFirstReport {
      finding(
        .parentPassedOnEarly,
        giver,
        list.record,
        "a list with \(list.record.pointee.ChildRefCount) children out is handed on"
      )
    }
    guard edge.isForward, !isNDIS else { return }
    if edge == .indicate, list.bufferCount != 1, list.isFirstReport {
      finding(
        .multipleBuffersPerReceivedList,
        giver,
        list.record,
        "an Ethernet receive has \(list.bufferCount) buffers"
      )
    }
    let isOwn = list.record.pointee.SourceHandle == UnsafeMutableRawPointer(from)
    guard isOwn, let problem = originationProblem(from, edge) else { return }
    finding(problem.0, giver, list.record, problem.1)
  }

  /// The version of the driver behind a party; nil for NDIS itself.
  private func version(of party: UnsafeMutablePointer<nd_party>) -> NDISVersion? {
    guard let object = party.pointee.object else { return nil }
    switch Party.Role(rawValue: party.pointee.role) {
    case .filter?:
      return Unmanaged<FilterModule>.fromOpaque(object).takeUnretainedValue().component.ndisVersion
    case .miniport?:
      return Unmanaged<MiniportAdapter>.fromOpaque(object).takeUnretainedValue().component
        .ndisVersion
    case .protocol?:
      return Unmanaged<ProtocolBinding>.fromOpaque(object).takeUnretainedValue().component
        .ndisVersion
    default: return nil
    }
  }

  private func originationProblem(
    _ from: UnsafeMutablePointer<nd_party>,
    _ edge: Edge
  ) -> (
    VerifierRule, String
  )? {
    guard let object = from.pointee.object else { return nil }
    switch Party.Role(rawValue: from.pointee.role) {
    case .filter?:
      let module = Unmanaged<FilterModule>.fromOpaque(object).takeUnretainedValue()
      if module.isAttaching { return (.sendFromAttach, "lists are started from FilterAttach") }
      guard module.state != .running else { return nil }
      return (
        edge == .send ? .sendWhilePausedByFilter : .indicateWhilePaused,
        "lists are started in state \(module.state.displayName)"
      )
    case .miniport?:
      let adapter = Unmanaged<MiniportAdapter>.fromOpaque(object).takeUnretainedValue()
      guard adapter.state != .running, adapter.state != .restarting else { return nil }
      return (.indicateWhilePaused, "lists are indicated in state \(adapter.state.displayName)")
    case .protocol?:
      let binding = Unmanaged<ProtocolBinding>.fromOpaque(object).takeUnretainedValue()
      guard binding.state != .running else { return nil }
      return (.sendWhilePausedByProtocol, "lists are sent in state \(binding.state.displayName)")
    default: return nil
    }
  }

  private func checkShape(_ list: NetBufferList, giver: UInt32, edge: Edge) {
    if edge == .send, list.firstBuffer == nil, list.isFirstReport {
      finding(.emptySend, giver, list.record, "a list without a buffer is sent")
    }
    var isRight =
      list.record.pointee.ChildRefCount == 0 && list.firstBuffer != nil
      && (edge != .indicate || list.bufferCount == 1)
    var next = list.firstBuffer
    while let buffer = next {
      next = buffer.next
      if !buffer.isCurrentDescriptorConsistent {
        isRight = false
        if list.isFirstReport {
          finding(
            .staleCurrentMDL,
            giver,
            list.record,
            "CurrentMdl and its offset do not name DataOffset \(buffer.dataOffset)"
          )
        }
      } else if buffer.dataOffset + buffer.dataLength > buffer.capacity {
        isRight = false
        if list.isFirstReport {
          finding(
            .dataBeyondChain,
            giver,
            list.record,
            "the data window \(buffer.dataOffset)+\(buffer.dataLength) exceeds "
              + "\(buffer.capacity) bytes"
          )
        }
      }
    }
    if isRight { list.prefix.pointee.flags &= ~UInt32(ND_LIST_REPORTED) }
  }

  /// What was written must have been marked, else the recording would be wrong.
  private func checkMarks(_ list: NetBufferList, giver from: UnsafeMutablePointer<nd_party>) {
    let prefix = list.prefix
    guard prefix.pointee.shadow != nil else { return }
    let giver = from.pointee.id
    let seen = Shadow.difference(list)
    if seen.infoMask != 0, let version = version(of: from),
      seen.infoMask >> UInt32(version.infoSlotCount) != 0
    {
      finding(
        .laterFeature,
        giver,
        list.record,
        "a driver of NDIS \(version) has \(version.infoSlotCount) information slots and wrote "
          + "slots \(String(seen.infoMask, radix: 16)) (a bit for each)"
      )
    }
    if seen.sourceChanged {
      finding(
        .sourceHandleChanged,
        giver,
        list.record,
        "the source handle is not the one it came with"
      )
    }
    let unmarked = seen.marks & ~prefix.pointee.marks
    if unmarked != 0 {
      finding(
        .unmarkedChange,
        giver,
        list.record,
        "a write was not marked: kinds \(unmarked), slots \(String(seen.infoMask, radix: 16))"
      )
    }
  }

  /// Remembers how each party got a list, and compares when it gives it back.
  private func visit(
    _ list: NetBufferList,
    from giver: UInt32,
    to: UnsafeMutablePointer<nd_party>,
    edge: Edge
  ) {
    guard let buffer = list.firstBuffer else { return }
    if edge.isForward {
      if list.prefix.pointee.home == giver { list.prefix.pointee.flags &= ~UInt32(ND_LIST_MOVED) }
      Visits.push(
        list,
        party: to.pointee.id,
        length: UInt32(buffer.dataLength),
        offset: UInt32(buffer.dataOffset)
      )
      return
    }
    guard let before = Visits.pop(list, party: giver) else { return }
    let isKnown = list.prefix.pointee.flags & UInt32(ND_LIST_MOVED) != 0
    if !isKnown,
      before.origin != list.prefix.pointee.origin || before.length != UInt32(buffer.dataLength)
    {
      // Those who pass it on from here find it moved too, and did nothing.
      list.prefix.pointee.flags |= UInt32(ND_LIST_MOVED)
      finding(
        .retreatNotUndone,
        giver,
        list.record,
        "got \(before.length) bytes at \(before.origin), gives back \(buffer.dataLength) at "
          + "\(list.prefix.pointee.origin)"
      )
    }
  }
}

extension Edge {
  /// The rule that a second hand-off of the same list breaks.
  var again: VerifierRule {
    switch self {
    case .complete: .doubleSendCompletion
    case .return: .doubleReturn
    case .send, .indicate: .ownershipNotHeld
    }
  }
}

extension NetBufferList {
  /// True the first time it is asked of a list that is wrong: the parties that pass it on after that did nothing.
  fileprivate var isFirstReport: Bool {
    defer { prefix.pointee.flags |= UInt32(ND_LIST_REPORTED) }
    return prefix.pointee.flags & UInt32(ND_LIST_REPORTED) == 0
  }
}
