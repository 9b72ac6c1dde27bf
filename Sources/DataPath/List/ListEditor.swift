public import CNDIS

/// Writes one list of a chain that the caller owns, and keeps the account of what was written.
///
/// Obtained from `NetBufferChain.edit`; every write marks the list so that the recorder stores exactly the change.
@frozen
public struct ListEditor: ~Copyable {
  /// The list as a reader sees it.
  public let list: NetBufferList

  @inlinable
  init(_ list: NetBufferList) {
    self.list = list
  }

  @inlinable
  var prefix: UnsafeMutablePointer<nd_prefix> { list.prefix }

  /// Sets an information slot; 0 clears it.
  @inlinable
  public func setInfo(_ slot: InfoSlot, _ value: UInt64) {
    nd_list_set_info(list.record, UInt32(slot.rawValue), value)
    prefix.pointee.info_mask |= 1 << UInt32(slot.rawValue)
    prefix.pointee.marks |= UInt8(ND_MARK_INFO)
  }

  /// Notes the segment size of a coalesced unit, in bytes; 0 for any other packet.
  @inlinable
  public func setSegmentSize(_ size: Int) {
    prefix.pointee.segment_size = UInt32(truncatingIfNeeded: size)
  }

  /// Sets the result of a send.
  @inlinable
  public func setStatus(_ status: Int32) {
    list.record.pointee.Status = status
    nd_list_alter(list.record)
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
  }

  /// Sets `NblFlags`.
  @inlinable
  public func setFlags(_ flags: UInt32) {
    list.record.pointee.NblFlags = flags
    nd_list_alter(list.record)
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
  }

  /// Gives the first `count` bytes of the first buffer for writing and marks them written.
  ///
  /// - Returns: nil if they do not lie in one piece; use `overwrite` then.
  @inlinable
  @inline(__always)
  public func mutableStart(_ count: Int) -> UnsafeMutableRawBufferPointer? {
    guard let start = list.firstBuffer?.start(count) else { return nil }
    markWritten(0, count)
    return UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  /// Writes `bytes` at `offset` of the first buffer's data, across descriptors; what does not fit is not written.
  ///
  /// - Returns: bytes written.
  public func overwrite(at offset: Int, with bytes: UnsafeRawBufferPointer) -> Int {
    guard let buffer = list.firstBuffer else { return 0 }
    return overwrite(buffer, at: offset, with: bytes)
  }

  /// Writes `bytes` at `offset` of the data of one of the list's buffers, as above.
  public func overwrite(
    _ buffer: NetBuffer,
    at offset: Int,
    with bytes: UnsafeRawBufferPointer
  ) -> Int {
    guard offset >= 0 else { return 0 }
    var remaining = min(bytes.count, buffer.dataLength - offset)
    guard remaining > 0 else { return 0 }
    markWritten(offset, remaining)
    var skip = Int(buffer.record.pointee.CurrentMdlOffset) + offset
    var next = buffer.record.pointee.CurrentMdl
    var done = 0
    while let mdl = next, remaining > 0 {
      let size = Int(mdl.pointee.ByteCount)
      if skip < size, let base = mdl.pointee.MappedSystemVa {
        let run = min(size - skip, remaining)
        UnsafeMutableRawBufferPointer(start: base + skip, count: run)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[done..<done + run]))
        done += run
        remaining -= run
        skip = 0
      } else {
        skip -= size
      }
      next = mdl.pointee.Next
    }
    return done
  }

  /// Widens the written range by `count` bytes at `offset` of the data.
  @inlinable
  @inline(__always)
  public func markWritten(_ offset: Int, _ count: Int) {
    guard count > 0 else { return }
    let low = prefix.pointee.origin &+ Int32(truncatingIfNeeded: offset)
    let high = low &+ Int32(truncatingIfNeeded: count)
    if prefix.pointee.marks & UInt8(ND_MARK_BYTES) == 0 {
      prefix.pointee.dirty_low = low
      prefix.pointee.dirty_high = high
      prefix.pointee.marks |= UInt8(ND_MARK_BYTES)
    } else {
      prefix.pointee.dirty_low = min(prefix.pointee.dirty_low, low)
      prefix.pointee.dirty_high = max(prefix.pointee.dirty_high, high)
    }
  }

  /// Makes `count` more bytes in front of every buffer's data part of it.
  ///
  /// - Returns: false, with nothing changed, if a buffer had no room and no descriptor was left.
  /// - C: `NdisRetreatNetBufferListDataStart` · Source: network/retreat-operations
  public func retreat(_ count: Int, backfill: Int = 0, descriptors: DescriptorSource?) -> Bool {
    guard count >= 0 else { return false }
    nd_list_alter(list.record)
    var next = list.firstBuffer
    while let buffer = next {
      guard buffer.retreat(count, backfill: backfill, descriptors: descriptors) else {
        var undo = list.firstBuffer
        while let done = undo, done != buffer {
          done.advance(count, descriptors: descriptors)
          undo = done.next
        }
        return false
      }
      next = buffer.next
    }
    prefix.pointee.origin &-= Int32(truncatingIfNeeded: count)
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
    return true
  }

  /// Takes `count` bytes off the front of every buffer's data.
  ///
  /// - C: `NdisAdvanceNetBufferListDataStart` · Source: network/advance-operations
  public func advance(_ count: Int, descriptors: DescriptorSource?) {
    guard count >= 0 else { return }
    nd_list_alter(list.record)
    var next = list.firstBuffer
    while let buffer = next {
      buffer.advance(count, descriptors: descriptors)
      next = buffer.next
    }
    prefix.pointee.origin &+= Int32(truncatingIfNeeded: count)
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
  }

  /// Sets the data length of the first buffer, 0...bytes from its data start to the end of its descriptors.
  @inlinable
  public func setDataLength(_ length: Int) {
    guard let buffer = list.firstBuffer else { return }
    let room = buffer.capacity - buffer.dataOffset
    buffer.record.pointee.DataLength = UInt32(max(0, min(length, room)))
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
  }
}
