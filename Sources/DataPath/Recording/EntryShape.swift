import CNDIS

/// What one list's entry at level 2 or 3 must hold: the parts that are new or were written since the last record.
struct EntryShape {
  static let geometry: UInt8 = 1
  static let info: UInt8 = 2
  static let bytes: UInt8 = 4
  /// The geometry of a list with one buffer, in half the bytes.
  static let plainGeometry: UInt8 = 8
  /// The most bytes of one entry: more than any frame has.
  static let mostBytes = 1 << 18

  let what: UInt8
  let infoMask: UInt32
  let byteStart: Int32
  let byteCount: Int

  init(_ list: UnsafeMutablePointer<NET_BUFFER_LIST>, level: UInt8, snap: UInt32) {
    let prefix = nd_list_prefix(list)
    let marks = prefix.pointee.marks
    var what: UInt8 = 0
    var mask: UInt32 = 0
    var start: Int32 = 0
    var count = 0
    let isNew = prefix.pointee.seen_level < 2
    if isNew || marks & UInt8(ND_MARK_GEOMETRY) != 0 {
      let first = list.pointee.FirstNetBuffer
      what |= first != nil && first?.pointee.Next == nil ? Self.plainGeometry : Self.geometry
    }
    if isNew {
      // Only slots that were ever set can hold something.
      var used = prefix.pointee.used_slots & UInt32(ND_ALL_SLOTS)
      while used != 0 {
        let slot = UInt32(used.trailingZeroBitCount)
        if nd_list_info(list, slot) != 0 { mask |= 1 << slot }
        used &= used &- 1
      }
    } else {
      mask = prefix.pointee.info_mask
    }
    if mask != 0 { what |= Self.info }
    if level >= 3 {
      let origin = Int(prefix.pointee.origin)
      let length = Int(list.pointee.FirstNetBuffer?.pointee.DataLength ?? 0)
      var low = origin
      var high = origin
      if prefix.pointee.seen_level < 3 {
        high = origin + min(length, Int(snap))
        // What was written before the packet was born is no change of it.
        if prefix.pointee.seen_level > 0, marks & UInt8(ND_MARK_BYTES) != 0,
          Int(prefix.pointee.dirty_high) > high,
          Int(prefix.pointee.dirty_low) <= high
        {
          high = Int(prefix.pointee.dirty_high)
        }
      } else if marks & UInt8(ND_MARK_BYTES) != 0 {
        low = max(origin, Int(prefix.pointee.dirty_low))
        high = Int(prefix.pointee.dirty_high)
      }
      high = min(high, origin + length, low + Self.mostBytes)
      if high > low {
        what |= Self.bytes
        start = Int32(low)
        count = high - low
      }
    }
    self.what = what
    infoMask = mask
    byteStart = start
    byteCount = count
  }

  /// Bytes of the entry, a multiple of 8.
  var size: Int {
    var size = 16
    if what & Self.geometry != 0 { size += 32 }
    if what & Self.plainGeometry != 0 { size += 16 }
    if what & Self.info != 0 { size += 8 + 8 * infoMask.nonzeroBitCount }
    if what & Self.bytes != 0 { size += (byteCount + 7) & ~7 }
    return size
  }

  /// Writes the entry and returns the place behind it.
  func write(
    _ list: UnsafeMutablePointer<NET_BUFFER_LIST>,
    at: UnsafeMutableRawPointer
  ) -> UnsafeMutableRawPointer {
    let prefix = nd_list_prefix(list)
    at.storeBytes(of: prefix.pointee.journey, as: UInt64.self)
    at.storeBytes(
      of: UInt32(what) | UInt32(byteCount >> 16 & 0xFF) << 8
        | UInt32(UInt16(truncatingIfNeeded: byteCount)) << 16,
      toByteOffset: 8,
      as: UInt32.self
    )
    at.storeBytes(of: byteStart, toByteOffset: 12, as: Int32.self)
    var place = at + 16
    if what & (Self.geometry | Self.plainGeometry) != 0 {
      place.storeBytes(of: prefix.pointee.origin, as: Int32.self)
      place.storeBytes(
        of: list.pointee.FirstNetBuffer?.pointee.DataLength ?? 0,
        toByteOffset: 4,
        as: UInt32.self
      )
      place.storeBytes(of: list.pointee.NblFlags, toByteOffset: 8, as: UInt32.self)
      place.storeBytes(of: list.pointee.Status, toByteOffset: 12, as: Int32.self)
      place += 16
    }
    if what & Self.geometry != 0 {
      let handle = NetBufferList(list)
      place.storeBytes(of: UInt32(handle.bufferCount), as: UInt32.self)
      place.storeBytes(of: UInt32(handle.totalLength), toByteOffset: 4, as: UInt32.self)
      place.storeBytes(of: 0, toByteOffset: 8, as: UInt64.self)
      place += 16
    }
    if what & Self.info != 0 {
      place.storeBytes(of: UInt64(infoMask), as: UInt64.self)
      place += 8
      var rest = infoMask
      while rest != 0 {
        let slot = UInt32(rest.trailingZeroBitCount)
        place.storeBytes(of: nd_list_info(list, slot), as: UInt64.self)
        place += 8
        rest &= rest &- 1
      }
    }
    if what & Self.bytes != 0, let buffer = list.pointee.FirstNetBuffer {
      let padded = (byteCount + 7) & ~7
      if padded > byteCount {
        place.storeBytes(of: 0, toByteOffset: padded - 8, as: UInt64.self)
      }
      _ = NetBuffer(buffer).copyBytes(
        to: UnsafeMutableRawBufferPointer(start: place, count: byteCount),
        from: Int(byteStart) - Int(prefix.pointee.origin)
      )
      place += padded
    }
    return place
  }
}
