/// The middle and the slow end of a set of values, exact: each is one of the values.
public struct Percentiles: Equatable, Sendable {
  /// The smallest value that at least half of them do not exceed.
  public var p50: UInt64
  /// The smallest value that at least 99 in 100 of them do not exceed.
  public var p99: UInt64

  /// Makes the value from its parts.
  public init(p50: UInt64, p99: UInt64) {
    self.p50 = p50
    self.p99 = p99
  }

  /// Of values in any order, by nearest rank; nil without any.
  public init?(of values: [UInt64]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    func rank(_ percent: Int) -> UInt64 { sorted[(sorted.count * percent + 99) / 100 - 1] }
    p50 = rank(50)
    p99 = rank(99)
  }
}
