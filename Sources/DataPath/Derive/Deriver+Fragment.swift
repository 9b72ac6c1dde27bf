import CNDIS

extension Deriver {
  /// Cuts the data of a list's first buffer into pieces of at most `maximum` bytes, each a list of its own.
  ///
  ///     source 2500 bytes, maximum 1000      →      1000 → 1000 → 500
  ///
  /// - C: `NdisAllocateFragmentNetBufferList` · Source: network/fragmented-net-buffer-list-structures
  ///
  /// - Parameters:
  ///   - source: the list to cut; it must outlive every piece.
  ///   - start: bytes of the source's data that no piece takes.
  ///   - maximum: bytes of the longest piece, at least 1.
  ///   - slots: information slots that every piece copies.
  /// - Returns: the pieces in order; empty if `start` leaves no data.
  /// - Throws: `DeriveError`; pieces already made are freed.
  public func fragment(
    _ source: NetBufferList,
    start: Int = 0,
    maximum: Int,
    copying slots: InfoSlots
  ) throws(DeriveError) -> NetBufferChain {
    guard let buffer = source.firstBuffer, maximum > 0 else { throw .noDescriptor }
    var pieces = NetBufferChain()
    var offset = start
    while offset < buffer.dataLength {
      let count = min(maximum, buffer.dataLength - offset)
      do {
        pieces.append(
          try window(of: source, buffer: buffer, from: offset, count: count, copying: slots)
        )
      } catch {
        free(pieces, source.direction) { _ in }
        throw error
      }
      offset += count
    }
    return pieces
  }

  /// Joins the data of every buffer of a list into one buffer over the same bytes.
  ///
  /// - C: `NdisAllocateReassembledNetBufferList` · Source: network/reassembled-net-buffer-list-structures
  public func reassemble(
    _ source: NetBufferList,
    copying slots: InfoSlots
  ) throws(DeriveError)
    -> NetBufferChain
  {
    guard let first = source.firstBuffer else { throw .noDescriptor }
    var joined = try window(
      of: source,
      buffer: first,
      from: 0,
      count: first.dataLength,
      copying: slots
    )
    guard let target = joined.first?.record.pointee.FirstNetBuffer else { return joined }
    var total = first.dataLength
    var next = first.next
    while let buffer = next {
      guard let more = describe(buffer) else {
        free(joined, source.direction) { _ in }
        throw .noDescriptor
      }
      var last = target.pointee.MdlChain
      while let mdl = last, let following = mdl.pointee.Next { last = following }
      last?.pointee.Next = more
      total += buffer.dataLength
      target.pointee.DataLength = UInt32(total)
      next = buffer.next
    }
    joined.recount()
    return joined
  }
}
