public import Inspection
public import Kernel

/// A recording ring as the log that journeys are rebuilt from; engine thread only.
public struct RingLog: HopLogSource {
  /// The ring that is read; its writer may go on between calls.
  public let ring: RecordingRing

  /// The log of a ring.
  public init(_ ring: RecordingRing) {
    self.ring = ring
  }

  /// Calls the body with whole records from `position` on, as far as they lie in one piece.
  ///
  /// The bytes are valid for the length of the call. Gives nil, and calls nothing, for a position outside the ring.
  public func withPiece<Result>(
    from position: UInt64,
    _ body: (borrowing RawSpan) -> Result
  )
    -> Result?
  {
    let piece = piece(at: position)
    guard piece.count > 0 else { return nil }
    return body(RawSpan(_unsafeBytes: piece))
  }

  /// The oldest position kept, for one that was overwritten; nil for any other.
  public func nextPosition(after position: UInt64) -> UInt64? {
    position < ring.oldest && ring.oldest < ring.position ? ring.oldest : nil
  }

  /// Bytes from `position` on that lie in one piece and hold whole records; empty outside the log.
  func piece(at position: UInt64) -> UnsafeRawBufferPointer {
    guard let start = ring.record(at: position) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    let lap = (position | UInt64(ring.capacity - 1)) &+ 1
    let end = min(lap, ring.position)
    return UnsafeRawBufferPointer(start: start, count: Int(end &- position))
  }

  /// Bytes of the whole records at the start of `piece`, about `limit` at the most.
  static func wholeRecords(_ piece: UnsafeRawBufferPointer, limit: Int) -> Int {
    guard piece.count > limit else { return piece.count }
    var end = 0
    while end < limit, piece.count - end >= 8 {
      end += HopRecord.size(piece.loadUnaligned(fromByteOffset: end, as: UInt32.self))
    }
    return min(end, piece.count)
  }
}
