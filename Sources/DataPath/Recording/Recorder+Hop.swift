public import CNDIS
import CLinux
import Kernel

/// Records one hand-off of a batch.
@usableFromInline
func recordHop(
  _ stack: UnsafeMutablePointer<nd_stack>,
  _ from: UnsafeMutablePointer<nd_party>,
  _ to: UnsafeMutablePointer<nd_party>,
  _ edge: Edge,
  _ raw: inout nd_chain,
  level: UInt8,
  port: UInt32,
  flags: UInt32,
  loan: Bool = false
) {
  guard let ring = stack.writer else { return }
  var recordFlags = loan ? RecordFlag.loan : 0
  if from.pointee.flags & UInt32(ND_PARTY_FOREIGN) != 0 { recordFlags |= RecordFlag.foreign }
  let mask = stack.pointee.sample_mask
  if raw.recorded_at == ND_RECORDED_NOTHING && mask != 0 { return }
  if ring.isKept(raw.recorded_at), UInt8(raw.recorded & 3) >= level {
    let brief = BriefHop(
      isFate: false,
      edge: edge.rawValue,
      flags: recordFlags,
      from: from.pointee.id,
      to: to.pointee.id,
      callFlags: flags,
      port: port
    )
    if UInt8(raw.recorded & 3) == level, brief.write(stack, ring, of: raw.recorded_at) { return }
    let at = ring.reserve(recordHeaderSize)
    let distance = (ring.position &- raw.recorded_at) >> 3
    stack.writeHeader(
      at,
      size: recordHeaderSize,
      kind: RecordKind.hop,
      edge: edge.rawValue,
      level: level,
      flags: recordFlags | RecordFlag.sameAs,
      from: from.pointee.id,
      to: to.pointee.id,
      count: raw.recorded >> 2,
      sameAs: UInt32(truncatingIfNeeded: distance),
      callFlags: flags,
      port: port
    )
    ring.commit(recordHeaderSize)
    return
  }
  raw.recorded_at = ND_RECORDED_NOTHING
  if level == 1, mask == 0, raw.first_journey != 0 {
    let size = recordHeaderSize + Int(raw.count) * 8
    if size <= stack.recordLimit {
      let start = ring.reserve(size)
      raw.recorded_at = ring.position
      raw.recorded = raw.count << 2 | 1
      stack.writeHeader(
        start,
        size: size,
        kind: RecordKind.hop,
        edge: edge.rawValue,
        level: level,
        flags: recordFlags,
        from: from.pointee.id,
        to: to.pointee.id,
        count: raw.count,
        sameAs: 0,
        callFlags: flags,
        port: port
      )
      storeJourneys(raw, at: start + recordHeaderSize)
      ring.commit(size)
      return
    }
  }
  var next = raw.head
  var records = 0
  while next != nil {
    let batch = measure(&next, stack: stack, level: level, mask: mask)
    guard batch.count > 0 else { continue }
    let start = ring.reserve(batch.size)
    let position = ring.position
    stack.writeHeader(
      start,
      size: batch.size,
      kind: RecordKind.hop,
      edge: edge.rawValue,
      level: level,
      flags: recordFlags,
      from: from.pointee.id,
      to: to.pointee.id,
      count: batch.count,
      sameAs: 0,
      callFlags: flags,
      port: port
    )
    writeEntries(batch, stack: stack, level: level, mask: mask, at: start + recordHeaderSize)
    ring.commit(batch.size)
    records += 1
    raw.recorded_at = position
    raw.recorded = batch.count << 2 | UInt32(level)
  }
  if records > 1 || (records == 0 && mask == 0) { raw.recorded_at = 0 }
}

/// Writes the journeys of a chain in which they count on from the first.
private func storeJourneys(_ raw: nd_chain, at start: UnsafeMutableRawPointer) {
  let entries = start.assumingMemoryBound(to: UInt64.self)
  for index in 0..<Int(raw.count) { entries[index] = raw.first_journey &+ UInt64(index) }
}

extension RingWriter {
  /// True if a record may be referred to: nothing refers to what the ring has given up, or soon will have.
  ///
  /// Whoever reads a record within a quarter of the ring finds all that it refers to in the quarter before.
  fileprivate func isKept(_ position: UInt64) -> Bool {
    position > ND_RECORDED_NOTHING
      && hot.pointee.position &- position <= (hot.pointee.mask &+ 1) / 4
  }
}

/// Lists that go into one record.
private struct Batch {
  var first: UnsafeMutablePointer<NET_BUFFER_LIST>?
  var end: UnsafeMutablePointer<NET_BUFFER_LIST>?
  var count: UInt32 = 0
  var size = recordHeaderSize
}

/// Finds how many lists from `next` on fit into one record, and moves `next` behind them.
private func measure(
  _ next: inout UnsafeMutablePointer<NET_BUFFER_LIST>?,
  stack: UnsafeMutablePointer<nd_stack>,
  level: UInt8,
  mask: UInt64
) -> Batch {
  var batch = Batch(first: next)
  let limit = stack.recordLimit
  let snap = stack.pointee.snap_length
  while let list = next {
    if mask == 0 || nd_list_prefix(list).pointee.flags & UInt32(ND_LIST_SAMPLED) != 0 {
      let size = level == 1 ? 8 : EntryShape(list, level: level, snap: snap).size
      if batch.count > 0, batch.size + size > limit { break }
      batch.size += size
      batch.count += 1
    }
    next = list.pointee.Next
  }
  batch.end = next
  return batch
}

private func writeEntries(
  _ batch: Batch,
  stack: UnsafeMutablePointer<nd_stack>,
  level: UInt8,
  mask: UInt64,
  at start: UnsafeMutableRawPointer,
  keepsMarks: Bool = false
) {
  let snap = stack.pointee.snap_length
  var at = start
  var next = batch.first
  while let list = next, list != batch.end {
    next = list.pointee.Next
    let prefix = nd_list_prefix(list)
    guard mask == 0 || prefix.pointee.flags & UInt32(ND_LIST_SAMPLED) != 0 else { continue }
    if level == 1 {
      at.storeBytes(of: prefix.pointee.journey, as: UInt64.self)
      at += 8
    } else {
      at = EntryShape(list, level: level, snap: snap).write(list, at: at)
      if !keepsMarks { clearMarks(prefix, level: level) }
      if prefix.pointee.seen_level < level { prefix.pointee.seen_level = level }
    }
  }
}

private func clearMarks(_ prefix: UnsafeMutablePointer<nd_prefix>, level: UInt8) {
  prefix.pointee.info_mask = 0
  prefix.pointee.marks = level >= 3 ? 0 : prefix.pointee.marks & UInt8(ND_MARK_BYTES)
}

/// Records how the way of a batch ended.
@usableFromInline
func recordFate(
  _ stack: UnsafeMutablePointer<nd_stack>,
  _ party: UnsafeMutablePointer<nd_party>,
  _ fate: Fate,
  _ raw: inout nd_chain,
  reason: UInt16,
  cause: UInt32
) {
  guard let ring = stack.writer else { return }
  let mask = stack.pointee.sample_mask
  if raw.recorded_at == ND_RECORDED_NOTHING && mask != 0 { return }
  let same = ring.isKept(raw.recorded_at)
  let depth = UInt8(party.pointee.level)
  if fate == .dropped, !same, depth >= 2, let head = raw.head,
    nd_list_prefix(head).pointee.seen_level == 0
  {
    return recordUnseen(stack, party, &raw, level: depth, reason: reason, cause: cause)
  }
  var count = same ? raw.recorded >> 2 : 0
  var next = raw.head
  while !same, let list = next {
    next = list.pointee.Next
    if mask == 0 || nd_list_prefix(list).pointee.flags & UInt32(ND_LIST_SAMPLED) != 0 { count += 1 }
  }
  guard count > 0 else { return }
  if same, cause == 0 {
    let brief = BriefHop(
      isFate: true,
      edge: fate.rawValue - 1,
      flags: 0,
      from: party.pointee.id,
      to: UInt32(reason),
      callFlags: 0,
      port: 0
    )
    if brief.write(stack, ring, of: raw.recorded_at) { return }
  }
  let size = recordHeaderSize + (same ? 0 : Int(count) * 8)
  let start = ring.reserve(size)
  let position = ring.position
  let distance = same ? (position &- raw.recorded_at) >> 3 : 0
  stack.writeHeader(
    start,
    size: size,
    kind: RecordKind.fate,
    edge: fate.rawValue,
    level: 1,
    flags: same ? RecordFlag.sameAs : 0,
    from: party.pointee.id,
    to: UInt32(reason),
    count: count,
    sameAs: UInt32(truncatingIfNeeded: distance),
    callFlags: cause,
    port: 0
  )
  if !same {
    var at = start + recordHeaderSize
    next = raw.head
    while let list = next {
      next = list.pointee.Next
      let prefix = nd_list_prefix(list)
      guard mask == 0 || prefix.pointee.flags & UInt32(ND_LIST_SAMPLED) != 0 else { continue }
      at.storeBytes(of: prefix.pointee.journey, as: UInt64.self)
      at += 8
    }
  }
  ring.commit(size)
}

/// Records lists that are dropped before anybody was handed them, with all that would be known of them after a hop.
private func recordUnseen(
  _ stack: UnsafeMutablePointer<nd_stack>,
  _ party: UnsafeMutablePointer<nd_party>,
  _ raw: inout nd_chain,
  level: UInt8,
  reason: UInt16,
  cause: UInt32
) {
  guard let ring = stack.writer else { return }
  let mask = stack.pointee.sample_mask
  var next = raw.head
  while next != nil {
    let batch = measure(&next, stack: stack, level: level, mask: mask)
    guard batch.count > 0 else { continue }
    let start = ring.reserve(batch.size)
    stack.writeHeader(
      start,
      size: batch.size,
      kind: RecordKind.fate,
      edge: Fate.dropped.rawValue,
      level: level,
      flags: 0,
      from: party.pointee.id,
      to: UInt32(reason),
      count: batch.count,
      sameAs: 0,
      callFlags: cause,
      port: 0
    )
    // No hand-off: what was written since the last one is still to be told, and to be found marked, at the next.
    writeEntries(
      batch,
      stack: stack,
      level: level,
      mask: mask,
      at: start + recordHeaderSize,
      keepsMarks: true
    )
    ring.commit(batch.size)
  }
}

/// Records which journeys the new ones descend from; an injected one is recorded as such even if it has no parent.
@usableFromInline
func recordBirth(
  _ stack: UnsafeMutablePointer<nd_stack>,
  _ party: UnsafeMutablePointer<nd_party>,
  _ raw: nd_chain,
  _ relation: Relation
) {
  guard let ring = stack.writer else { return }
  let mask = stack.pointee.sample_mask
  var count: UInt32 = 0
  var next = raw.head
  while let list = next {
    next = list.pointee.Next
    let prefix = nd_list_prefix(list)
    if prefix.pointee.parent_journey != 0 || relation == .injected,
      mask == 0 || prefix.pointee.flags & UInt32(ND_LIST_SAMPLED) != 0
    {
      count += 1
    }
  }
  guard count > 0 else { return }
  let size = recordHeaderSize + Int(count) * 16
  let start = ring.reserve(size)
  stack.writeHeader(
    start,
    size: size,
    kind: RecordKind.birth,
    edge: relation.rawValue,
    level: 1,
    flags: 0,
    from: party.pointee.id,
    to: 0,
    count: count,
    sameAs: 0,
    callFlags: 0,
    port: 0
  )
  var at = start + recordHeaderSize
  next = raw.head
  while let list = next {
    next = list.pointee.Next
    let prefix = nd_list_prefix(list)
    guard prefix.pointee.parent_journey != 0 || relation == .injected,
      mask == 0 || prefix.pointee.flags & UInt32(ND_LIST_SAMPLED) != 0
    else { continue }
    at.storeBytes(of: prefix.pointee.journey, as: UInt64.self)
    at.storeBytes(of: prefix.pointee.parent_journey, toByteOffset: 8, as: UInt64.self)
    at += 16
  }
  ring.commit(size)
}
