/// What was done to the stack and what came of it.
struct SoakTally {
  /// What somebody may do to a running stack.
  enum Operation: String, CaseIterable {
    case pause, restart, attach, detach, bind, unbind, unplug, plug, query, set, keyword, level
    case inject, surpriseRemoval, hostRemoval
  }

  private(set) var counts: [Operation: UInt64] = [:]
  /// Snapshots that were checked, by all fronts.
  var snapshots: UInt64 = 0
  /// Comparisons with Linux's own counters.
  var comparisons: UInt64 = 0
  /// Lists over all hand-offs.
  var handOffs: UInt64 = 0
  /// Packets dropped, each with a reason.
  var drops: UInt64 = 0
  /// Commands whose answer says they could not be done then.
  var refusals: UInt64 = 0
  var problems: [String] = []

  mutating func did(_ operation: Operation) { counts[operation, default: 0] += 1 }

  static func += (sum: inout SoakTally, other: SoakTally) {
    for (operation, count) in other.counts { sum.counts[operation, default: 0] += count }
    sum.snapshots += other.snapshots
    sum.comparisons += other.comparisons
    sum.handOffs += other.handOffs
    sum.drops += other.drops
    sum.refusals += other.refusals
    sum.problems += other.problems
  }

  /// The operations in the table's order.
  var text: String {
    Operation.allCases.map { "\($0.rawValue) \(counts[$0, default: 0])" }.joined(separator: ", ")
  }
}
