import CAllocCount

/// The heap calls of the measuring thread.
enum HeapCount {
  /// Allocations of this thread since it began.
  static var allocations: UInt64 { alloc_count_thread().allocations }

  /// Whether the counter is the one the allocator answers to: a gate that cannot fail is no gate.
  static func countsSwiftObjects() -> Bool {
    let before = allocations
    var kept: [Probe] = []
    kept.reserveCapacity(100)
    for number in 0..<100 { kept.append(Probe(number: number)) }
    return withExtendedLifetime(kept) { allocations - before == 101 }
  }

  private final class Probe {
    let number: Int

    init(number: Int) { self.number = number }
  }
}
