import CLinux

/// One algorithm of ours to measure, maybe beside another's.
struct AlgorithmCase: Sendable {
  /// Row name, such as `checksum-64B`.
  let name: String
  /// What is counted.
  let unit: String
  /// Readies both sides.
  let prepare: @Sendable (ReferenceLibrary) throws -> AlgorithmRun

  /// Every algorithm there is, in the report's order.
  static let all: [AlgorithmCase] = bytes + lists + [request]
}

/// Both sides of an algorithm, ready to run.
struct AlgorithmRun {
  /// What is done in one pass.
  let operations: Int
  /// One pass of ours; the same result as the reference's, if there is one.
  let ours: () throws -> UInt64
  /// Name of the reference and one pass of it.
  var reference: (name: String, pass: () -> UInt64)?
  /// Why there is no reference where there should be one.
  var skipped: String?

  /// Measures one side for about `seconds` of processor time.
  func measure(seconds: Double, _ pass: () throws -> UInt64) rethrows -> PathFigure {
    _ = try pass()
    let allocations = HeapCount.allocations
    let begin = nd_host_thread_cpu()
    let end = begin + UInt64(seconds * 1e9)
    var passes: UInt64 = 0
    var now = begin
    while now < end {
      for _ in 0..<16 { _ = try pass() }
      passes += 16
      now = nd_host_thread_cpu()
    }
    return PathFigure(
      packets: passes * UInt64(operations),
      processorSeconds: Double(now - begin) / 1e9,
      allocations: HeapCount.allocations - allocations
    )
  }
}

/// What makes a measurement worthless.
enum AlgorithmProblem: Error {
  /// The two sides do not give the same result.
  case differs(String)
  /// What should have come of a pass did not.
  case incomplete(String)
}
