extension JourneyIndex {
  /// Position of the first record that a recording ring ever writes.
  public static let logStart: UInt64 = 64

  /// Takes in the records of a piece of the log whose first byte has this position; gives the bytes used.
  ///
  /// A record that the piece cuts short is left for the next piece. A piece that begins before the end of what is known
  /// is used from there on; one that begins after it leaves a gap. After an error everything before the bad record is
  /// taken in.
  @discardableResult
  public mutating func ingest(
    _ bytes: borrowing RawSpan,
    at position: UInt64
  ) throws(HopLogError) -> Int {
    var offset = 0
    if !hasStarted {
      hasStarted = true
      firstPosition = position
      endPosition = position
      if position > Self.logStart { openBoundary() }
    } else if position > endPosition {
      gaps.append(endPosition..<position)
      endPosition = position
      openBoundary()
      // What was under way has gone on unseen.
      ways.forget { rows[$0].bits & Self.outcomeBits == 0 }
    } else if position < endPosition {
      offset = Int(clamping: endPosition - position)
    }
    while bytes.byteCount - offset >= 8 {
      let first = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
      // A whole record follows later, or the size is wrong, which the parser below would tell.
      if HopRecord.size(first) > bytes.byteCount - offset { break }
      let record = try reader.record(bytes, at: offset, base: position)
      try take(record, bytes)
      offset += record.size
      endPosition = position &+ UInt64(offset)
    }
    return min(offset, bytes.byteCount)
  }

  /// Says that the log no longer has what is before this position.
  ///
  /// Journeys that began there become partial; those of which nothing is left are removed now and then.
  public mutating func forget(before position: UInt64) {
    guard position > firstPosition else { return }
    firstPosition = position
    gaps.removeAll { $0.upperBound <= position }
    while forgottenGroups < groups.count, groups[forgottenGroups].position < position {
      forgottenGroups += 1
    }
    if forgottenGroups > 4096, forgottenGroups * 2 > groups.count { compactGroups() }
    // Counting costs a pass over the rows, so it waits until they have grown by a quarter.
    guard rows.count >= nextCompaction else { return }
    let dead = rows.reduce(0) { $0 + ($1.lastPosition < position ? 1 : 0) }
    if dead * 2 > rows.count { compactRows() }
    nextCompaction = max(8192, rows.count + rows.count / 4)
  }

  private mutating func openBoundary() {
    lateBoundary = 0
    isBoundaryOpen = true
    hasMissed = true
  }

  private mutating func take(
    _ record: HopRecord,
    _ bytes: borrowing RawSpan
  ) throws(HopLogError) {
    switch record.kind {
    case .pad: return
    case .birth: takeBirths(record, bytes)
    case .fate, .hop:
      if record.isSameAs {
        try takeReference(record)
      } else if record.entryStride > 0 {
        takeFixed(record, bytes)
      } else {
        try takeVarying(record, bytes)
      }
    }
    recordCount &+= 1
  }

  private mutating func takeBirths(_ record: HopRecord, _ bytes: borrowing RawSpan) {
    for index in 0..<Int(record.count) {
      let place = record.entriesOffset + index * 16
      let child = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let parent = bytes.unsafeLoadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
        .littleEndian
      var row = findRow(child)
      if row < 0 { row = appendRow(child, record: record, bits: 0) }
      rows[row].lastPosition = record.position
      withExtra(row) {
        $0.parent = parent
        $0.birthKind = record.edge
      }
      let parentRow = findRow(parent)
      if parentRow >= 0 { rows[parentRow].lastPosition = record.position }
    }
  }

  /// The row of a journey in a hop or fate record, made if there is none; `guess` is tried first.
  @inline(__always)
  private mutating func row(
    of journey: UInt64,
    guess: Int,
    record: HopRecord,
    isLate: Bool
  ) -> Int {
    if guess < rows.count, rows[guess].journey == journey { return guess }
    let found = findRow(journey)
    if found >= 0 { return found }
    var bits: UInt32 = 0
    if isBoundaryOpen {
      lateBoundary = max(lateBoundary, journey)
      bits = Self.partialBit
    } else if journey <= lateBoundary || isLate {
      bits = Self.partialBit
    }
    return appendRow(journey, record: record, bits: bits)
  }

  /// After a gap, a journey first seen at its end, on its way back, or midway has lost its way there.
  @inline(__always)
  private func isLateSight(_ record: HopRecord) -> Bool {
    guard hasMissed else { return false }
    if record.kind == .fate || record.edge & 1 == 1 { return true }
    return !originators.isEmpty && !originators.contains(record.from)
  }

  private mutating func takeFixed(_ record: HopRecord, _ bytes: borrowing RawSpan) {
    var guess = rows.count
    let start = members.count
    var firstRow = 0
    var isConsecutive = true
    let isLate = isLateSight(record)
    for index in 0..<Int(record.count) {
      let journey = bytes.unsafeLoadUnaligned(
        fromByteOffset: record.entriesOffset + index * 8,
        as: UInt64.self
      ).littleEndian
      let row = row(of: journey, guess: guess, record: record, isLate: isLate)
      if index == 0 { firstRow = row }
      note(row, index: index, first: firstRow, start: start, &isConsecutive)
      guess = row + 1
    }
    close(record, start: start, firstRow: firstRow, isConsecutive)
  }

  private mutating func takeVarying(
    _ record: HopRecord,
    _ bytes: borrowing RawSpan
  ) throws(HopLogError) {
    var guess = rows.count
    let start = members.count
    var firstRow = 0
    var isConsecutive = true
    let isLate = isLateSight(record)
    // Checked as a whole first, so that a bad record changes nothing.
    var place = record.entriesOffset
    let limit = record.offset + record.size
    for _ in 0..<record.count {
      place = try HopEntry(parsing: bytes, at: place, limit: limit, position: record.position).end
    }
    place = record.entriesOffset
    for index in 0..<Int(record.count) {
      let entry = try HopEntry(
        parsing: bytes,
        at: place,
        limit: limit,
        position: record.position
      )
      place = entry.end
      let row = row(
        of: entry.journey,
        guess: guess,
        record: record,
        isLate: isLate || (hasMissed && entry.geometryOffset == nil)
      )
      if index == 0 { firstRow = row }
      note(row, index: index, first: firstRow, start: start, &isConsecutive)
      if let geometry = entry.geometryOffset, rows[row].bits & Self.lengthBit == 0 {
        rows[row].bits |= Self.lengthBit
        let place = geometry + (entry.isPlainGeometry ? 4 : 20)
        rows[row].length =
          bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self).littleEndian
      }
      guess = row + 1
    }
    close(record, start: start, firstRow: firstRow, isConsecutive)
  }

  /// The remembered record with entries at a position; -1 if there is none.
  func groupPlace(of target: UInt64) -> Int {
    var place = groups.count - 1
    if place >= forgottenGroups, groups[place].position != target {
      var low = forgottenGroups
      var high = groups.count
      while low < high {
        let middle = (low + high) / 2
        if groups[middle].position < target { low = middle + 1 } else { high = middle }
      }
      place = low
    }
    guard place >= forgottenGroups, place < groups.count, groups[place].position == target else {
      return -1
    }
    return place
  }

  /// Rows of the lists that the record with entries at a position held; empty if it is not known.
  func members(of position: UInt64) -> [Int] {
    let place = groupPlace(of: position)
    guard place >= 0 else { return [] }
    let start = Int(groups[place].start)
    let count = Int(groups[place].count & ~Self.listedBit)
    return groups[place].count & Self.listedBit == 0
      ? Array(start..<start + count) : members[start..<start + count].map { Int($0) }
  }

  private mutating func takeReference(_ record: HopRecord) throws(HopLogError) {
    let target = record.entriesPosition
    let place = groupPlace(of: target)
    guard place >= 0 else {
      // What was before the log's first byte, or in a gap, cannot be known.
      let isLost = target < firstPosition || gaps.contains { $0.contains(target) }
      guard isLost else { throw HopLogError(.badReference, at: record.position) }
      unresolvedCount &+= 1
      return
    }
    apply(record, to: groups[place])
  }

  /// Remembers a record's rows one by one as soon as they stop following each other.
  @inline(__always)
  private mutating func note(
    _ row: Int,
    index: Int,
    first: Int,
    start: Int,
    _ isConsecutive: inout Bool
  ) {
    if isConsecutive {
      guard row != first + index else { return }
      isConsecutive = false
      for earlier in 0..<index { members.append(UInt32(truncatingIfNeeded: first + earlier)) }
    }
    members.append(UInt32(truncatingIfNeeded: row))
  }

  private mutating func close(
    _ record: HopRecord,
    start: Int,
    firstRow: Int,
    _ isConsecutive: Bool
  ) {
    let group = Group(
      position: record.position,
      start: UInt32(truncatingIfNeeded: isConsecutive ? firstRow : start),
      count: isConsecutive ? record.count : record.count | Self.listedBit
    )
    groups.append(group)
    if record.count > 0 { isBoundaryOpen = false }
    apply(record, to: group)
  }

  /// Tells a record to all rows it holds.
  private mutating func apply(_ record: HopRecord, to group: Group) {
    let start = Int(group.start)
    let count = Int(group.count & ~Self.listedBit)
    let isListed = group.count & Self.listedBit != 0
    guard record.kind == .hop else {
      for index in start..<start + count {
        applyFate(record, to: isListed ? Int(members[index]) : index)
      }
      let isDropped = record.edge == JourneyOutcome.dropped.rawValue
      moveWays(group, record, to: isDropped ? record.to : 0, JourneyWays.endingBit | record.edge)
      return
    }
    hopCount &+= UInt64(count)
    Self.apply(record, start..<start + count, &rows, isListed ? members : nil)
    // The way back says nothing that the way there has not said.
    if record.edge & 1 == 0 { moveWays(group, record, to: record.to, record.edge) }
  }

  /// Tells a hop to rows; `members`: the numbers of the rows, nil if the range is that of the rows.
  private static func apply(
    _ record: HopRecord,
    _ range: Range<Int>,
    _ rows: inout [Row],
    _ members: [UInt32]?
  ) {
    let direction = directionBit | (record.edge < 2 ? transmitBit : 0)
    rows.withUnsafeMutableBufferPointer { rows in
      for index in range {
        let row = members.map { Int($0[index]) } ?? index
        rows[row].lastPosition = record.position
        rows[row].lastTime = record.time
        rows[row].hopCount &+= 1
        if rows[row].bits & directionBit == 0 { rows[row].bits |= direction }
      }
    }
  }

  private mutating func moveWays(_ group: Group, _ record: HopRecord, to: UInt32, _ kind: UInt8) {
    let start = Int(group.start)
    let isListed = group.count & Self.listedBit != 0
    ways.move(
      start..<start + Int(group.count & ~Self.listedBit),
      of: rows,
      members: isListed ? members : nil,
      JourneyWays.Step(node: JourneyWays.root, from: record.from, to: to, kind: kind),
      time: record.time
    )
  }

  @inline(__always)
  private mutating func applyFate(_ record: HopRecord, to row: Int) {
    rows[row].lastPosition = record.position
    rows[row].lastTime = record.time
    rows[row].endParty = record.from
    rows[row].bits = rows[row].bits & ~Self.outcomeBits | UInt32(record.edge)
    if record.edge == JourneyOutcome.dropped.rawValue || record.callFlags != 0
      || rows[row].extra != 0
    {
      let reason = UInt16(truncatingIfNeeded: record.to)
      let cause = record.callFlags
      withExtra(row) {
        $0.reason = reason
        $0.cause = cause
      }
    }
  }

  private mutating func compactGroups() {
    groups.removeFirst(forgottenGroups)
    forgottenGroups = 0
    guard
      let first = groups.first(where: { $0.count & Self.listedBit != 0 }),
      first.start > 0
    else {
      if !groups.contains(where: { $0.count & Self.listedBit != 0 }) { members = [] }
      return
    }
    members.removeFirst(Int(first.start))
    for index in groups.indices where groups[index].count & Self.listedBit != 0 {
      groups[index].start -= first.start
    }
  }

  private mutating func compactRows() {
    compactGroups()
    var places = [UInt32](repeating: 0, count: rows.count)
    var kept: [Row] = []
    var keptExtras: [Extra] = [Extra()]
    kept.reserveCapacity(rows.count / 2)
    for (old, row) in rows.enumerated() {
      places[old] = UInt32(truncatingIfNeeded: kept.count)
      guard row.lastPosition >= firstPosition else { continue }
      var row = row
      if row.extra != 0 {
        keptExtras.append(extras[Int(row.extra)])
        row.extra = UInt32(truncatingIfNeeded: keptExtras.count - 1)
      }
      kept.append(row)
    }
    forgottenCount &+= UInt64(rows.count - kept.count)
    ways.compact { rows[$0].lastPosition >= firstPosition }
    rows = kept
    extras = keptExtras
    // Rows of a remembered record are all still there, so a range of them stays a range.
    for index in groups.indices where groups[index].count & Self.listedBit == 0 {
      guard groups[index].count > 0 else { continue }
      groups[index].start = places[Int(groups[index].start)]
    }
    for index in members.indices { members[index] = places[Int(members[index])] }
    var size = 64
    while size < (rows.count + 1) * 2 { size *= 2 }
    growTable(to: size)
  }
}
