/// One line of the report: something of ours beside its reference.
struct BenchRow {
  let name: String
  /// What is counted per second of processor time.
  let unit: String
  /// Ours per second of processor time; nil in the reference's own row.
  var ours: Spread?
  /// The reference in the same rounds; nil when there is none or it was skipped.
  var reference: Spread?
  /// What the reference is, nil when there is none.
  var referenceName: String?
  /// Why the reference was skipped, nil when it was not.
  var skipped: String?
  /// Heap allocations for each, the worst run; nil in the reference's own row.
  var allocationsPerPacket: Double?
  /// One of the paths, which must not allocate.
  var isPath = false

  /// Our median over the reference's.
  var ratio: Double? {
    guard let ours, let reference else { return nil }
    return ours.median / reference.median
  }
}
