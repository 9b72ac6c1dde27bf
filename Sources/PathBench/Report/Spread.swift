/// Several runs of one measurement: the middle one and how far the others were from it.
struct Spread {
  let minimum: Double
  let median: Double
  let maximum: Double
  let runs: Int

  /// Sums up `values`; nil when there are none.
  init?(_ values: [Double]) {
    let sorted = values.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    let middle = sorted.count / 2
    minimum = first
    maximum = last
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    runs = sorted.count
  }
}
