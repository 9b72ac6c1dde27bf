import CNDIS

/// The engine's copy of a list as it was at its last hand-off.
///
/// The verifier compares it with the list at the next hand-off: what differs must have been marked. For drivers in C,
/// which write behind the engine's back, the difference itself becomes the mark.
public enum Shadow {
  /// How a list differs from its copy.
  public struct Difference {
    /// Bits as in the list's marks.
    public var marks: UInt8 = 0
    /// A bit for each information slot that differs, by slot index.
    public var infoMask: UInt32 = 0
    /// Virtual address of the first byte that differs; `low` exceeds `high` if none does.
    public var low: Int32 = .max
    /// Virtual address behind the last byte that differs.
    public var high: Int32 = .min
    /// Virtual address of the first byte that nothing can be said of, up to the data's end; at or behind that if there is none.
    public var unseen: Int32 = .max
    /// The source handle differs; no holder may leave it so.
    public var sourceChanged = false
    /// The parent link differs; no holder may leave it so.
    public var parentChanged = false
    /// The first buffer's data offset or length differs.
    public var originChanged = false
    /// The first buffer or its descriptor chain is another one.
    public var descriptorsChanged = false

    /// True if the list is as it was; a moved window or another descriptor is among the marks.
    public var isEmpty: Bool { marks == 0 && !sourceChanged && !parentChanged }
  }

  static func slot(
    of list: UnsafeMutablePointer<NET_BUFFER_LIST>
  ) -> UnsafeMutablePointer<
    nd_shadow
  > {
    nd_list_slot(list).shadow
  }

  /// Copies the list as it is now; of bytes the first `ND_SHADOW_BYTES`, see `saveRest`.
  public static func save(_ list: NetBufferList) {
    let record = list.record
    let shadow = slot(of: record)
    let buffer = record.pointee.FirstNetBuffer
    shadow.pointee.first = buffer
    shadow.pointee.mdl_chain = buffer?.pointee.MdlChain
    shadow.pointee.parent = record.pointee.ParentNetBufferList
    shadow.pointee.source = record.pointee.SourceHandle
    shadow.pointee.data_offset = buffer?.pointee.DataOffset ?? 0
    shadow.pointee.data_length = buffer?.pointee.DataLength ?? 0
    shadow.pointee.list_flags = record.pointee.NblFlags
    shadow.pointee.status = record.pointee.Status
    shadow.pointee.origin = list.prefix.pointee.origin
    shadow.pointee.buffer_count = UInt32(list.bufferCount)
    shadow.pointee.total_length = UInt32(truncatingIfNeeded: list.totalLength)
    let info = infoWords(shadow)
    for index in 0..<InfoSlot.allCases.count { info[index] = nd_list_info(record, UInt32(index)) }
    let bytes = byteStore(shadow)
    let copied = list.firstBuffer?.copyBytes(to: bytes) ?? 0
    shadow.pointee.byte_count = UInt32(copied)
    shadow.pointee.rest_low = 0
    shadow.pointee.rest_high = 0
    list.prefix.pointee.shadow = shadow
    nd_list_alter(record)
  }

  /// Compares the list with its copy; empty if there is no copy.
  public static func difference(_ list: NetBufferList) -> Difference {
    var result = Difference()
    guard let shadow = list.prefix.pointee.shadow else { return result }
    let record = list.record
    let buffer = record.pointee.FirstNetBuffer
    result.sourceChanged = shadow.pointee.source != record.pointee.SourceHandle
    result.parentChanged = shadow.pointee.parent != record.pointee.ParentNetBufferList
    result.originChanged =
      shadow.pointee.data_offset != buffer?.pointee.DataOffset ?? 0
      || shadow.pointee.data_length != buffer?.pointee.DataLength ?? 0
    result.descriptorsChanged =
      shadow.pointee.first != buffer || shadow.pointee.mdl_chain != buffer?.pointee.MdlChain
    if result.originChanged || result.descriptorsChanged
      || shadow.pointee.list_flags != record.pointee.NblFlags
      || shadow.pointee.status != record.pointee.Status
      || shadow.pointee.buffer_count != UInt32(list.bufferCount)
      || shadow.pointee.total_length != UInt32(truncatingIfNeeded: list.totalLength)
    {
      result.marks |= UInt8(ND_MARK_GEOMETRY)
    }
    let info = infoWords(shadow)
    var index: UInt32 = 0
    while index < UInt32(MaxNetBufferListInfo) {
      if info[Int(index)] != nd_list_info(record, index) {
        result.infoMask |= 1 << index
        result.marks |= UInt8(ND_MARK_INFO)
      }
      index &+= 1
    }
    compareBytes(list, shadow, &result)
    return result
  }

  /// Compares byte for byte by virtual address, so that a moved data start is no difference in itself.
  private static func compareBytes(
    _ list: NetBufferList,
    _ shadow: UnsafeMutablePointer<nd_shadow>,
    _ result: inout Difference
  ) {
    let old = byteStore(shadow)
    let oldStart = Int(shadow.pointee.origin)
    let start = Int(list.prefix.pointee.origin)
    // What lies behind the copy `compareRest` knows by its sum.
    let known = Int(shadow.pointee.byte_count)
    if start == oldStart, let data = list.firstBuffer?.contiguous, data.count >= known,
      isEqual(old, data, known)
    {
      return
    }
    withUnsafeTemporaryAllocation(byteCount: Int(ND_SHADOW_BYTES), alignment: 8) { buffer in
      let copied = list.firstBuffer?.copyBytes(to: buffer) ?? 0
      let shift = start - oldStart
      let count = min(copied, known - shift)
      // Most are equal: eight at a time up to the first that are not.
      var index = 0
      while shift >= 0, index + 8 <= count,
        old.loadUnaligned(fromByteOffset: shift + index, as: UInt64.self)
          == buffer.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      {
        index += 8
      }
      while index < count {
        defer { index += 1 }
        if shift + index >= 0, old[shift + index] == buffer[index] { continue }
        result.marks |= UInt8(ND_MARK_BYTES)
        result.low = min(result.low, Int32(truncatingIfNeeded: start + index))
        result.high = max(result.high, Int32(truncatingIfNeeded: start + index + 1))
      }
    }
  }

  /// Whether the first `count` bytes of two pieces are the same.
  private static func isEqual(
    _ old: UnsafeMutableRawBufferPointer,
    _ data: UnsafeRawBufferPointer,
    _ count: Int
  ) -> Bool {
    guard let old = old.baseAddress, let data = data.baseAddress else { return count == 0 }
    var index = 0
    while index &+ 32 <= count {
      let left = old.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
      let right = data.loadUnaligned(fromByteOffset: index, as: SIMD4<UInt64>.self)
      if (left ^ right) != SIMD4<UInt64>(repeating: 0) { return false }
      index &+= 32
    }
    while index < count {
      if old.load(fromByteOffset: index, as: UInt8.self)
        != data.load(fromByteOffset: index, as: UInt8.self)
      {
        return false
      }
      index &+= 1
    }
    return true
  }

  private static func infoWords(
    _ shadow: UnsafeMutablePointer<nd_shadow>
  ) -> UnsafeMutablePointer<
    UInt64
  > {
    (UnsafeMutableRawPointer(shadow) + Int(nd_shadow_info_offset))
      .assumingMemoryBound(to: UInt64.self)
  }

  private static func byteStore(
    _ shadow: UnsafeMutablePointer<nd_shadow>
  )
    -> UnsafeMutableRawBufferPointer
  {
    UnsafeMutableRawBufferPointer(
      start: UnsafeMutableRawPointer(shadow) + Int(nd_shadow_bytes_offset),
      count: Int(ND_SHADOW_BYTES)
    )
  }
}
