/// Finds the name a person probably meant.
public enum NearestName {
  /// Returns the name with the fewest edits away, the first of equals; nil if none is near enough.
  ///
  /// Near enough is one edit for three letters, at least one and at most three; a change of case or two swapped
  /// letters count as one.
  public static func of(_ written: String, among names: [String]) -> String? {
    let written = Array(written.unicodeScalars.prefix(65))
    guard written.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let letters = Array(name.unicodeScalars.prefix(65))
      guard letters.count <= 64 else { continue }
      let allowed = min(3, max(1, max(letters.count, written.count) / 3))
      let limit = min(allowed, (best?.distance ?? .max) - 1)
      if let distance = distance(written, letters, limit: limit) { best = (name, distance) }
    }
    return best?.name
  }

  /// Returns the number of edits between two words, nil if that is more than a limit.
  private static func distance(
    _ left: [Unicode.Scalar],
    _ right: [Unicode.Scalar],
    limit: Int
  ) -> Int? {
    let folded = (fold(left), fold(right))
    guard abs(folded.0.count - folded.1.count) <= limit else { return nil }
    if folded.0 == folded.1 {
      let distance = left == right ? 0 : 1
      return distance <= limit ? distance : nil
    }
    let (left, right) = folded
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(substitution, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      // No later row can get below two rows that are above the limit: a swap reaches back no further.
      if !current.contains(where: { $0 <= limit }), !last.contains(where: { $0 <= limit }) {
        return nil
      }
      beforeLast = last
      last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }

  private static func fold(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.flatMap { Array($0.properties.lowercaseMapping.unicodeScalars) }
  }
}
