public import CNDIS

/// Lists linked in order, owned: the only way in which packets change hands.
///
/// A chain is consumed exactly once: handed to a party, appended to another chain, or freed to its pool. A chain that
/// goes out of scope with lists in it is parked by the stack and reported as lost.
///
///     head ─▶ A ─▶ B ─▶ C ◀─ tail        count 3
///
/// - C: chain of `NET_BUFFER_LIST`
@frozen
public struct NetBufferChain: ~Copyable {
  @usableFromInline var record: nd_chain

  /// An empty chain.
  @inlinable
  public init() {
    record = nd_chain()
  }

  /// Takes the lists out of a raw chain and leaves it empty.
  @inlinable
  public init(taking raw: UnsafeMutablePointer<nd_chain>) {
    record = raw.pointee
    raw.pointee = nd_chain()
  }

  /// Gives the lists up as a raw chain; the caller answers for them from here on.
  @inlinable
  public consuming func release() -> nd_chain {
    let raw = record
    discard self
    return raw
  }

  deinit {
    if record.head != nil {
      reportLost(record)
    }
  }

  /// Number of lists.
  @inlinable
  public var count: Int { Int(record.count) }

  /// Bytes of data of all lists.
  @inlinable
  public var byteCount: UInt64 { record.bytes }

  /// True if there is no list in it.
  @inlinable
  public var isEmpty: Bool { record.head == nil }

  /// The first list.
  @inlinable
  public var first: NetBufferList? { record.head.map { NetBufferList($0) } }

  /// Calls `body` with each list, in order.
  @inlinable
  public func forEach(_ body: (NetBufferList) -> Void) {
    var next = record.head
    while let list = next {
      next = list.pointee.Next
      body(NetBufferList(list))
    }
  }

  /// Lets `body` write each list, in order; the chain no longer equals what was recorded of it.
  ///
  /// Byte totals follow what the body did to the lengths.
  @inlinable
  public mutating func edit(_ body: (borrowing ListEditor) -> Void) {
    record.recorded_at = 0
    var bytes: UInt64 = 0
    var next = record.head
    while let list = next {
      next = list.pointee.Next
      let handle = NetBufferList(list)
      body(ListEditor(handle))
      bytes &+= UInt64(handle.totalLength)
    }
    record.bytes = bytes
  }

  /// Lets `body` write bytes and information of each list, in order, where no length changes.
  ///
  /// Cheaper than `edit`, because the byte total stays as it is.
  @inlinable
  public mutating func write(_ body: (borrowing ListEditor) -> Void) {
    record.recorded_at = 0
    var next = record.head
    while let list = next {
      next = list.pointee.Next
      body(ListEditor(NetBufferList(list)))
    }
  }

  /// Adds the lists of `other` at the end.
  ///
  /// Takes constant time.
  ///
  ///     before  A→B  and  C→D        after  A→B→C→D
  @inlinable
  public mutating func append(_ other: consuming NetBufferChain) {
    let raw = other.release()
    guard let head = raw.head else { return }
    guard let tail = record.tail else {
      record = raw
      return
    }
    tail.pointee.Next = head
    if raw.pool != record.pool { record.pool = nil }
    if raw.first_journey != record.first_journey &+ UInt64(record.count) {
      record.first_journey = 0
    }
    record.tail = raw.tail
    record.count &+= raw.count
    record.bytes &+= raw.bytes
    record.recorded_at = 0
  }

  /// Removes and returns the first `count` lists, or all if there are fewer.
  ///
  /// Takes time in proportion to `count`; the whole chain takes constant time.
  ///
  ///     before  A→B→C→D   split 2     returns A→B, leaves C→D
  @inlinable
  public mutating func split(_ count: Int) -> NetBufferChain {
    guard count > 0, let head = record.head else { return NetBufferChain() }
    if count >= Int(record.count) {
      let all = record
      record = nd_chain()
      return NetBufferChain(raw: all)
    }
    var taken = nd_chain()
    taken.head = head
    var last = head
    var bytes = UInt64(NetBufferList(head).totalLength)
    var number: UInt32 = 1
    while number < UInt32(count), let next = last.pointee.Next {
      last = next
      bytes &+= UInt64(NetBufferList(next).totalLength)
      number &+= 1
    }
    record.head = last.pointee.Next
    record.count &-= number
    record.bytes &-= bytes
    record.recorded_at = 0
    last.pointee.Next = nil
    taken.tail = last
    taken.count = number
    taken.bytes = bytes
    taken.pool = record.pool
    taken.first_journey = record.first_journey
    if record.first_journey != 0 { record.first_journey &+= UInt64(number) }
    return NetBufferChain(raw: taken)
  }

  @inlinable
  init(raw: nd_chain) {
    record = raw
  }

  /// Takes everything out and leaves the chain empty.
  @inlinable
  public mutating func takeAll() -> NetBufferChain {
    let all = record
    record = nd_chain()
    return NetBufferChain(raw: all)
  }
}

/// Tells the stack that owns the lists that nobody handed them on.
@usableFromInline
func reportLost(_ raw: nd_chain) {
  guard let head = raw.head,
    let pool = head.pointee.NdisPoolHandle?.assumingMemoryBound(to: nd_pool.self),
    let stack = pool.pointee.stack, let lost = stack.pointee.lost
  else { return }
  var chain = raw
  lost(stack, &chain)
}
