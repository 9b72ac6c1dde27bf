/// One line of the report: a path of ours beside the reference.
struct BenchRow {
  let name: String
  /// Packets per second of processor time; nil in the reference's own row.
  var ours: Spread?
  /// The reference in the same rounds; nil when it was skipped.
  var reference: Spread?
  /// Heap allocations per packet, the worst run; nil in the reference's own row.
  var allocationsPerPacket: Double?

  /// Our median over the reference's.
  var ratio: Double? {
    guard let ours, let reference else { return nil }
    return ours.median / reference.median
  }
}
