extension PacketComparison {
  /// Differences between two stacks of headers: headers that came or went, and fields that differ.
  ///
  /// Headers are paired so that as much as possible stays alike: of two VLAN tags the outer one may be gone and the
  /// inner one stay. What is missing only because the known bytes end is not a difference.
  static func headers(_ old: HeaderStack, _ new: HeaderStack) -> [HopChange] {
    let pairs = align(old.layers, new.layers)
    let lastPair = pairs.lastIndex { $0.old != nil && $0.new != nil }
    var changes: [HopChange] = []
    for (place, pair) in pairs.enumerated() {
      let isLast = place >= (lastPair ?? 0)
      switch (pair.old, pair.new) {
      case (let was?, let now?):
        changes += fields(was, now, isOldCut: isLast && old.isCut, isNewCut: isLast && new.isCut)
      case (let was?, nil):
        if isLast && new.isCut { continue }
        changes.append(
          HopChange(kind: .field, name: was.name, before: was.summary, after: "")
        )
      case (nil, let now?):
        if isLast && old.isCut { continue }
        changes.append(
          HopChange(
            kind: .field,
            name: now.name,
            before: "",
            after: now.summary,
            offset: UInt32(clamping: now.range.lowerBound),
            length: UInt32(clamping: now.range.count)
          )
        )
      case (nil, nil): break
      }
    }
    return changes
  }

  private static func fields(
    _ old: HeaderLayer,
    _ new: HeaderLayer,
    isOldCut: Bool,
    isNewCut: Bool
  ) -> [HopChange] {
    var changes: [HopChange] = []
    func match(_ field: HeaderLayer.Field, _ layer: HeaderLayer) -> HeaderLayer.Field? {
      layer.fields.first { $0.name == field.name && $0.occurrence == field.occurrence }
    }
    for field in new.fields {
      let was = match(field, old)
      guard was?.value != field.value, was != nil || !isOldCut else { continue }
      changes.append(
        HopChange(
          kind: .field,
          name: field.name,
          before: was?.text ?? "",
          after: field.text,
          offset: UInt32(clamping: field.range.lowerBound),
          length: UInt32(clamping: field.range.count)
        )
      )
    }
    for field in old.fields where !isNewCut && match(field, new) == nil {
      changes.append(HopChange(kind: .field, name: field.name, before: field.text, after: ""))
    }
    return changes
  }

  private typealias Pair = (old: HeaderLayer?, new: HeaderLayer?)

  /// Pairs headers of the same kind, in order, for the greatest likeness.
  private static func align(_ old: [HeaderLayer], _ new: [HeaderLayer]) -> [Pair] {
    let width = new.count + 1
    // Likeness of what follows old[i] and new[j].
    var best = [Int](repeating: 0, count: (old.count + 1) * width)
    func likeness(_ i: Int, _ j: Int) -> Int {
      guard old[i].name == new[j].name else { return 0 }
      let alike = new[j].fields.count { field in
        old[i].fields.contains {
          $0.name == field.name && $0.occurrence == field.occurrence && $0.value == field.value
        }
      }
      return 2 + alike
    }
    for i in stride(from: old.count - 1, through: 0, by: -1) {
      for j in stride(from: new.count - 1, through: 0, by: -1) {
        let pair = likeness(i, j)
        best[i * width + j] = max(
          best[(i + 1) * width + j],
          best[i * width + j + 1],
          pair > 0 ? pair + best[(i + 1) * width + j + 1] : 0
        )
      }
    }
    var pairs: [Pair] = []
    var i = 0
    var j = 0
    while i < old.count || j < new.count {
      if i < old.count, j < new.count, likeness(i, j) > 0,
        best[i * width + j] == likeness(i, j) + best[(i + 1) * width + j + 1]
      {
        pairs.append((old[i], new[j]))
        i += 1
        j += 1
      } else if i < old.count,
        j == new.count || best[(i + 1) * width + j] >= best[i * width + j + 1]
      {
        pairs.append((old[i], nil))
        i += 1
      } else {
        pairs.append((nil, new[j]))
        j += 1
      }
    }
    return pairs
  }
}
