public import CNDIS

extension Deriver {
  /// Clones of the first lists of a chain, in its order, taken from the pool in one run.
  ///
  /// They carry no information slots. Fewer than asked for, maybe none, if lists or descriptors run out; those made are
  /// of the first lists.
  public func clones(of sources: borrowing NetBufferChain) -> NetBufferChain {
    guard pool.record.pointee.data_size == 0 else { return NetBufferChain() }
    var made = pool.allocate(sources.count)
    var next = made.first?.record
    var count = 0
    sources.forEach { source in
      guard let list = next else { return }
      guard let buffer = source.firstBuffer, let mdl = describe(buffer) else {
        next = nil
        return
      }
      adopt(
        NetBufferList(list),
        source: source,
        mdl: mdl,
        count: buffer.dataLength,
        slots: .none
      )
      next = list.pointee.Next
      count += 1
    }
    var whole = made.split(count)
    if !made.isEmpty { pool.record.pointee.owner.free(made, direction) }
    whole.recount()
    return whole
  }

  /// Gives a clone its own copy of the first bytes of its data, which it may write; the rest stays shared.
  ///
  ///     before  [shared 66]      copy 54      after  [own 54] → [shared 12]
  ///
  /// - Returns: false, with nothing changed, if the bytes do not lie in one piece or no descriptor was left.
  public func ownHeader(_ list: NetBufferList, _ count: Int) -> Bool {
    guard count > 0, let buffer = list.firstBuffer, buffer.contiguous.count >= count,
      let shared = buffer.record.pointee.MdlChain, let base = shared.pointee.MappedSystemVa,
      buffer.dataOffset == 0, let own = descriptors.allocate(count),
      let target = own.pointee.MappedSystemVa
    else { return false }
    target.copyMemory(from: base, byteCount: count)
    if Int(shared.pointee.ByteCount) == count {
      own.pointee.Next = shared.pointee.Next
      descriptors.free(shared)
    } else {
      shared.pointee.MappedSystemVa = base + count
      shared.pointee.ByteCount -= UInt32(truncatingIfNeeded: count)
      own.pointee.Next = shared
    }
    nd_list_alter(list.record)
    buffer.record.pointee.MdlChain = own
    buffer.record.pointee.CurrentMdl = own
    buffer.record.pointee.CurrentMdlOffset = 0
    return true
  }

  private var direction: Direction {
    Direction(rawValue: UInt8(truncatingIfNeeded: pool.record.pointee.direction)) ?? .transmit
  }
}

extension NetBufferChain {
  /// Adds a loose list at the end; the caller owned it.
  @inlinable
  public mutating func adopt(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>) {
    list.pointee.Next = nil
    record.recorded_at = 0
    record.pool = nil
    record.first_journey = 0
    link(list, UInt64(NetBufferList(list).totalLength), &record)
  }
}
