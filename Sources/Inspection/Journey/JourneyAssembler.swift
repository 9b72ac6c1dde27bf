/// Puts one journey together from the pieces of a log, in order.
///
///     var assembler = JourneyAssembler(journey: 17, isPartial: entry.isPartial)
///     try assembler.take(piece, at: position)      // from the journey's first record to its last
///     let journey = assembler.journey(context)
public struct JourneyAssembler: Sendable {
  /// A hop with the packet as it was then.
  struct Step {
    var record: HopRecord
    var state: PacketState
  }

  let journey: UInt64
  let isPartial: Bool
  private(set) var steps: [Step] = []
  private(set) var parent: JourneyLink?
  private(set) var children: [JourneyLink] = []
  private(set) var ending: (record: HopRecord, outcome: JourneyOutcome)?
  private(set) var firstTime: UInt64?
  private(set) var firstParty: PartyID = 0
  /// Positions of records whose entries have the journey; ascending.
  private var homes: [UInt64] = []
  private(set) var state = PacketState()
  /// Nothing more is read once bytes of the packet are known.
  var stopsAtBytes = false
  private var creator: PartyID = 0
  private var reader = HopLogReader()

  /// Starts on a journey.
  public init(journey: UInt64, isPartial: Bool = false) {
    self.journey = journey
    self.isPartial = isPartial
  }

  /// Takes in a piece of the log that begins with a record; what a cut record would have told is left out.
  ///
  /// - Parameters:
  ///   - bytes: the piece.
  ///   - base: position of its first byte in the log.
  ///   - first: position of a record to begin with; ignored if it is not inside the piece.
  ///   - last: position of the last record of interest.
  /// - Throws: `HopLogError` for the first broken record; what was before it is taken in.
  public mutating func take(
    _ bytes: borrowing RawSpan,
    at base: UInt64,
    from first: UInt64 = 0,
    through last: UInt64 = .max
  ) throws(HopLogError) {
    var offset = first > base ? Int(clamping: first - base) : 0
    while bytes.byteCount - offset >= 8, base &+ UInt64(offset) <= last {
      let first = bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self).littleEndian
      if HopRecord.size(first) > bytes.byteCount - offset { break }
      if stopsAtBytes, !state.bytes.isEmpty { return }
      let record = try reader.record(bytes, at: offset, base: base)
      offset += record.size
      switch record.kind {
      case .pad: break
      case .birth: takeBirths(record, bytes)
      case .fate: if try has(record, bytes) { end(record) }
      case .hop: try takeHop(record, bytes)
      }
    }
  }

  private mutating func begin(_ record: HopRecord) {
    if firstTime == nil {
      firstTime = record.time
      firstParty = record.from
    }
  }

  private mutating func takeBirths(_ record: HopRecord, _ bytes: borrowing RawSpan) {
    guard let kind = BirthKind(rawValue: record.edge) else { return }
    for index in 0..<Int(record.count) {
      let place = record.entriesOffset + index * 16
      let child = bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
      let elder = bytes.unsafeLoadUnaligned(fromByteOffset: place + 8, as: UInt64.self)
        .littleEndian
      if child == journey {
        begin(record)
        creator = record.from
        parent = JourneyLink(journey: elder, kind: kind, party: record.from, time: record.time)
      } else if elder == journey {
        children.append(
          JourneyLink(journey: child, kind: kind, party: record.from, time: record.time)
        )
      }
    }
  }

  private mutating func end(_ record: HopRecord) {
    begin(record)
    ending = (record, JourneyOutcome(rawValue: record.edge) ?? .delivered)
  }

  /// Whether a record with entries of fixed length, or a reference, has the journey.
  private mutating func contains(_ record: HopRecord, _ bytes: borrowing RawSpan) -> Bool {
    if record.isSameAs { return homes.contains(record.entriesPosition) }
    for index in 0..<Int(record.count) {
      let found = bytes.unsafeLoadUnaligned(
        fromByteOffset: record.entriesOffset + index * 8,
        as: UInt64.self
      )
      if found.littleEndian == journey {
        homes.append(record.position)
        return true
      }
    }
    return false
  }

  private mutating func takeHop(
    _ record: HopRecord,
    _ bytes: borrowing RawSpan
  ) throws(HopLogError) {
    if try has(record, bytes) { step(record) }
  }

  /// Whether a record has the journey; what it tells of the packet is taken in.
  private mutating func has(
    _ record: HopRecord,
    _ bytes: borrowing RawSpan
  ) throws(HopLogError) -> Bool {
    if record.isSameAs || record.entryStride > 0 { return contains(record, bytes) }
    var place = record.entriesOffset
    let limit = record.offset + record.size
    for _ in 0..<record.count {
      let entry = try HopEntry(
        parsing: bytes,
        at: place,
        limit: limit,
        position: record.position
      )
      place = entry.end
      guard entry.journey == journey else { continue }
      homes.append(record.position)
      state.apply(entry, in: bytes, writer: writer(record))
      return true
    }
    return false
  }

  /// Who wrote the bytes of an entry: the giver, or the creator where they are the first ones at birth.
  private func writer(_ record: HopRecord) -> PartyID {
    guard state.bytes.isEmpty else { return record.from }
    // Bytes first seen later than at birth may be anybody's.
    guard steps.isEmpty, !isPartial else { return 0 }
    return creator == 0 ? record.from : creator
  }

  private mutating func step(_ record: HopRecord) {
    begin(record)
    steps.append(Step(record: record, state: state))
  }
}
