public import CLinux

extension RecordingRing {
  /// Returns the record at `position`, nil if it has been overwritten or not been written yet.
  ///
  /// The pointer is good until the next `reserve`. `position` must be one that a writer or a walk gave.
  @inlinable
  public func record(at position: UInt64) -> UnsafeRawPointer? {
    guard position >= hot.pointee.oldest, position < hot.pointee.position else { return nil }
    return UnsafeRawPointer(
      hot.pointee.base.unsafelyUnwrapped + Int(position & hot.pointee.mask)
    )
  }

  /// Calls `body` with each record from `start` on, oldest first, padding left out, until it returns false.
  ///
  /// `start`: a record's position; one that has been overwritten begins at the oldest record.
  /// Gives the position after the last record given to `body`.
  @inlinable
  @discardableResult
  public func walk(
    from start: UInt64,
    _ body: (_ position: UInt64, _ record: UnsafeRawPointer) -> Bool
  ) -> UInt64 {
    var position = max(start, hot.pointee.oldest)
    while let record = record(at: position) {
      let first = record.load(as: UInt32.self)
      let next = position + UInt64(nd_record_size(first))
      let isPadding = first & 7 == 0 && record.load(as: nd_record_header.self).kind == 0
      if !isPadding, !body(position, record) { return next }
      position = next
    }
    return position
  }
}
