extension CounterPage.HitTable: StreamValue {
  func write(to stream: inout StreamWriter) {
    adapter.write(to: &stream)
    entries.write(to: &stream)
  }

  init(from stream: inout StreamReader) throws(SessionError) {
    let start = stream.offset
    self.init(adapter: try AdapterID(from: &stream), entries: try UInt16(from: &stream))
    guard entries <= 128 else { throw SessionError(.badValue, at: start) }
  }
}

extension CounterPage {
  /// Writes the whole page: ids, then the words of every line that has any.
  func write(to stream: inout StreamWriter) {
    partyIDs.write(to: &stream)
    adapterIDs.write(to: &stream)
    queueIDs.write(to: &stream)
    tables.write(to: &stream)
    writeDifference(to: nil, &stream)
  }

  /// `version`: of the session; the first knew of no queues.
  static func read(
    from stream: inout StreamReader,
    version: UInt16
  ) throws(SessionError) -> CounterPage {
    let start = stream.offset
    let parties = try [PartyID](from: &stream)
    let adapters = try [AdapterID](from: &stream)
    let queues = version > 1 ? try [UInt32](from: &stream) : []
    let tables = version > 1 ? try [HitTable](from: &stream) : []
    guard
      ascends(parties), ascends(adapters), ascends(queues), ascends(tables.map(\.adapter))
    else { throw SessionError(.badValue, at: start) }
    var page = CounterPage(
      partyIDs: parties,
      adapterIDs: adapters,
      queueIDs: queues,
      tables: tables
    )
    try page.readDifference(from: &stream)
    return page
  }

  /// True if a page can be told as a difference to this one.
  func hasLines(of other: CounterPage) -> Bool {
    partyIDs == other.partyIDs && adapterIDs == other.adapterIDs && queueIDs == other.queueIDs
      && tables == other.tables
  }

  /// Writes what differs from an earlier page with the same lines; nil: from a page of zeros.
  ///
  /// Per changed line its distance from the line before, a bit per changed word, and the differences.
  func writeDifference(to base: CounterPage?, _ stream: inout StreamWriter) {
    let old = base?.values ?? [UInt64](repeating: 0, count: values.count)
    let lines = lines
    values.withUnsafeBufferPointer { values in
      old.withUnsafeBufferPointer { Self.writeLines(lines, values, $0, &stream) }
    }
    stream.number(0)
    let hasDrops = drops != (base?.drops ?? [])
    hasDrops.write(to: &stream)
    if hasDrops { drops.write(to: &stream) }
  }

  /// At every instant at which something happened, so on plain memory.
  private static func writeLines(
    _ lines: [Range<Int>],
    _ values: UnsafeBufferPointer<UInt64>,
    _ old: UnsafeBufferPointer<UInt64>,
    _ stream: inout StreamWriter
  ) {
    var last = -1
    for line in lines.indices {
      let start = lines[line].lowerBound
      let width = lines[line].count
      var mask: UInt32 = 0
      for bit in 0..<width where values[start + bit] != old[start + bit] {
        mask |= 1 << UInt32(bit)
      }
      guard mask != 0 else { continue }
      stream.number(UInt64(line - last))
      last = line
      stream.fixed32(mask)
      for bit in 0..<width where mask & (1 << UInt32(bit)) != 0 {
        stream.signed(Int64(bitPattern: values[start + bit] &- old[start + bit]))
      }
    }
  }

  /// Applies what `writeDifference` wrote to the page it is a difference to.
  mutating func readDifference(from stream: inout StreamReader) throws(SessionError) {
    let lines = lines
    var line = -1
    while true {
      let start = stream.offset
      let distance = try stream.number()
      if distance == 0 { break }
      guard distance <= UInt64(lines.count), line + Int(distance) < lines.count else {
        throw SessionError(.badValue, at: start)
      }
      line += Int(distance)
      let words = lines[line]
      let mask = try stream.fixed32()
      guard words.count >= 32 || mask >> UInt32(words.count) == 0 else {
        throw SessionError(.badValue, at: start)
      }
      for (bit, place) in words.enumerated() where mask & (1 << UInt32(bit)) != 0 {
        add(UInt64(bitPattern: try stream.signed()), at: place)
      }
    }
    if try Bool(from: &stream) { setDrops(try [DropCount](from: &stream)) }
  }

  /// The words of each line: parties, adapters, queues, then tables in pieces of 32.
  private var lines: [Range<Int>] {
    var lines: [Range<Int>] = []
    lines.reserveCapacity(partyIDs.count + adapterIDs.count + queueIDs.count)
    var start = 0
    func add(_ width: Int) {
      lines.append(start..<(start + width))
      start += width
    }
    for _ in partyIDs { add(Self.partyWidth) }
    for _ in adapterIDs { add(StatisticsColumn.width) }
    for _ in queueIDs { add(QueueColumn.width) }
    for table in tables {
      var left = Int(table.entries)
      while left > 0 {
        add(min(left, 32))
        left -= 32
      }
    }
    return lines
  }
}
