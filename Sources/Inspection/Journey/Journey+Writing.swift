extension Journey {
  /// The hop at which bytes came to be as they are at a later hop: the last by which any of them was written or added.
  ///
  /// - Parameters:
  ///   - range: places from the data start at `hop`.
  ///   - hop: index in `hops`.
  /// - Returns: an index in `hops`, 0 for bytes that are as they were when the packet was first recorded; nil if none of
  ///   the bytes is known at `hop`.
  public func lastWrite(of range: Range<Int>, at hop: Int) -> Int? {
    guard hops.indices.contains(hop), let now = hops[hop].bytes else { return nil }
    let known = range.filter { now[$0] != nil }
    guard !known.isEmpty else { return nil }
    for place in stride(from: hop, to: 0, by: -1) {
      guard let before = hops[place - 1].bytes, let after = hops[place].bytes else { continue }
      let isWritten = known.contains { offset in
        let was = offset + Int(now.origin) - Int(before.origin)
        let found = offset + Int(now.origin) - Int(after.origin)
        return before[was] != after[found] || before.writer(at: was) != after.writer(at: found)
      }
      if isWritten { return place }
    }
    return 0
  }

  /// The hop at which a word beside the bytes came to be as it is at a later hop, by the changes recorded.
  ///
  /// - Parameters:
  ///   - name: as changes name it (`DataLength`, `Ieee8021QNetBufferListInfo`); parts after a dot count too.
  ///   - hop: index in `hops`.
  /// - Returns: an index in `hops`; 0 for what is as it was at first.
  public func lastChange(of name: String, at hop: Int) -> Int {
    for place in stride(from: min(hop, hops.count - 1), to: 0, by: -1) {
      let isChanged = hops[place].changes.contains { change in
        change.name == name || change.name.hasPrefix(name + ".")
          || name.hasPrefix(change.name + ".")
      }
      if isChanged { return place }
    }
    return 0
  }
}
