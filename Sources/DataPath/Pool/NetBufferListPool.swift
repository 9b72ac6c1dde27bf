public import CNDIS
public import Kernel

/// A fixed number of lists, each with a buffer, a descriptor and its bytes in one slot.
///
/// Allocation takes a linked run off the free list and never grows the pool; the engine thread only. The pool must
/// outlive its lists: `outstanding` is 0 before it goes.
///
/// - C: `NdisAllocateNetBufferListPool` · Source: network/net-buffer-list-pools
public final class NetBufferListPool {
  /// What `NdisPoolHandle` of its lists points to.
  public let record: UnsafeMutablePointer<nd_pool>
  private let arena: MemoryArena

  /// Maps the memory of every list at once.
  ///
  /// - Parameters:
  ///   - owner: the party that creates lists from this pool.
  ///   - direction: ledger its lists are created in.
  ///   - capacity: lists.
  ///   - dataSize: bytes of data storage per list, `backfill` included; 0 for lists over other lists' bytes.
  ///   - backfill: unused bytes in front of the data at allocation.
  /// - Throws: `MemoryError` if the host has no memory for them.
  public init(
    owner: UnsafeMutablePointer<nd_party>,
    direction: Direction,
    capacity: Int,
    dataSize: Int,
    backfill: Int = 0
  ) throws(MemoryError) {
    let dataBytes = (dataSize + 63) & ~63
    // An odd number of cache lines: the same line of many slots is not in the same set.
    let stride = (((MemoryLayout<nd_slot>.stride + 63) & ~63) + dataBytes) | 64
    arena = try MemoryArena(capacity: max(64, capacity * stride))
    let slots = try arena.allocate(bytes: max(64, capacity * stride))
    record = .allocate(capacity: 1)
    record.initialize(to: nd_pool())
    record.pointee.magic = ND_POOL_MAGIC
    record.pointee.stack = owner.pointee.stack
    record.pointee.owner = owner
    record.pointee.capacity = UInt32(capacity)
    record.pointee.available = UInt32(capacity)
    record.pointee.data_size = UInt32(dataBytes)
    record.pointee.backfill = UInt32(min(backfill, dataBytes))
    record.pointee.direction = UInt32(direction.rawValue)
    record.pointee.has_buffer = 1
    record.pointee.slots = slots.assumingMemoryBound(to: UInt8.self)
    record.pointee.stride = UInt64(stride)
    record.pointee.next_pool = owner.pointee.stack?.pointee.pools
    owner.pointee.stack?.pointee.pools = record
  }

  deinit {
    record.unlink()
    record.pointee.magic = 0
    record.deallocate()
  }

  /// Lists handed out and not yet freed.
  public var outstanding: Int { Int(record.pointee.capacity - record.pointee.available) }

  /// Allocates up to `count` lists whose data is `dataLength` bytes with undefined contents.
  ///
  /// - Returns: fewer lists, maybe none, when the pool runs out; the shortage is counted in `failures`.
  @inlinable
  public func allocate(_ count: Int, dataLength: Int = 0) -> NetBufferChain {
    DataPath.allocate(from: record, count, dataLength: UInt32(truncatingIfNeeded: dataLength))
  }

  /// Allocates up to `count` lists, begins their journeys at the pool's owner, and lets `fill` write each, in one pass.
  ///
  /// What `allocate`, `begin` and `write` do one after the other, for a party that hands the lists on at once. The body
  /// changes no length and allocates nothing from this pool.
  ///
  /// - Parameters:
  ///   - count: lists, fewer if the pool runs out.
  ///   - dataLength: bytes of data of each.
  ///   - written: how many of them, from the start, `fill` writes.
  ///   - fill: gets each list and those bytes of it.
  /// - Returns: the lists, on their way; to be handed on by the pool's owner.
  @inlinable
  @inline(__always)
  public func originate(
    _ count: Int,
    dataLength: Int,
    writing written: Int = 0,
    _ fill: (borrowing ListEditor, UnsafeMutableRawBufferPointer) -> Void
  ) -> NetBufferChain {
    DataPath.originate(
      from: record,
      count,
      dataLength: UInt32(truncatingIfNeeded: dataLength),
      written: UInt32(truncatingIfNeeded: max(0, written)),
      fill
    )
  }

  /// Every list that is handed out, for the verifier's census; not for the data path.
  public func forEachOutstanding(_ body: (NetBufferList) -> Void) {
    record.forEachOutstanding(body)
  }
}

extension UnsafeMutablePointer<nd_pool> {
  /// Every list that is handed out; not for the data path.
  public func forEachOutstanding(_ body: (NetBufferList) -> Void) {
    // A batch that was freed as a whole kept its marks.
    var free = pointee.free
    while let list = free {
      nd_list_prefix(list).pointee.flags = 0
      free = list.pointee.Next
    }
    guard let slots = pointee.slots else { return }
    for index in 0..<Int(pointee.carved) {
      let place = UnsafeMutableRawPointer(slots + index * Int(pointee.stride))
      let slot = place.assumingMemoryBound(to: nd_slot.self)
      if slot.pointee.prefix.flags & UInt32(ND_LIST_ALLOCATED) != 0 {
        body(NetBufferList(slot.list))
      }
    }
  }

  /// Takes the pool out of its stack's list; does nothing once the stack is gone.
  fileprivate func unlink() {
    guard let stack = pointee.stack else { return }
    if stack.pointee.pools == self {
      stack.pointee.pools = pointee.next_pool
      return
    }
    var next = stack.pointee.pools
    while let pool = next {
      next = pool.pointee.next_pool
      if next == self { pool.pointee.next_pool = pointee.next_pool }
    }
  }
}

extension UnsafeMutablePointer<nd_stack> {
  /// Every list that was handed out by a pool of the stack and is not back in it; not for the data path.
  public func forEachOutstanding(_ body: (NetBufferList) -> Void) {
    var next = pointee.pools
    while let pool = next {
      pool.forEachOutstanding(body)
      next = pool.pointee.next_pool
    }
  }

  /// Lets go of the pools before the record goes: some outlive it.
  public func releasePools() {
    while let pool = pointee.pools {
      pointee.pools = pool.pointee.next_pool
      pool.pointee.stack = nil
      pool.pointee.next_pool = nil
    }
  }
}

extension UnsafeMutablePointer<nd_slot> {
  @inlinable
  var list: UnsafeMutablePointer<NET_BUFFER_LIST> {
    (UnsafeMutableRawPointer(self) + Int(nd_slot_list_offset)).assumingMemoryBound(
      to: NET_BUFFER_LIST.self
    )
  }

  @inlinable
  var buffer: UnsafeMutablePointer<NET_BUFFER> {
    (UnsafeMutableRawPointer(self) + Int(nd_slot_buffer_offset)).assumingMemoryBound(
      to: NET_BUFFER.self
    )
  }

  @inlinable
  var mdl: UnsafeMutablePointer<MDL> {
    (UnsafeMutableRawPointer(self) + Int(nd_slot_mdl_offset)).assumingMemoryBound(to: MDL.self)
  }

  @inlinable
  var shadow: UnsafeMutablePointer<nd_shadow> {
    (UnsafeMutableRawPointer(self) + Int(nd_slot_shadow_offset)).assumingMemoryBound(
      to: nd_shadow.self
    )
  }
}
