/// Where the bytes of a hop log are: a ring, a mapped file, a session.
public protocol HopLogSource {
  /// Calls the body with bytes that begin with the record at a position and go on as far as they lie in one piece.
  ///
  /// Gives nil, and calls nothing, if the log does not have the position.
  func withPiece<Result>(
    from position: UInt64,
    _ body: (borrowing RawSpan) -> Result
  ) -> Result?

  /// Where the log goes on after a position that it does not have; nil if it does not.
  func nextPosition(after position: UInt64) -> UInt64?
}

extension HopLogSource {
  /// Rebuilds a journey that an index found.
  ///
  /// - Throws: `HopLogError` if a record on its way is broken.
  public func journey(
    _ entry: JourneyEntry,
    _ context: JourneyContext
  ) throws(HopLogError) -> Journey? {
    var assembler = JourneyAssembler(journey: entry.journey, isPartial: entry.isPartial)
    try feed(&assembler, entry)
    return assembler.journey(context)
  }

  /// The first recorded bytes of a journey; nil if none were recorded or the log has lost them.
  public func firstBytes(of entry: JourneyEntry) -> RecordedBytes? {
    var assembler = JourneyAssembler(journey: entry.journey, isPartial: entry.isPartial)
    assembler.stopsAtBytes = true
    // What cannot be read is not known.
    try? feed(&assembler, entry)
    return assembler.state.window
  }

  /// Who handed a journey to whom, hop by hop, as far as the log can be read.
  public func path(
    of entry: JourneyEntry
  ) -> [(from: PartyID, to: PartyID, edge: HopEdge, processor: UInt16)] {
    var assembler = JourneyAssembler(journey: entry.journey, isPartial: entry.isPartial)
    try? feed(&assembler, entry)
    return assembler.steps.compactMap { step in
      HopEdge(rawValue: step.record.edge).map {
        (step.record.from, step.record.to, $0, step.record.processor)
      }
    }
  }

  /// Where the hand-offs of a journey are recorded, as far as the log can be read.
  func hopPositions(of entry: JourneyEntry) -> [UInt64] {
    var assembler = JourneyAssembler(journey: entry.journey, isPartial: entry.isPartial)
    try? feed(&assembler, entry)
    return assembler.steps.map(\.record.position)
  }

  private func feed(
    _ assembler: inout JourneyAssembler,
    _ entry: JourneyEntry
  ) throws(HopLogError) {
    var position = entry.firstPosition
    while position <= entry.lastPosition {
      if assembler.stopsAtBytes, !assembler.state.bytes.isEmpty { return }
      let step = withPiece(from: position) { bytes -> (length: Int, error: HopLogError?) in
        do throws(HopLogError) {
          try assembler.take(bytes, at: position, through: entry.lastPosition)
          return (bytes.byteCount, nil)
        } catch {
          return (0, error)
        }
      }
      guard let step else {
        // A partial journey's beginning is gone: go on where the log begins again.
        guard let next = nextPosition(after: position), next > position else { return }
        position = next
        continue
      }
      if let error = step.error { throw error }
      guard step.length > 0 else { return }
      position &+= UInt64(step.length)
    }
  }

  /// Where the log goes on after a position that it does not have; nil if it does not.
  public func nextPosition(after position: UInt64) -> UInt64? { nil }
}
