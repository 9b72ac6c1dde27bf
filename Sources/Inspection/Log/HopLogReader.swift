/// Reads the records of a log one after the other, brief ones among them.
///
/// It remembers the records with entries as far back as brief ones reach. One whose record was before the first that was
/// read, or in a gap, is given without lists and time, and refers to a record that nobody has met.
public struct HopLogReader: Sendable {
  /// Records with entries, ascending by position; those before `first` are out of reach.
  private var homes: [HopRecord] = []
  private var first = 0

  /// Has read nothing.
  public init() {}

  /// Reads and checks the record at `offset` of `bytes`, whose first byte has the position `base`.
  ///
  /// Records come in the order of their positions.
  public mutating func record(
    _ bytes: borrowing RawSpan,
    at offset: Int,
    base: UInt64
  ) throws(HopLogError) -> HopRecord {
    guard bytes.byteCount - offset >= 8 else {
      throw HopLogError(.cutShort, at: base &+ UInt64(offset))
    }
    let start = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
    guard HopRecord.isBrief(start) else {
      let record = try HopRecord(parsing: bytes, at: offset, base: base)
      if record.kind != .pad, record.kind != .birth, !record.isSameAs { remember(record) }
      return record
    }
    let brief = try BriefRecord(parsing: bytes, at: offset, base: base)
    return HopRecord(brief, at: offset, of: home(brief.home))
  }

  private func home(_ position: UInt64) -> HopRecord? {
    guard let last = homes.last else { return nil }
    if last.position == position { return last }
    var low = first
    var high = homes.count
    while low < high {
      let middle = (low + high) / 2
      if homes[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low < homes.count && homes[low].position == position ? homes[low] : nil
  }

  private mutating func remember(_ record: HopRecord) {
    homes.append(record)
    while homes[first].position &+ BriefRecord.reach < record.position { first += 1 }
    if first > 1_024, first > homes.count / 2 {
      homes.removeFirst(first)
      first = 0
    }
  }
}
