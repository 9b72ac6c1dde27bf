public import CNDIS

/// How many of `count` lists there are on the free list; the shortage is counted.
@inlinable
func available(_ pool: UnsafeMutablePointer<nd_pool>, _ count: Int) -> UInt32 {
  let wanted = UInt32(truncatingIfNeeded: max(0, count))
  let number = min(wanted, pool.pointee.available)
  if number < wanted { pool.pointee.failures &+= UInt64(wanted &- number) }
  if pool.pointee.linked < number { carve(pool, number) }
  return number
}

/// Takes a linked run of `count` lists off the free list and readies each.
@inlinable
func allocate(
  from pool: UnsafeMutablePointer<nd_pool>,
  _ count: Int,
  dataLength: UInt32
) -> NetBufferChain {
  let number = available(pool, count)
  guard number > 0, let owner = pool.pointee.owner else { return NetBufferChain() }
  let fresh = prefix(of: pool, owner: owner, flags: UInt32(ND_LIST_ALLOCATED))
  countCreated(pool, owner, number)
  return take(
    pool,
    number,
    dataLength: dataLength,
    prefix: fresh,
    journeys: (first: 0, step: 0)
  ) { _ in }
}

/// Takes lists as `allocate` does, begins their journeys as `begin` of the pool's owner does, and has `fill` write the
/// first `written` bytes of each, in one pass.
@inlinable
@inline(__always)
func originate(
  from pool: UnsafeMutablePointer<nd_pool>,
  _ count: Int,
  dataLength: UInt32,
  written: UInt32,
  _ fill: (borrowing ListEditor, UnsafeMutableRawBufferPointer) -> Void
) -> NetBufferChain {
  guard let owner = pool.pointee.owner, let stack = owner.pointee.stack else {
    return NetBufferChain()
  }
  let number = available(pool, count)
  guard number > 0 else { return NetBufferChain() }
  let mask = stack.pointee.sample_mask
  let chosen = mask == 0 ? UInt32(ND_LIST_SAMPLED) : 0
  let flags = UInt32(ND_LIST_ALLOCATED | ND_LIST_AWAY) | chosen
  let room = pool.pointee.data_size &- pool.pointee.backfill
  let count = min(written, dataLength, room)
  var fresh = prefix(of: pool, owner: owner, flags: flags)
  if count > 0 {
    fresh.dirty_high = Int32(truncatingIfNeeded: count)
    fresh.marks = UInt8(ND_MARK_BYTES)
  }
  countCreated(pool, owner, number)
  let first = stack.pointee.next_journey
  stack.pointee.next_journey = first &+ UInt64(number)
  // The data of a fresh list begins at the same place in each slot.
  let data = Int(pool.pointee.stride) &- Int(room) &- Int(nd_slot_list_offset)
  var chain = take(
    pool,
    number,
    dataLength: dataLength,
    prefix: fresh,
    journeys: (first: first, step: 1)
  ) { list in
    let bytes = UnsafeMutableRawBufferPointer(
      start: UnsafeMutableRawPointer(list) + data,
      count: Int(count)
    )
    fill(ListEditor(NetBufferList(list)), bytes)
  }
  stack.pointee.recorded_births &+= mask == 0 ? UInt64(number) : choose(chain, mask)
  chain.record.first_journey = first
  owner.countBorn(&chain, UInt8(truncatingIfNeeded: pool.pointee.direction))
  return chain
}

/// Chooses the lists of a sample, and counts them.
@usableFromInline
func choose(_ chain: borrowing NetBufferChain, _ mask: UInt64) -> UInt64 {
  var chosen: UInt64 = 0
  chain.forEach { list in
    guard list.journey & mask == 0 else { return }
    list.prefix.pointee.flags |= UInt32(ND_LIST_SAMPLED)
    chosen &+= 1
  }
  return chosen
}

/// What the prefix of each list of a run is to be.
@inlinable
func prefix(
  of pool: UnsafeMutablePointer<nd_pool>,
  owner: UnsafeMutablePointer<nd_party>,
  flags: UInt32
) -> nd_prefix {
  var fresh = nd_prefix()
  // A driver in C writes the slots itself, so its lists always count as used.
  fresh.used_slots = owner.pointee.flags & UInt32(ND_PARTY_FOREIGN) == 0 ? 0 : UInt32.max
  fresh.owner = owner.pointee.id
  fresh.home = owner.pointee.id
  fresh.flags = flags
  fresh.direction = UInt8(truncatingIfNeeded: pool.pointee.direction)
  return fresh
}

/// The part of a prefix that each allocation sets, but for the journey, in the pieces in which it is stored.
@inlinable
@inline(__always)
func pieces(_ prefix: nd_prefix) -> (UInt64, SIMD2<UInt64>, SIMD2<UInt64>) {
  withUnsafeBytes(of: prefix) { bytes in
    (
      bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self),
      bytes.loadUnaligned(fromByteOffset: 32, as: SIMD2<UInt64>.self),
      bytes.loadUnaligned(fromByteOffset: 48, as: SIMD2<UInt64>.self)
    )
  }
}

@inlinable
func countCreated(
  _ pool: UnsafeMutablePointer<nd_pool>,
  _ owner: UnsafeMutablePointer<nd_party>,
  _ number: UInt32
) {
  let ledger = owner.ledger(UInt8(truncatingIfNeeded: pool.pointee.direction))
  ledger.pointee.created &+= UInt64(number)
  ledger.pointee.held &+= UInt64(number)
  pool.pointee.allocations &+= UInt64(number)
}

/// Takes `number` lists, which there are, off the free list, readies each, and lets `body` have it.
///
/// While that goes on the pool is empty: a body that allocates from it gets only what came back meanwhile.
@inlinable
@inline(__always)
func take(
  _ pool: UnsafeMutablePointer<nd_pool>,
  _ number: UInt32,
  dataLength: UInt32,
  prefix: nd_prefix,
  journeys: (first: UInt64, step: UInt64),
  _ body: (UnsafeMutablePointer<NET_BUFFER_LIST>) -> Void
) -> NetBufferChain {
  guard let head = pool.pointee.free else { return NetBufferChain() }
  let left = (available: pool.pointee.available &- number, linked: pool.pointee.linked &- number)
  pool.pointee.free = nil
  pool.pointee.available = 0
  pool.pointee.linked = 0
  let length = min(dataLength, pool.pointee.data_size &- pool.pointee.backfill)
  let fresh = pieces(prefix)
  var journey = journeys.first
  var list = head
  var rest = number
  var following: UnsafeMutablePointer<NET_BUFFER_LIST>?
  while true {
    following = list.pointee.Next
    let used = nd_list_prefix(list).pointee.used_slots
    let place = UnsafeMutableRawPointer(nd_list_prefix(list))
    place.storeBytes(of: journey, toByteOffset: Int(nd_prefix_journey_offset), as: UInt64.self)
    place.storeBytes(of: fresh.0, toByteOffset: 24, as: UInt64.self)
    place.storeBytes(of: fresh.1, toByteOffset: 32, as: SIMD2<UInt64>.self)
    place.storeBytes(of: fresh.2, toByteOffset: 48, as: SIMD2<UInt64>.self)
    if used != 0 { clear(list, slots: used & UInt32(ND_ALL_SLOTS)) }
    if _slowPath(used > UInt32(ND_ALL_SLOTS)) { restore(list, pool) }
    assert(list.isAsAllocated(pool), "a list was altered and not marked")
    list.ownBuffer.pointee.DataLength = length
    body(list)
    journey &+= journeys.step
    rest &-= 1
    guard rest != 0, let next = following else { break }
    list = next
  }
  list.pointee.Next = nil
  pool.giveBack(following, available: left.available, linked: left.linked)
  var chain = nd_chain()
  chain.head = head
  chain.tail = list
  chain.count = number
  chain.bytes = UInt64(number) &* UInt64(length)
  chain.pool = pool
  return NetBufferChain(raw: chain)
}

extension UnsafeMutablePointer<nd_pool> {
  /// Links the rest of the free list behind what came back meanwhile.
  @inlinable
  func giveBack(
    _ rest: UnsafeMutablePointer<NET_BUFFER_LIST>?,
    available: UInt32,
    linked: UInt32
  ) {
    pointee.available &+= available
    pointee.linked &+= linked
    guard var last = pointee.free else {
      pointee.free = rest
      return
    }
    while let next = last.pointee.Next { last = next }
    last.pointee.Next = rest
  }
}

extension UnsafeMutablePointer<nd_party> {
  /// Its ledger for one direction.
  @inlinable
  public func ledger(_ direction: UInt8) -> UnsafeMutablePointer<nd_ledger> {
    (UnsafeMutableRawPointer(self) + Int(nd_party_ledger_offset))
      .assumingMemoryBound(to: nd_ledger.self) + Int(direction & 1)
  }
}
