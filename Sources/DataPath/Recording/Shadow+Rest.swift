import CNDIS

/// The data behind the bytes that a shadow copies: of them it knows a sum, while a driver in C has the list.
extension Shadow {
  /// Sums up what lies behind the copied bytes; the list was saved just before.
  public static func saveRest(_ list: NetBufferList) {
    guard let shadow = list.prefix.pointee.shadow, let buffer = list.firstBuffer else { return }
    let start = list.prefix.pointee.origin
    let copied = Int(shadow.pointee.byte_count)
    guard buffer.dataLength > copied else { return }
    shadow.pointee.rest_low = start &+ Int32(truncatingIfNeeded: copied)
    shadow.pointee.rest_high = start &+ Int32(truncatingIfNeeded: buffer.dataLength)
    shadow.pointee.rest_sum = nd_buffer_sum(
      buffer.record,
      UInt64(copied),
      UInt64(buffer.dataLength)
    )
  }

  /// Adds what the sum tells to a difference; where the data no longer holds all of those bytes, nothing is said of any.
  public static func compareRest(_ list: NetBufferList, _ result: inout Difference) {
    guard let shadow = list.prefix.pointee.shadow, let buffer = list.firstBuffer else { return }
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
