public import CLinux

/// A byte ring with one writer: variable records, absolute positions, the oldest overwritten first.
///
/// Every record tells its size (`nd_record_size`), so a reader can walk from `oldest`
/// to `position`. Position 0 never holds a record and can stand for "none".
///
///     memory    |pppp4444|55555555|    3333|
///                         ^position ^oldest      (p: rest of an overwritten record, gone)
///
/// In log mode nothing is overwritten: when the memory is full `whenFull` is called to free old
/// records with `release(before:)`; records that still find no room are counted as lost.
public final class RecordingRing {
  /// The state that inlined writers work on; valid as long as the ring lives.
  public let hot: UnsafeMutablePointer<nd_ring>
  /// Bytes, a power of two.
  public let capacity: Int
  /// The largest record, bytes.
  public let maximumRecordBytes: Int
  /// False in log mode.
  public let overwrites: Bool
  /// Log mode: asked to free old records when a new one finds no room.
  public var whenFull: ((RecordingRing) -> Void)?

  private let region: MappedRegion
  /// Of a ring in a file: the bytes before this position are ready to be written.
  private var preparedEnd: UInt64
  /// Positions of records, a part of the capacity apart: the oldest are freed without walking over each.
  private var marks = [UInt64](repeating: 0, count: 128)
  /// The first mark that is kept, and how many there are.
  private var firstMark = 0, markCount = 0
  /// The record that reaches beyond this is marked next.
  private var nextMark: UInt64
  private static let firstPosition: UInt64 = 64
  /// Bytes of a file that are prepared at once.
  private static let pieceBytes = 1 << 18

  /// Maps a ring.
  ///
  /// `capacity`: bytes, a power of two, at least one page.
  /// `directory`: nil keeps the ring in memory; otherwise a nameless file there backs it.
  public init(
    capacity: Int,
    overwrites: Bool = true,
    inFileUnder directory: String? = nil
  ) throws(MemoryError) {
    guard capacity >= 4096, capacity & (capacity - 1) == 0, capacity <= 1 << 40 else {
      throw .invalidSize(capacity)
    }
    maximumRecordBytes = min(capacity / 4, 1 << 24)
    // Beyond the ring lies the spare area that takes records a full log cannot keep.
    region = try MappedRegion(
      bytes: capacity + maximumRecordBytes,
      inFileUnder: directory
    )
    self.capacity = capacity
    self.overwrites = overwrites
    preparedEnd = region.isFileBacked ? 0 : .max
    nextMark = overwrites ? Self.firstPosition + UInt64(capacity / 64) : .max
    hot = .allocate(capacity: 1)
    hot.initialize(to: nd_ring())
    hot.pointee.base = region.base.assumingMemoryBound(to: UInt8.self)
    hot.pointee.mask = UInt64(capacity - 1)
    hot.pointee.position = Self.firstPosition
    hot.pointee.oldest = Self.firstPosition
    hot.pointee.limit = min(UInt64(capacity), preparedEnd, nextMark)
    hot.pointee.object = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    hot.deallocate()
  }

  /// The inlined writing side.
  @inlinable
  public var writer: RingWriter { RingWriter(hot) }

  /// Returns room for one record; see `RingWriter.reserve`.
  @inlinable
  public func reserve(_ bytes: Int) -> UnsafeMutableRawPointer { RingWriter(hot).reserve(bytes) }

  /// Makes the reserved record readable; see `RingWriter.commit`.
  @inlinable
  public func commit(_ bytes: Int) { RingWriter(hot).commit(bytes) }

  /// End of the committed records.
  @inlinable
  public var position: UInt64 { hot.pointee.position }

  /// The oldest record that is still whole; equal to `position` if there is none.
  @inlinable
  public var oldest: UInt64 { hot.pointee.oldest }

  /// Records that a full log did not keep.
  public var lostRecords: UInt64 { hot.pointee.lost_records }

  /// Frees the records before `position` for new ones; it must be a record's position.
  public func release(before position: UInt64) {
    guard position > oldest, position <= self.position else { return }
    hot.pointee.oldest = position
    setLimit()
  }

  /// Lets the pages of records before `position` leave memory; they come back from the file when read.
  public func unload(before position: UInt64) {
    let end = min(position, self.position)
    // What comes next was made ready to be written over the oldest.
    let start = max(oldest, preparedEnd - min(preparedEnd, UInt64(capacity)))
    guard region.isFileBacked, end > start else { return }
    let low = Int(start & hot.pointee.mask)
    let high = Int(end & hot.pointee.mask)
    if low < high {
      region.unload(low..<high)
    } else {
      region.unload(low..<capacity)
      region.unload(0..<high)
    }
  }

  /// Makes `bytes` fit at the position: moves past the end of the memory and overwrites old records.
  @inline(never)
  func makeRoom(_ bytes: Int) -> UnsafeMutableRawPointer {
    precondition(bytes >= 8 && bytes <= maximumRecordBytes, "a record of \(bytes) bytes")
    let offset = Int(hot.pointee.position & hot.pointee.mask)
    let rest = offset + bytes > capacity ? capacity - offset : 0
    prepare(rest + bytes + aheadBytes)
    guard free(rest + bytes) else { return spareArea() }
    if rest > 0 {
      address(hot.pointee.position).storeBytes(
        of: nd_record_header(size: UInt32(rest), kind: 0, edge: 0, level: 0, flags: 0),
        as: nd_record_header.self
      )
      hot.pointee.position += UInt64(rest)
    }
    mark(bytes)
    setLimit()
    return address(hot.pointee.position)
  }

  /// Marks the record that is about to be written, if it is time for one.
  private func mark(_ bytes: Int) {
    guard hot.pointee.position + UInt64(bytes) > nextMark else { return }
    nextMark = hot.pointee.position + UInt64(capacity / 64)
    guard markCount < marks.count else { return }
    marks[(firstMark + markCount) % marks.count] = hot.pointee.position
    markCount += 1
  }

  /// The first mark from `goal` on, else the last one before it; those before that are given up.
  private func takeMark(_ goal: UInt64) -> UInt64? {
    var found: UInt64?
    while markCount > 0, found ?? 0 < goal {
      found = marks[firstMark]
      firstMark = (firstMark + 1) % marks.count
      markCount -= 1
    }
    return found
  }

  /// Bytes that are freed beyond what is asked for.
  private var aheadBytes: Int { overwrites ? min(capacity / 16, 1 << 16) : 0 }

  /// Frees `bytes` after the position; false if a log stays too full.
  private func free(_ bytes: Int) -> Bool {
    let end = hot.pointee.position + UInt64(bytes)
    guard end - oldest > UInt64(capacity) else { return true }
    guard overwrites else {
      whenFull?(self)
      return end - oldest <= UInt64(capacity)
    }
    // Frees more than is asked, so that the slow path is taken once for many records.
    let ahead = UInt64(max(bytes, aheadBytes))
    let goal = min(hot.pointee.position + ahead, end + UInt64(capacity / 16)) - UInt64(capacity)
    var oldest = max(hot.pointee.oldest, takeMark(goal) ?? 0)
    while oldest < goal, oldest < hot.pointee.position {
      oldest += UInt64(nd_record_size(address(oldest).load(as: UInt32.self)))
    }
    hot.pointee.oldest = oldest
    return true
  }

  /// Bytes before the limit neither overwrite a record nor pass the end of the memory.
  private func setLimit() {
    let lap = (hot.pointee.position | hot.pointee.mask) + 1
    hot.pointee.limit = min(lap, hot.pointee.oldest + UInt64(capacity), preparedEnd, nextMark)
  }

  /// Makes `bytes` after the position ready: on the first lap they are put into the file, later they come from there.
  private func prepare(_ bytes: Int) {
    let end = hot.pointee.position + UInt64(bytes)
    while preparedEnd < end {
      let start = Int(preparedEnd & hot.pointee.mask)
      let piece = start..<min(start + Self.pieceBytes, capacity)
      if preparedEnd < UInt64(capacity) { region.prepare(piece) } else { region.load(piece) }
      preparedEnd += UInt64(piece.count)
    }
  }

  private func spareArea() -> UnsafeMutableRawPointer {
    hot.pointee.discards = 1
    return region.base + capacity
  }

  func address(_ position: UInt64) -> UnsafeMutableRawPointer {
    region.base + Int(position & hot.pointee.mask)
  }
}
