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
    writeWords(to: &stream)
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
    try page.readWords(from: &stream)
    return page
  }

  /// True if a page can be told as a difference to this one.
  func hasLines(of other: CounterPage) -> Bool {
    partyIDs == other.partyIDs && adapterIDs == other.adapterIDs && queueIDs == other.queueIDs
      && tables == other.tables
  }

  /// Writes every word that is not zero.
  ///
  /// Per line its distance from the line before, a bit per word, and the words.
  func writeWords(to stream: inout StreamWriter) {
    var last = -1
    let lines = lines
    for line in lines.indices {
      var mask: UInt32 = 0
      for (bit, place) in lines[line].enumerated() where values[place] != 0 {
        mask |= 1 << UInt32(bit)
      }
      guard mask != 0 else { continue }
      stream.number(UInt64(line - last))
      last = line
      stream.fixed32(mask)
      for place in lines[line] where values[place] != 0 { stream.number(values[place].folded) }
    }
    stream.number(0)
    (!drops.isEmpty).write(to: &stream)
    if !drops.isEmpty { drops.write(to: &stream) }
  }

  /// Tells every line that is another than in an earlier page with the same lines.
  ///
  /// At every instant at which something happened, so on plain memory.
  func compare(with old: CounterPage, into difference: inout CounterDifference) {
    let lines = lines
    values.withUnsafeBufferPointer { new in
      old.values.withUnsafeBufferPointer { old in
        guard let fresh = new.baseAddress, let base = old.baseAddress else { return }
        for line in lines.indices {
          let start = lines[line].lowerBound
          var mask: UInt32 = 0
          for bit in 0..<lines[line].count where fresh[start + bit] != base[start + bit] {
            mask |= 1 << UInt32(bit)
          }
          if mask != 0 { difference.add(line: line, mask: mask, fresh + start, base + start) }
        }
      }
    }
  }

  /// Applies a difference to the page it was made from.
  ///
  /// - Parameters:
  ///   - shape: lines and words that a page like this has.
  ///   - changes: one for each word of the shape.
  ///   - lines: those of the page.
  mutating func apply(
    _ shape: CounterDifference.Shape,
    _ changes: ArraySlice<UInt64>,
    _ lines: [Range<Int>]
  ) {
    var next = changes.startIndex
    for (line, mask) in zip(shape.lines, shape.masks) {
      let start = lines[Int(line)].lowerBound
      var rest = mask
      while rest != 0 {
        add(changes[next].unfolded, at: start + rest.trailingZeroBitCount)
        next += 1
        rest &= rest &- 1
      }
    }
  }

  /// Adds words as `writeWords` wrote them; so sessions before version 4 told differences too.
  mutating func readWords(from stream: inout StreamReader) throws(SessionError) {
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
  var lines: [Range<Int>] {
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
