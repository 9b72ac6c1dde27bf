/// A hop or fate in 8 bytes: the lists, level, processor, port and flags are those of a record not far back.
///
///     bits 0–2  1, which no size of a record has     3  fate        4–5  edge, of a fate less one
///     6  loan   7  compared   8  the call has no flags, else those of the record
///     9  0      10–21 from    22–33 to, of a fate the reason        34–47 eighths of the distance to the record
///     48–63     nanoseconds since it
@frozen
@usableFromInline
struct BriefRecord: Equatable, Sendable {
  /// Bytes of it.
  @usableFromInline static let size = 8
  /// Bytes that it reaches back at most.
  @usableFromInline static let reach: UInt64 = (1 << 14) * 8

  /// Position in the log.
  @usableFromInline let position: UInt64
  @usableFromInline let word: UInt64

  @inlinable var kind: HopRecord.Kind { word >> 3 & 1 == 0 ? .hop : .fate }
  @inlinable var edge: UInt8 { UInt8(word >> 4 & 3) + (kind == .fate ? 1 : 0) }
  /// `HopRecord.loanFlag` and `.comparedFlag`.
  @inlinable var flags: UInt8 { UInt8(word >> 6 & 3) << 1 }
  @inlinable var hasCallFlags: Bool { word >> 8 & 1 == 0 }
  @inlinable var from: UInt16 { UInt16(word >> 10 & 0xFFF) }
  @inlinable var to: UInt16 { UInt16(word >> 22 & 0xFFF) }
  /// Eighths of the distance to the record with the entries.
  @inlinable var distance: UInt64 { word >> 34 & 0x3FFF }
  /// Nanoseconds since that record.
  @inlinable var delay: UInt16 { UInt16(word >> 48) }
  /// Where that record is.
  @inlinable var home: UInt64 { position &- distance &* 8 }

  /// Reads and checks the 8 bytes at `offset` of `bytes`, whose first byte has the position `base`.
  @inlinable
  init(parsing bytes: borrowing RawSpan, at offset: Int, base: UInt64) throws(HopLogError) {
    position = base &+ UInt64(offset)
    guard offset >= 0, bytes.byteCount - offset >= Self.size else {
      throw HopLogError(.cutShort, at: position)
    }
    word = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self).littleEndian
    guard word & 7 == 1, word >> 9 & 1 == 0 else {
      throw HopLogError(.sizeUnaligned, at: position)
    }
    guard distance > 0, distance &* 8 <= position else {
      throw HopLogError(.badReference, at: position)
    }
  }
}
