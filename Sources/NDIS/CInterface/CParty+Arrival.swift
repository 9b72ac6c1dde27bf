import CNDIS
import DataPath
import Kernel

/// Lists on their way into the hands of a driver in C.
extension CParty {
  /// Takes a chain out of `raw` and notes each list before C code sees it.
  ///
  /// - Returns: the first list and the number of lists.
  func arrive(
    _ raw: UnsafeMutablePointer<nd_chain>,
    _ edge: Edge,
    isLoan: Bool = false
  ) -> (UnsafeMutablePointer<NET_BUFFER_LIST>?, UInt32) {
    let head = raw.pointee.head
    var batch = Batch(
      edge: edge,
      start: arrivals.count,
      count: 0,
      recordedAt: raw.pointee.recorded_at,
      recorded: raw.pointee.recorded,
      isLoan: isLoan
    )
    let id = record.pointee.id
    let isVerified = record.pointee.stack?.pointee.check != nil
    let level = record.pointee.level
    var own: UInt64 = 0
    var next = head
    while let list = next {
      next = list.pointee.Next
      let prefix = nd_list_prefix(list)
      prefix.pointee.owner = id
      if edge.isForward {
        prefix.pointee.flags |= UInt32(ND_LIST_ARRIVED)
      } else if list.pointee.SourceHandle == handle {
        prefix.pointee.flags &= ~UInt32(ND_LIST_AWAY)
        own += 1
      }
      if isLoan { prefix.pointee.flags |= UInt32(ND_LIST_LENT) }
      // The verifier has just saved the list; without it a copy is needed once bytes or geometry are recorded.
      if !isVerified {
        if level >= 2 || prefix.pointee.seen_level >= 2 {
          Shadow.save(NetBufferList(list))
        } else {
          prefix.pointee.shadow = nil
        }
      }
      Shadow.saveRest(NetBufferList(list))
      arrivals.append(list)
    }
    // The entries of miniports and protocols, whose returning lists are all their own, have counted them.
    if own > 0, role == .filter { record.welcomeHome(count: own, edge.direction) }
    batch.count = arrivals.count - batch.start
    batches.append(batch)
    let count = raw.pointee.count
    if !isLoan { raw.pointee = nd_chain() }
    return (head, count)
  }

  /// Forgets the innermost batch after the driver's handler has returned.
  func endBatch() {
    guard let batch = batches.popLast() else { return }
    arrivals.removeLast(arrivals.count - batch.start)
  }

  /// Restores a loan after the borrower's handler has returned, and ends the packets it did not pass on.
  func endLoan(_ raw: UnsafeMutablePointer<nd_chain>) {
    guard let batch = batches.last else { return }
    let lists = arrivals[batch.start..<batch.start + batch.count]
    var isRestored = true
    var isUnchanged = true
    var dropped = nd_chain()
    for index in lists.indices {
      let list = lists[index]
      let following = index + 1 < lists.endIndex ? lists[index + 1] : nil
      if list.pointee.Next != following { isRestored = false }
      if !compare(list) { isUnchanged = false }
      let prefix = nd_list_prefix(list)
      prefix.pointee.flags &= ~UInt32(ND_LIST_LENT)
      if prefix.pointee.flags & UInt32(ND_LIST_ARRIVED) != 0 {
        prefix.pointee.flags &= ~UInt32(ND_LIST_ARRIVED)
        list.pointee.Next = nil
        append(list, to: &dropped)
      }
    }
    if !isRestored {
      report(
        .loanKept,
        journey: lists.first.map { NetBufferList($0).journey } ?? 0,
        "the chain lent under RESOURCES came back with other links than it had"
      )
    }
    if dropped.head != nil { endLent(&dropped) }
    raw.pointee = nd_chain()
    for list in lists {
      list.pointee.Next = nil
      append(list, to: &raw.pointee)
    }
    if isUnchanged { keepRecord(&raw.pointee) }
    endBatch()
  }

  /// Packets lent to a filter that it did not pass on end here; a protocol's entry notes that it consumed them.
  private func endLent(_ raw: inout nd_chain) {
    guard role == .filter else { return }
    var chain = NetBufferChain(taking: &raw)
    let cause = stack.causes.intern(
      Cause(
        "\(driverName) did not indicate what was lent to it under NDIS_RECEIVE_FLAGS_RESOURCES",
        source: .call("FilterReceiveNetBufferLists")
      )
    )
    record.end(
      &chain,
      .dropped,
      .receive,
      reason: DropReason.driverGaveNoReason.rawValue,
      cause: cause.rawValue
    )
    _ = chain.release()
  }

  /// Links a list to the end of a chain and counts it.
  func append(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>, to chain: inout nd_chain) {
    if let tail = chain.tail { tail.pointee.Next = list } else { chain.head = list }
    chain.tail = list
    chain.count += 1
    chain.bytes += UInt64(NetBufferList(list).totalLength)
  }
}
