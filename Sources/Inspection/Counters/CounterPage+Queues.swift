extension CounterPage {
  /// Where a receive queue's line begins in `values`; nil if the page has none.
  public func offset(ofQueue queue: UInt32) -> Int? {
    Self.place(of: queue, in: queueIDs).map { queueStart + $0 * QueueColumn.width }
  }

  /// The words of an adapter's indirection table in `values`, one per entry; nil if the page has none.
  public func hitRange(ofAdapter adapter: AdapterID) -> Range<Int>? {
    var start = queueStart + queueIDs.count * QueueColumn.width
    for table in tables {
      let end = start + Int(table.entries)
      if table.adapter == adapter { return start..<end }
      start = end
    }
    return nil
  }

  /// One counter of a receive queue; 0 if the page has no such line.
  public subscript(queue queue: UInt32, column: QueueColumn) -> UInt64 {
    get { offset(ofQueue: queue).map { values[$0 + Int(column.rawValue)] } ?? 0 }
    set {
      guard let offset = offset(ofQueue: queue) else { return }
      withValues { $0[offset + Int(column.rawValue)] = newValue }
    }
  }

  /// Frames that each entry of an adapter's indirection table sent on; empty without a table.
  public func hits(ofAdapter adapter: AdapterID) -> [UInt64] {
    hitRange(ofAdapter: adapter).map { Array(values[$0]) } ?? []
  }

  /// Sets the frames of each entry; those past the table's end are left out.
  public mutating func setHits(_ hits: [UInt64], ofAdapter adapter: AdapterID) {
    guard let range = hitRange(ofAdapter: adapter) else { return }
    withValues { words in
      for (place, count) in zip(range, hits) { words[place] = count }
    }
  }

  private var queueStart: Int {
    partyIDs.count * Self.partyWidth + adapterIDs.count * StatisticsColumn.width
  }
}
