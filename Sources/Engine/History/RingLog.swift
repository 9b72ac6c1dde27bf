public import Inspection
public import Kernel

/// A recording ring as the log that journeys are rebuilt from; engine thread only.
public struct RingLog: HopLogSource {
  public let ring: RecordingRing

  public init(_ ring: RecordingRing) {
    self.ring = ring
  }

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
}
