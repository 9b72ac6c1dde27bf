import CNDIS

/// Another beginning for data that may not be written where it lies.
extension ListEditor {
  /// Puts `size` new bytes, in a descriptor of their own, in place of the first `count` bytes of every buffer.
  ///
  ///     before  [data 60]      replace 16 by 12      after  [new 12][data 44]
  ///
  /// Not a byte of what was there is written. The new bytes have whatever value they had.
  ///
  /// - Returns: false, with nothing changed, if a buffer is shorter or no descriptor was left.
  public func replaceStart(_ count: Int, by size: Int, descriptors: DescriptorSource) -> Bool {
    guard count >= 0, size > 0 else { return false }
    nd_list_alter(list.record)
    var next = list.firstBuffer
    while let buffer = next {
      guard buffer.dataLength > count, let front = descriptors.allocate(size) else {
        undo(upTo: buffer, count, size, descriptors)
        return false
      }
      // Whoever put a descriptor in front before this takes it away again.
      buffer.advance(count, descriptors: nil)
      guard buffer.attachFront(front, count: size, backfill: 0) else {
        descriptors.free(front)
        _ = buffer.retreat(count, backfill: 0, descriptors: nil)
        undo(upTo: buffer, count, size, descriptors)
        return false
      }
      next = buffer.next
    }
    prefix.pointee.origin &+= Int32(truncatingIfNeeded: count - size)
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
    return true
  }

  /// Takes back what `replaceStart` did, with the same numbers; whatever was put in front since must be gone.
  public func restoreStart(_ count: Int, insteadOf size: Int, descriptors: DescriptorSource) {
    nd_list_alter(list.record)
    undo(upTo: nil, count, size, descriptors)
    prefix.pointee.origin &-= Int32(truncatingIfNeeded: count - size)
    prefix.pointee.marks |= UInt8(ND_MARK_GEOMETRY)
    // At these places other bytes were seen last.
    markWritten(0, count)
  }

  private func undo(
    upTo end: NetBuffer?,
    _ count: Int,
    _ size: Int,
    _ descriptors: DescriptorSource
  ) {
    var next = list.firstBuffer
    while let buffer = next, buffer != end {
      buffer.advance(size, descriptors: descriptors)
      _ = buffer.retreat(count, backfill: 0, descriptors: nil)
      next = buffer.next
    }
  }
}
