/// One list's entry in a hop record of level 2 or 3: what changed since the list's entry before.
///
///      0 u64 journey    8 u8 what    9 u8 byte count, bits 16…23    10 u16 its bits 0…15    12 i32 byte start
///     then geometry (1: 32 bytes, 8: of a list with one buffer, 16), info (2: u32 mask, u32 0, a u64 per bit),
///     bytes (4: padded to 8), as `what` says
@frozen
public struct HopEntry: Equatable, Sendable {
  /// Bytes of an entry without parts.
  public static let headerSize = 16

  /// The list's journey.
  public var journey: UInt64
  /// Where the geometry begins; nil if unchanged.
  public var geometryOffset: Int?
  /// The geometry is that of a list with one buffer, without number and sum of the buffers.
  public var isPlainGeometry: Bool
  /// Bit n: slot n of the list's information was written.
  public var infoMask: UInt32
  /// Where the words of the written slots begin, lowest slot first.
  public var infoOffset: Int
  /// Virtual address of the first byte.
  public var byteStart: Int32
  /// Bytes written; 0 for none.
  public var byteCount: Int
  /// Where they begin.
  public var bytesOffset: Int
  /// Where the entry ends.
  public var end: Int

  /// Reads and checks the entry at `offset`, which must end before `limit`.
  @inlinable
  public init(
    parsing bytes: borrowing RawSpan,
    at offset: Int,
    limit: Int,
    position: UInt64
  ) throws(HopLogError) {
    guard limit <= bytes.byteCount, offset >= 0, limit - offset >= Self.headerSize else {
      throw HopLogError(.entriesTooLong, at: position)
    }
    journey =
      bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self)
      .littleEndian
    let word = bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset + 8, as: UInt64.self)
      .littleEndian
    let what = UInt8(truncatingIfNeeded: word)
    isPlainGeometry = what & 8 != 0
    guard what <= 15, what & 9 != 9 else { throw HopLogError(.unknownPart, at: position) }
    byteStart = Int32(truncatingIfNeeded: word >> 32)
    var place = offset + Self.headerSize
    if what & 9 != 0 {
      let size = isPlainGeometry ? 16 : 32
      guard limit - place >= size else { throw HopLogError(.entriesTooLong, at: position) }
      geometryOffset = place
      place += size
    } else {
      geometryOffset = nil
    }
    if what & 2 != 0 {
      guard limit - place >= 8 else { throw HopLogError(.entriesTooLong, at: position) }
      infoMask =
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt32.self)
        .littleEndian
      infoOffset = place + 8
      place += 8
      let words = infoMask.nonzeroBitCount * 8
      guard limit - place >= words else { throw HopLogError(.entriesTooLong, at: position) }
      place += words
    } else {
      infoMask = 0
      infoOffset = place
    }
    bytesOffset = place
    if what & 4 != 0 {
      byteCount =
        Int(UInt16(truncatingIfNeeded: word >> 16)) | Int(UInt8(truncatingIfNeeded: word >> 8))
        << 16
      let padded = (byteCount + 7) & ~7
      guard limit - place >= padded else { throw HopLogError(.entriesTooLong, at: position) }
      place += padded
    } else {
      byteCount = 0
    }
    end = place
  }

  /// The geometry, if it was written.
  public func geometry(in bytes: borrowing RawSpan) -> PacketGeometry? {
    guard let place = geometryOffset, place + (isPlainGeometry ? 16 : 32) <= bytes.byteCount
    else { return nil }
    func word(_ index: Int, _ bytes: borrowing RawSpan) -> UInt32 {
      bytes.unsafeLoadUnaligned(fromByteOffset: place + index * 4, as: UInt32.self).littleEndian
    }
    return PacketGeometry(
      origin: Int32(bitPattern: word(0, bytes)),
      dataLength: word(1, bytes),
      nblFlags: word(2, bytes),
      status: Int32(bitPattern: word(3, bytes)),
      bufferCount: isPlainGeometry ? 1 : word(4, bytes),
      totalLength: word(isPlainGeometry ? 1 : 5, bytes)
    )
  }

  /// The information slots written, lowest first.
  public func info(in bytes: borrowing RawSpan) -> [(slot: UInt8, value: UInt64)] {
    var slots: [(slot: UInt8, value: UInt64)] = []
    var place = infoOffset
    for slot: UInt8 in 0..<32 where infoMask & (1 << UInt32(slot)) != 0 {
      guard place + 8 <= bytes.byteCount else { break }
      slots.append(
        (slot, bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian)
      )
      place += 8
    }
    return slots
  }

  /// The bytes written.
  public func data(in bytes: borrowing RawSpan) -> [UInt8] {
    guard bytesOffset >= 0, byteCount > 0, bytesOffset + byteCount <= bytes.byteCount else {
      return []
    }
    return [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
      for index in 0..<byteCount {
        buffer.initializeElement(
          at: index,
          to: bytes.unsafeLoad(fromUncheckedByteOffset: bytesOffset + index, as: UInt8.self)
        )
      }
      count = byteCount
    }
  }
}
