public import CNDIS

extension UnsafeMutablePointer<nd_party> {
  /// Hands lists on to `target`: both ledgers, the verifier, the recorder, then the target's entry.
  ///
  /// One dynamic call for the batch. An empty chain does nothing; a target whose state refuses the edge answers through
  /// the stack's refusal.
  ///
  /// - Parameters:
  ///   - chain: lists this party holds; ownership moves to the target.
  ///   - target: the party that takes them.
  ///   - edge: which way they go; it also names the ledgers' direction.
  ///   - port: NDIS port number, 0 for the default port.
  ///   - flags: the send, receive, complete or return flags of the call.
  @inlinable
  public func handOff(
    _ chain: consuming NetBufferChain,
    to target: UnsafeMutablePointer<nd_party>,
    edge: Edge,
    port: UInt32 = 0,
    flags: UInt32 = 0
  ) {
    var raw = chain.release()
    guard raw.head != nil else { return }
    if target.pointee.flags & UInt32(ND_PARTY_ROUTER) != 0 {
      target.entries[Int(edge.rawValue)]?(target, self, &raw, port, flags)
      if raw.head != nil { reportLost(raw) }
      return
    }
    let count = UInt64(raw.count)
    let mine = ledger(edge.direction)
    let theirs = target.ledger(edge.direction)
    mine.pointee.given &+= count
    mine.pointee.held &-= count
    theirs.pointee.taken &+= count
    theirs.pointee.held &+= count
    theirs.pointee.batches &+= 1
    if edge.isForward {
      mine.pointee.left &+= count
      mine.pointee.inside &-= count
      mine.pointee.bytes_out &+= raw.bytes
      theirs.pointee.entered &+= count
      theirs.pointee.inside &+= count
      theirs.pointee.bytes_in &+= raw.bytes
    }
    guard let stack = pointee.stack else {
      reportLost(raw)
      return
    }
    if (pointee.flags | target.pointee.flags) & UInt32(ND_PARTY_FOREIGN) != 0 { markForeign(&raw) }
    if let check = stack.pointee.check {
      check(stack, self, target, UInt32(edge.rawValue), &raw, flags)
    }
    let level = Swift.max(pointee.level, target.pointee.level)
    if level != 0 {
      recordHop(stack, self, target, edge, &raw, level: level, port: port, flags: flags)
    }
    if target.pointee.accepts & (1 << edge.rawValue) != 0,
      let entry = target.entries[Int(edge.rawValue)]
    {
      entry(target, self, &raw, port, flags)
    } else {
      stack.pointee.refuse?(self, target, UInt32(edge.rawValue), &raw, port, flags)
    }
    if raw.head != nil { reportLost(raw) }
  }

  /// Hands lists on along `edge` to the next party that has a handler.
  @inlinable
  public func pass(
    _ chain: consuming NetBufferChain,
    _ edge: Edge,
    port: UInt32 = 0,
    flags: UInt32 = 0
  ) {
    guard let target = next(edge) else { return }
    handOff(chain, to: target, edge: edge, port: port, flags: flags)
  }

  /// Lends received lists to `target` for the length of the call (RESOURCES); they are back when it returns.
  ///
  /// The borrower gets and gives them in both ledgers, so custody balances at every instant.
  ///
  /// - Returns: false if the target has no entry for loans; then nothing happened and the caller must copy.
  @inlinable
  public func lend(
    _ chain: inout NetBufferChain,
    to target: UnsafeMutablePointer<nd_party>,
    port: UInt32,
    flags: UInt32
  ) -> Bool {
    guard chain.record.head != nil else { return true }
    if target.pointee.flags & UInt32(ND_PARTY_ROUTER) != 0 {
      guard let entry = target.pointee.loan_entry else { return false }
      entry(target, self, &chain.record, port, flags)
      return true
    }
    guard let entry = target.pointee.loan_entry,
      target.pointee.accepts & (1 << Edge.indicate.rawValue) != 0, let stack = pointee.stack
    else { return false }
    let count = UInt64(chain.record.count)
    let mine = ledger(.receive)
    let theirs = target.ledger(.receive)
    mine.pointee.given &+= count
    mine.pointee.held &-= count
    mine.pointee.left &+= count
    mine.pointee.inside &-= count
    mine.pointee.bytes_out &+= chain.record.bytes
    theirs.pointee.taken &+= count
    theirs.pointee.held &+= count
    theirs.pointee.entered &+= count
    theirs.pointee.inside &+= count
    theirs.pointee.bytes_in &+= chain.record.bytes
    theirs.pointee.batches &+= 1
    if (pointee.flags | target.pointee.flags) & UInt32(ND_PARTY_FOREIGN) != 0 {
      markForeign(&chain.record)
    }
    if let check = stack.pointee.check {
      check(stack, self, target, UInt32(Edge.indicate.rawValue), &chain.record, flags)
    }
    let level = Swift.max(pointee.level, target.pointee.level)
    if level != 0 {
      recordHop(
        stack,
        self,
        target,
        .indicate,
        &chain.record,
        level: level,
        port: port,
        flags: flags,
        loan: true
      )
    }
    entry(target, self, &chain.record, port, flags)
    let back = UInt64(chain.record.count)
    theirs.pointee.given &+= back
    theirs.pointee.held &-= back
    mine.pointee.taken &+= back
    mine.pointee.held &+= back
    if let check = stack.pointee.check {
      check(stack, target, self, UInt32(Edge.return.rawValue), &chain.record, flags)
    }
    if level != 0 {
      recordHop(
        stack,
        target,
        self,
        .return,
        &chain.record,
        level: level,
        port: port,
        flags: flags,
        loan: true
      )
    }
    return true
  }
}
