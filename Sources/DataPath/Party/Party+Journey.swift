public import CNDIS

extension UnsafeMutablePointer<nd_party> {
  /// Begins the journey of lists this party originates: identity, birth, source handle, fate ledger.
  ///
  /// - Parameters:
  ///   - chain: lists this party holds; it stays the holder.
  ///   - direction: ledger in which they are born.
  ///   - relation: why the lists have the parents that are set on them, or nil if they have none.
  @inlinable
  public func begin(
    _ chain: inout NetBufferChain,
    _ direction: Direction,
    relation: Relation? = nil
  ) {
    guard let stack = pointee.stack, chain.record.head != nil else { return }
    var journey = stack.pointee.next_journey
    let mask = stack.pointee.sample_mask
    let handle = UnsafeMutableRawPointer(self)
    let identity = pointee.id
    var next = chain.record.head
    var sampled: UInt64 = 0
    while let list = next {
      next = list.pointee.Next
      if list.pointee.SourceHandle != handle {
        list.pointee.SourceHandle = handle
        nd_list_alter(list)
      }
      let prefix = nd_list_prefix(list)
      prefix.pointee.journey = journey
      prefix.pointee.owner = identity
      prefix.pointee.seen_level = 0
      let chosen: UInt32 = journey & mask == 0 ? UInt32(ND_LIST_SAMPLED) : 0
      sampled &+= chosen == 0 ? 0 : 1
      prefix.pointee.flags =
        prefix.pointee.flags & ~UInt32(ND_LIST_SAMPLED | ND_LIST_ENDED) | UInt32(ND_LIST_AWAY)
        | chosen
      journey &+= 1
    }
    chain.record.first_journey = stack.pointee.next_journey
    stack.pointee.next_journey = journey
    stack.pointee.recorded_births &+= sampled
    chain.record.recorded_at = 0
    countBorn(&chain, direction.rawValue)
    if let relation, pointee.level != 0 { recordBirth(stack, self, chain.record, relation) }
  }

  @inlinable
  func countBorn(_ chain: inout NetBufferChain, _ direction: UInt8) {
    let count = UInt64(chain.record.count)
    awayCounts[Int(direction & 1)] &+= count
    let ledger = ledger(direction)
    ledger.pointee.born &+= count
    ledger.pointee.inside &+= count
    ledger.pointee.bytes_in &+= chain.record.bytes
  }

  /// Notes that lists this party originated are home again.
  @inlinable
  public func welcomeHome(_ chain: borrowing NetBufferChain, _ direction: Direction) {
    awayCounts[Int(direction.rawValue)] &-= UInt64(chain.record.count)
  }

  /// Notes that `count` lists this party originated are home again, in a chain with others.
  public func welcomeHome(count: UInt64, _ direction: Direction) {
    awayCounts[Int(direction.rawValue)] &-= count
  }

  /// Ends the way of lists that are inside this party.
  ///
  /// - Parameters:
  ///   - chain: lists inside this party; it stays the holder and has to hand them home or free them.
  ///   - fate: what became of them.
  ///   - direction: ledger that counts the end.
  ///   - reason: raw drop reason; meaningful for `dropped` only.
  ///   - cause: the rule or value behind a drop, 0 if there is none to name.
  @inlinable
  public func end(
    _ chain: inout NetBufferChain,
    _ fate: Fate,
    _ direction: Direction,
    reason: UInt16 = 0,
    cause: UInt32 = 0
  ) {
    guard chain.record.head != nil else { return }
    let count = UInt64(chain.record.count)
    let ledger = ledger(direction)
    ledger.pointee.inside &-= count
    switch fate {
    case .delivered:
      ledger.pointee.delivered &+= count
      ledger.pointee.bytes_out &+= chain.record.bytes
    case .dropped:
      ledger.pointee.dropped &+= count
      if let drops = pointee.drops, reason < UInt16(ND_DROP_REASONS) {
        drops[Int(reason)] &+= count
      }
    case .merged:
      ledger.pointee.merged &+= count
    case .left:
      ledger.pointee.left &+= count
      ledger.pointee.bytes_out &+= chain.record.bytes
    }
    guard let stack = pointee.stack else { return }
    if pointee.level != 0 {
      recordFate(stack, self, fate, &chain.record, reason: reason, cause: cause)
    }
    if let ended = stack.pointee.ended {
      ended(stack, self, UInt32(fate.rawValue), &chain.record, UInt32(reason), cause)
    }
  }

  /// Frees lists to the pools they came from; this party must hold them.
  ///
  /// Lists of one pool go back as they are linked; with the verifier on, and after a driver in C had them, each is
  /// marked free, so that a late use is noticed.
  @inlinable
  public func free(_ chain: consuming NetBufferChain, _ direction: Direction) {
    let raw = chain.release()
    guard raw.head != nil else { return }
    let ledger = ledger(direction)
    ledger.pointee.freed &+= UInt64(raw.count)
    ledger.pointee.held &-= UInt64(raw.count)
    if let pool = raw.pool, let tail = raw.tail, pointee.stack?.pointee.check == nil {
      pool.take(raw.head, tail, raw.count)
      return
    }
    var next = raw.head
    while let head = next {
      guard let pool = head.pointee.NdisPoolHandle?.assumingMemoryBound(to: nd_pool.self) else {
        return
      }
      var tail = head
      var run: UInt32 = 1
      nd_list_prefix(head).pointee.flags = 0
      next = head.pointee.Next
      while let list = next, list.pointee.NdisPoolHandle == head.pointee.NdisPoolHandle {
        nd_list_prefix(list).pointee.flags = 0
        tail = list
        run &+= 1
        next = list.pointee.Next
      }
      pool.take(head, tail, run)
    }
  }
}

extension UnsafeMutablePointer<nd_pool> {
  /// Puts a run of its lists on the free list.
  @inlinable
  func take(
    _ head: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ tail: UnsafeMutablePointer<NET_BUFFER_LIST>,
    _ count: UInt32
  ) {
    tail.pointee.Next = pointee.free
    pointee.free = head
    pointee.available &+= count
    pointee.linked &+= count
    pointee.frees &+= UInt64(count)
  }
}

/// Notes that the lists pass through a driver in C, which may write their information slots unseen.
@usableFromInline
func markForeign(_ raw: inout nd_chain) {
  raw.pool = nil
  raw.first_journey = 0
  var next = raw.head
  while let list = next {
    nd_list_prefix(list).pointee.used_slots = UInt32.max
    next = list.pointee.Next
  }
}

/// Remembers on each list that its way has an end; the verifier asks for it.
public let markEnded: nd_ended = { _, _, _, chain, _, _ in
  var next = chain?.pointee.head
  while let list = next {
    nd_list_prefix(list).pointee.flags |= UInt32(ND_LIST_ENDED)
    next = list.pointee.Next
  }
}
