import CNDIS

/// The data behind the bytes that a shadow copies: of them it knows a sum.
extension Shadow {
  static func saveRest(
    _ list: NetBufferList,
    _ shadow: UnsafeMutablePointer<nd_shadow>,
    _ copied: Int
  ) {
    let start = list.prefix.pointee.origin
    guard let buffer = list.firstBuffer, buffer.dataLength > copied else {
      shadow.pointee.rest_low = 0
      shadow.pointee.rest_high = 0
      return
    }
    shadow.pointee.rest_low = start &+ Int32(truncatingIfNeeded: copied)
    shadow.pointee.rest_high = start &+ Int32(truncatingIfNeeded: buffer.dataLength)
    shadow.pointee.rest_sum = nd_buffer_sum(
      buffer.record,
      UInt64(copied),
      UInt64(buffer.dataLength)
    )
  }

  /// Compares the sum; where the data no longer holds all of those bytes, nothing is said of any.
  static func compareRest(
    _ list: NetBufferList,
    _ shadow: UnsafeMutablePointer<nd_shadow>,
    _ result: inout Difference
  ) {
    guard let buffer = list.firstBuffer else { return }
    let start = Int(list.prefix.pointee.origin)
    let end = start + buffer.dataLength
    let low = Int(shadow.pointee.rest_low)
    let high = Int(shadow.pointee.rest_high)
    var known = Int(shadow.pointee.origin) + Int(shadow.pointee.byte_count)
    if low < high, start <= low, high <= end {
      known = high
      let sum = nd_buffer_sum(buffer.record, UInt64(low - start), UInt64(high - start))
      if sum != shadow.pointee.rest_sum {
        result.marks |= UInt8(ND_MARK_BYTES)
        result.low = min(result.low, Int32(truncatingIfNeeded: low))
        result.high = max(result.high, Int32(truncatingIfNeeded: high))
      }
    }
    if known < end { result.unseen = Int32(truncatingIfNeeded: max(known, start)) }
  }
}
