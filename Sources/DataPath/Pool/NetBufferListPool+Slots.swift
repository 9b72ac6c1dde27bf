public import CNDIS

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
    restore(slot.list, pool)
    slot.list.pointee.Next = pool.pointee.free
    pool.pointee.free = slot.list
  }
  pool.pointee.carved &+= count
  pool.pointee.linked &+= count
}

/// Clears the information slots whose bits are set.
@inlinable
func clear(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>, slots: UInt32) {
  var used = slots
  while used != 0 {
    let slot = used.trailingZeroBitCount
    (UnsafeMutableRawPointer(list) + 144 + 8 * slot).storeBytes(of: 0, as: UInt64.self)
    used &= used &- 1
  }
}

/// Puts everything else that may have been altered into the state documented for a fresh allocation.
@usableFromInline
func restore(
  _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
  _ pool: UnsafeMutablePointer<nd_pool>
) {
  let slot = nd_list_slot(list)
  let buffer = slot.buffer
  let mdl = slot.mdl
  slot.pointee.prefix.parent_journey = 0
  slot.pointee.prefix.shadow = nil
  list.pointee.SourceHandle = source(of: pool)
  let backfill = pool.pointee.backfill
  list.pointee.FirstNetBuffer = buffer
  list.pointee.Context = nil
  list.pointee.ParentNetBufferList = nil
  list.pointee.NblFlags = 0
  list.pointee.ChildRefCount = 0
  list.pointee.Flags = 0
  list.pointee.Status = 0
  buffer.pointee.Next = nil
  buffer.pointee.CurrentMdl = mdl
  buffer.pointee.CurrentMdlOffset = backfill
  buffer.pointee.MdlChain = mdl
  buffer.pointee.DataOffset = backfill
  mdl.pointee.Next = nil
  mdl.pointee.MappedSystemVa = UnsafeMutableRawPointer(slot.pointee.data)
  mdl.pointee.ByteCount = pool.pointee.data_size
}

/// What the source handle of a fresh list is: its pool's owner; a driver in C sets it itself.
@usableFromInline
func source(of pool: UnsafeMutablePointer<nd_pool>) -> UnsafeMutableRawPointer? {
  guard let owner = pool.pointee.owner,
    owner.pointee.flags & UInt32(ND_PARTY_FOREIGN) == 0
  else { return nil }
  return UnsafeMutableRawPointer(owner)
}

extension UnsafeMutablePointer<NET_BUFFER_LIST> {
  /// The buffer of the list's own slot.
  @inlinable
  var ownBuffer: UnsafeMutablePointer<NET_BUFFER> { nd_list_slot(self).buffer }

  /// True if nothing is left of an earlier use.
  @usableFromInline
  func isAsAllocated(_ pool: UnsafeMutablePointer<nd_pool>) -> Bool {
    let slot = nd_list_slot(self)
    let buffer = slot.buffer.pointee
    let mdl = slot.mdl.pointee
    let backfill = pool.pointee.backfill
    let isListNew =
      slot.pointee.prefix.parent_journey == 0 && slot.pointee.prefix.shadow == nil
      && pointee.SourceHandle == source(of: pool)
      && pointee.FirstNetBuffer == slot.buffer && pointee.Context == nil
      && pointee.ParentNetBufferList == nil && pointee.NblFlags == 0
      && pointee.ChildRefCount == 0 && pointee.Flags == 0 && pointee.Status == 0
    let isBufferNew =
      buffer.Next == nil && buffer.CurrentMdl == slot.mdl && buffer.MdlChain == slot.mdl
      && buffer.CurrentMdlOffset == backfill && buffer.DataOffset == backfill
    let isDescriptorNew =
      mdl.Next == nil && mdl.MappedSystemVa == UnsafeMutableRawPointer(slot.pointee.data)
      && mdl.ByteCount == pool.pointee.data_size
    var hasInfo = false
    for index in 0..<UInt32(MaxNetBufferListInfo) where nd_list_info(self, index) != 0 {
      hasInfo = true
    }
    return isListNew && isBufferNew && isDescriptorNew && !hasInfo
  }
}
