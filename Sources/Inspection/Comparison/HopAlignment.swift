/// The hand-offs of one packet in two runs beside each other.
///
/// Those by which the same party hands off the same way stand in one row, in order, as many as can; any other is alone
/// in its row, those of the first run before those of the second.
public struct HopAlignment: Equatable, Sendable {
  /// Places in the hops of the journeys; one of them is nil where only the other run has the hand-off.
  public struct Row: Equatable, Sendable {
    /// In the first run.
    public var first: Int?
    /// In the second run.
    public var second: Int?
  }

  /// All hand-offs of both, in order.
  public let rows: [Row]

  /// The rows that both have.
  var common: [(first: Int, second: Int)] {
    rows.compactMap { row in
      if let first = row.first, let second = row.second { (first, second) } else { nil }
    }
  }

  /// Aligns what is equal.
  init<Step: Equatable>(_ left: [Step], _ right: [Step]) {
    let width = right.count + 1
    var best = [Int](repeating: 0, count: (left.count + 1) * width)
    for i in stride(from: left.count - 1, through: 0, by: -1) {
      for j in stride(from: right.count - 1, through: 0, by: -1) {
        best[i * width + j] =
          left[i] == right[j]
          ? best[(i + 1) * width + j + 1] + 1
          : max(best[(i + 1) * width + j], best[i * width + j + 1])
      }
    }
    var rows: [Row] = []
    var i = 0
    var j = 0
    while i < left.count || j < right.count {
      if i < left.count, j < right.count, left[i] == right[j] {
        rows.append(Row(first: i, second: j))
        i += 1
        j += 1
      } else if j == right.count
        || (i < left.count && best[(i + 1) * width + j] >= best[i * width + j + 1])
      {
        rows.append(Row(first: i, second: nil))
        i += 1
      } else {
        rows.append(Row(first: nil, second: j))
        j += 1
      }
    }
    self.rows = rows
  }
}
