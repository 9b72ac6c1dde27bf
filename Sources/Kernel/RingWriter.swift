public import CLinux

/// The writing side of a recording ring: a pointer to its state, free to copy.
@frozen
public struct RingWriter {
  /// The ring's state.
  public let hot: UnsafeMutablePointer<nd_ring>

  /// Wraps a ring's state.
  @inlinable
  public init(_ hot: UnsafeMutablePointer<nd_ring>) {
    self.hot = hot
  }

  /// Where the next record will end up unless it must be moved to the start of the memory.
  @inlinable
  public var position: UInt64 { hot.pointee.position }

  /// Returns room for one record of up to `bytes`, overwriting the oldest records if need be.
  ///
  /// The record never straddles the end of the memory; its position is `position` after this call.
  /// Every reservation is ended by one `commit`.
  ///
  /// `bytes`: with the 8-byte header; a multiple of 8, at most `RecordingRing.maximumRecordBytes`.
  @inlinable
  public func reserve(_ bytes: Int) -> UnsafeMutableRawPointer {
    assert(bytes & 7 == 0, "a record's size is a multiple of 8")
    let ring = hot
    if _slowPath(ring.pointee.position &+ UInt64(bytes) > ring.pointee.limit) {
      return makeRoom(bytes)
    }
    return UnsafeMutableRawPointer(
      ring.pointee.base.unsafelyUnwrapped + Int(ring.pointee.position & ring.pointee.mask)
    )
  }

  /// Ends the reserved record at `bytes`, writes that into its header, and makes it readable.
  ///
  /// `bytes`: at most what was reserved; a multiple of 8, at least 8.
  @inlinable
  public func commit(_ bytes: Int) {
    let ring = hot
    if _slowPath(ring.pointee.discards != 0) {
      discard(bytes)
      return
    }
    let offset = Int(ring.pointee.position & ring.pointee.mask)
    UnsafeMutableRawPointer(ring.pointee.base.unsafelyUnwrapped + offset)
      .storeBytes(of: UInt32(truncatingIfNeeded: bytes), as: UInt32.self)
    ring.pointee.position &+= UInt64(bytes)
  }

  /// Ends a reserved record of 8 bytes that has no header: the lowest three bits of its first byte are not all zero.
  @inlinable
  public func commitWord() {
    let ring = hot
    if _slowPath(ring.pointee.discards != 0) {
      discard(8)
      return
    }
    ring.pointee.position &+= 8
  }

  @usableFromInline
  @inline(never)
  func makeRoom(_ bytes: Int) -> UnsafeMutableRawPointer {
    object.makeRoom(bytes)
  }

  @usableFromInline
  @inline(never)
  func discard(_ bytes: Int) {
    hot.pointee.discards = 0
    hot.pointee.lost_records += 1
    hot.pointee.lost_bytes += UInt64(bytes)
  }

  private var object: RecordingRing {
    Unmanaged<RecordingRing>.fromOpaque(hot.pointee.object).takeUnretainedValue()
  }
}
