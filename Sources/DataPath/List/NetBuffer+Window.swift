public import CNDIS

extension NetBuffer {
  /// Points the cached descriptor at `dataOffset`, after a change of either.
  @inlinable
  func findCurrentDescriptor() {
    var rest = record.pointee.DataOffset
    var next = record.pointee.MdlChain
    while let mdl = next {
      if rest < mdl.pointee.ByteCount || mdl.pointee.Next == nil {
        record.pointee.CurrentMdl = mdl
        record.pointee.CurrentMdlOffset = rest
        return
      }
      rest -= mdl.pointee.ByteCount
      next = mdl.pointee.Next
    }
    record.pointee.CurrentMdl = nil
    record.pointee.CurrentMdlOffset = 0
  }

  /// Makes `count` more bytes in front of the data part of it.
  ///
  /// Uses the room before the data if there is enough; otherwise chains a new descriptor of `count + backfill` bytes in
  /// front. The new bytes have whatever value they had.
  ///
  ///     before  [room 8|data 60]     retreat 4     after  [room 4|data 64]
  ///     before  [room 2|data 60]     retreat 4     after  [data 4][room 2 skipped…]
  ///
  /// - Returns: false if there is no room and no descriptor could be had; then nothing changed.
  /// - C: `NdisRetreatNetBufferDataStart` · Source: network/retreat-operations
  @inlinable
  func retreat(_ count: Int, backfill: Int, descriptors: DescriptorSource?) -> Bool {
    let delta = UInt32(truncatingIfNeeded: count)
    if delta <= record.pointee.DataOffset {
      record.pointee.DataOffset -= delta
      record.pointee.DataLength += delta
      if record.pointee.CurrentMdlOffset >= delta {
        record.pointee.CurrentMdlOffset -= delta
      } else {
        findCurrentDescriptor()
      }
      return true
    }
    // The room before the data stays unused: the chain must begin with bytes that belong to the data.
    guard let descriptors, let front = descriptors.allocate(count + backfill) else { return false }
    return attachFront(front, count: count, backfill: backfill)
  }

  @usableFromInline
  func attachFront(_ front: UnsafeMutablePointer<MDL>, count: Int, backfill: Int) -> Bool {
    // A descriptor in front and unused room behind it would put a hole in the data; so the old first
    // descriptor is narrowed to its data, and widened again when the front one goes.
    guard let first = record.pointee.CurrentMdl else { return false }
    let hidden = record.pointee.CurrentMdlOffset
    front.pointee.Next = first
    front.pointee.Process = UnsafeMutableRawPointer(record.pointee.MdlChain)
    front.pointee.StartVa = UnsafeMutableRawPointer(bitPattern: UInt(record.pointee.DataOffset))
    front.pointee.ByteOffset = hidden
    if hidden > 0, let base = first.pointee.MappedSystemVa {
      first.pointee.MappedSystemVa = base + Int(hidden)
      first.pointee.ByteCount -= hidden
    }
    record.pointee.MdlChain = front
    record.pointee.DataOffset = UInt32(backfill)
    record.pointee.DataLength += UInt32(count)
    record.pointee.CurrentMdl = front
    record.pointee.CurrentMdlOffset = UInt32(backfill)
    return true
  }

  /// Takes `count` bytes off the front of the data; undoes a retreat of the same size.
  ///
  /// A descriptor that a retreat added is removed and freed once the data no longer starts in it.
  ///
  /// - C: `NdisAdvanceNetBufferDataStart` · Source: network/advance-operations
  @inlinable
  func advance(_ count: Int, descriptors: DescriptorSource?) {
    let delta = min(UInt32(truncatingIfNeeded: count), record.pointee.DataLength)
    record.pointee.DataOffset += delta
    record.pointee.DataLength -= delta
    record.pointee.CurrentMdlOffset += delta
    guard let mdl = record.pointee.CurrentMdl,
      record.pointee.CurrentMdlOffset >= mdl.pointee.ByteCount
    else { return }
    leaveFront(mdl, descriptors: descriptors)
  }

  @usableFromInline
  func leaveFront(_ mdl: UnsafeMutablePointer<MDL>, descriptors: DescriptorSource?) {
    guard let descriptors, mdl == record.pointee.MdlChain, descriptors.owns(mdl),
      let first = mdl.pointee.Next
    else {
      findCurrentDescriptor()
      return
    }
    let past = record.pointee.CurrentMdlOffset - mdl.pointee.ByteCount
    let hidden = mdl.pointee.ByteOffset
    if hidden > 0, let base = first.pointee.MappedSystemVa {
      first.pointee.MappedSystemVa = base - Int(hidden)
      first.pointee.ByteCount += hidden
    }
    let chain = mdl.pointee.Process?.assumingMemoryBound(to: MDL.self)
    record.pointee.MdlChain = chain
    record.pointee.DataOffset = UInt32(UInt(bitPattern: mdl.pointee.StartVa)) + past
    descriptors.free(mdl)
    findCurrentDescriptor()
  }
}
