public import CNDIS

/// Takes a linked run of `count` lists off the free list and readies each.
@inlinable
func allocate(
  from pool: UnsafeMutablePointer<nd_pool>,
  _ count: Int,
  dataLength: UInt32
) -> NetBufferChain {
  var chain = nd_chain()
  let wanted = UInt32(truncatingIfNeeded: max(0, count))
  let number = min(wanted, pool.pointee.available)
  if number < wanted { pool.pointee.failures &+= UInt64(wanted &- number) }
  if pool.pointee.linked < number { carve(pool, number) }
  guard number > 0, let head = pool.pointee.free, let owner = pool.pointee.owner else {
    return NetBufferChain()
  }
  let backfill = pool.pointee.backfill
  let room = pool.pointee.data_size
  let length = min(dataLength, room &- backfill)
  let ownerID = owner.pointee.id
  let direction = UInt8(truncatingIfNeeded: pool.pointee.direction)
  let foreign: UInt32 =
    owner.pointee.flags & UInt32(ND_PARTY_FOREIGN) == 0 ? 0 : UInt32.max
  var list = head
  var left = number
  while true {
    let next = list.pointee.Next
    ready(
      list,
      owner: ownerID,
      direction: direction,
      backfill: backfill,
      room: room,
      length: length,
      foreign: foreign
    )
    left &-= 1
    if left == 0 {
      list.pointee.Next = nil
      pool.pointee.free = next
      break
    }
    guard let following = next else { break }
    nd_prefetch_slot(following)
    list = following
  }
  pool.pointee.available &-= number
  pool.pointee.linked &-= number
  pool.pointee.allocations &+= UInt64(number)
  chain.head = head
  chain.tail = list
  chain.count = number
  chain.bytes = UInt64(number) &* UInt64(length)
  withLedger(owner, direction) { ledger in
    ledger.pointee.created &+= UInt64(number)
    ledger.pointee.held &+= UInt64(number)
  }
  return NetBufferChain(raw: chain)
}

/// Makes untouched slots into lists until at least `wanted` are on the free list, so that memory is used as needed.
@usableFromInline
@inline(never)
func carve(_ pool: UnsafeMutablePointer<nd_pool>, _ wanted: UInt32) {
  guard let slots = pool.pointee.slots else { return }
  let stride = Int(pool.pointee.stride)
  let missing = wanted &- pool.pointee.linked
  let count = min(max(missing, 32), pool.pointee.capacity &- pool.pointee.carved)
  let first = Int(pool.pointee.carved)
  for index in (first..<first + Int(count)).reversed() {
    let place = UnsafeMutableRawPointer(slots) + index * stride
    let slot = place.bindMemory(to: nd_slot.self, capacity: 1)
    slot.pointee.data = (place + (stride - Int(pool.pointee.data_size)))
      .assumingMemoryBound(to: UInt8.self)
    slot.list.pointee.NdisPoolHandle = UnsafeMutableRawPointer(pool)
    slot.buffer.pointee.NdisPoolHandle = UnsafeMutableRawPointer(pool)
    slot.list.pointee.Next = pool.pointee.free
    pool.pointee.free = slot.list
  }
  pool.pointee.carved &+= count
  pool.pointee.linked &+= count
}

/// Puts a list into the state documented for a fresh allocation.
@inlinable
func ready(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
  owner: UInt32,
  direction: UInt8,
  backfill: UInt32,
  room: UInt32,
  length: UInt32,
  foreign: UInt32
) {
  let slot = (UnsafeMutableRawPointer(list) - 64).assumingMemoryBound(to: nd_slot.self)
  let prefix = UnsafeMutableRawPointer(slot).assumingMemoryBound(to: nd_prefix.self)
  prefix.pointee.journey = 0
  prefix.pointee.parent_journey = 0
  prefix.pointee.owner = owner
  prefix.pointee.home = owner
  var used = prefix.pointee.used_slots & UInt32(ND_ALL_SLOTS)
  // A driver in C writes the slots itself, so its lists always count as used.
  prefix.pointee.used_slots = foreign
  prefix.pointee.segment_size = 0
  prefix.pointee.flags = UInt32(ND_LIST_ALLOCATED)
  prefix.pointee.info_mask = 0
  prefix.pointee.origin = 0
  prefix.pointee.marks = 0
  prefix.pointee.seen_level = 0
  prefix.pointee.direction = direction
  prefix.pointee.shadow = nil
  let buffer = slot.buffer
  let mdl = slot.mdl
  list.pointee.FirstNetBuffer = buffer
  list.pointee.Context = nil
  list.pointee.ParentNetBufferList = nil
  list.pointee.SourceHandle = nil
  list.pointee.NblFlags = 0
  list.pointee.ChildRefCount = 0
  list.pointee.Flags = 0
  list.pointee.Status = 0
  while used != 0 {
    let slot = used.trailingZeroBitCount
    (UnsafeMutableRawPointer(list) + 144 + 8 * slot).storeBytes(of: 0, as: UInt64.self)
    used &= used &- 1
  }
  buffer.pointee.Next = nil
  buffer.pointee.CurrentMdl = mdl
  buffer.pointee.CurrentMdlOffset = backfill
  buffer.pointee.DataLength = length
  buffer.pointee.MdlChain = mdl
  buffer.pointee.DataOffset = backfill
  mdl.pointee.Next = nil
  mdl.pointee.MappedSystemVa = UnsafeMutableRawPointer(slot.pointee.data)
  mdl.pointee.ByteCount = room
}

@inlinable
func withLedger(
  _ party: UnsafeMutablePointer<nd_party>,
  _ direction: UInt8,
  _ body: (UnsafeMutablePointer<nd_ledger>) -> Void
) {
  body(party.ledger(direction))
}

extension UnsafeMutablePointer<nd_party> {
  /// Its ledger for one direction.
  @inlinable
  public func ledger(_ direction: UInt8) -> UnsafeMutablePointer<nd_ledger> {
    (UnsafeMutableRawPointer(self) + Int(nd_party_ledger_offset))
      .assumingMemoryBound(to: nd_ledger.self) + Int(direction & 1)
  }
}
