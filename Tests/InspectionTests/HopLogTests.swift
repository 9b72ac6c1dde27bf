@testable import Inspection
import Testing

@Suite("Hop logs")
struct HopLogTests {
  static func ingest(_ bytes: [UInt8], at base: UInt64 = 64) throws -> JourneyIndex {
    var index = JourneyIndex()
    try index.ingest(bytes.span.bytes, at: base)
    return index
  }

  static func hop(
    _ log: inout LogBuilder,
    edge: UInt8 = 2,
    _ ids: [UInt64],
    from: UInt32 = 1,
    time: UInt64 = 5
  ) -> UInt64 {
    log.record(
      kind: 1,
      edge: edge,
      time: time,
      from: from,
      to: from + 1,
      count: ids.count,
      entries: LogBuilder.journeys(ids)
    )
  }

  @Test("every defect of a record is named with its position")
  func defects() {
    func defect(_ change: (inout [UInt8]) -> Void) -> HopLogError? {
      var log = LogBuilder(base: 64)
      _ = Self.hop(&log, [1])
      _ = Self.hop(&log, [1, 2])
      var bytes = log.bytes
      var second = Array(bytes[48...])
      change(&second)
      bytes = Array(bytes[..<48]) + second
      do {
        var index = JourneyIndex()
        try index.ingest(bytes.span.bytes, at: 64)
        #expect(index.count == 2)
        return nil
      } catch { return error }
    }
    #expect(defect { _ in } == nil)
    #expect(defect { $0[0] = 52 } == HopLogError(.sizeUnaligned, at: 112))
    #expect(defect { $0[0] = 32 } == HopLogError(.sizeTooSmall, at: 112))
    #expect(defect { $0[0] = 0 } == HopLogError(.sizeTooSmall, at: 112))
    #expect(defect { $0[4] = 4 } == HopLogError(.unknownKind, at: 112))
    #expect(defect { $0[5] = 4 } == HopLogError(.unknownEdge, at: 112))
    #expect(defect { $0[6] = 0 } == HopLogError(.unknownLevel, at: 112))
    #expect(defect { $0[6] = 4 } == HopLogError(.unknownLevel, at: 112))
    #expect(defect { $0[24] = 3 } == HopLogError(.entriesTooLong, at: 112))
    #expect(defect { $0[27] = 0xFF } == HopLogError(.entriesTooLong, at: 112))
    #expect(defect { $0[7] = 1 } == HopLogError(.badReference, at: 112))
    #expect(
      defect {
        $0[7] = 1; $0[28] = 5
      } == HopLogError(.badReference, at: 112)
    )
    #expect(
      defect {
        $0[7] = 1; $0[31] = 0xFF
      } == HopLogError(.badReference, at: 112)
    )
  }

  @Test("a brief record is a hop of the lists it refers to; without those it tells nothing")
  func brief() throws {
    var log = LogBuilder(base: 64)
    log.writesBrief = true
    let first = Self.hop(&log, [1, 2])
    log.record(kind: 1, edge: 2, time: 9, from: 2, to: 3, count: 2, sameAs: first)
    log.record(kind: 2, edge: 1, time: 11, from: 3, to: 0, count: 2, sameAs: first)
    #expect(log.bytes.count == 56 + 8 + 8)
    let index = try Self.ingest(log.bytes)
    #expect(index.hopCount == 4)
    #expect(index.entry(at: 1).lastTime == 11 && index.entry(at: 1).endParty == 3)
    // The piece with the lists is missing.
    let late = try Self.ingest(Array(log.bytes[56...]), at: 120)
    #expect(late.count == 0 && late.unresolvedCount == 2)
    var assembler = JourneyAssembler(journey: 1)
    try assembler.take(Array(log.bytes[56...]).span.bytes, at: 120)
    #expect(assembler.steps.isEmpty)
  }

  @Test("every defect of a brief record is named with its position")
  func briefDefects() {
    func defect(_ change: (inout [UInt8]) -> Void) -> HopLogError? {
      var log = LogBuilder(base: 64)
      log.writesBrief = true
      let first = Self.hop(&log, [1])
      log.record(kind: 1, edge: 2, time: 9, from: 2, to: 3, count: 1, sameAs: first)
      var second = Array(log.bytes[48...])
      change(&second)
      do {
        _ = try Self.ingest(Array(log.bytes[..<48]) + second)
        return nil
      } catch { return error as? HopLogError }
    }
    #expect(defect { _ in } == nil)
    for tag in 2...7 as ClosedRange<UInt8> {
      #expect(defect { $0[0] = $0[0] & ~7 | tag } == HopLogError(.sizeUnaligned, at: 112))
    }
    #expect(defect { $0[1] |= 2 } == HopLogError(.sizeUnaligned, at: 112))
    // No distance, one to a place without a record, one to before the log.
    #expect(defect { $0[4] = 0 } == HopLogError(.badReference, at: 112))
    #expect(defect { $0[4] = 4 << 2 } == HopLogError(.badReference, at: 112))
    #expect(defect { $0[5] = 0xFF } == HopLogError(.badReference, at: 112))
  }

  @Test("a record that the piece cuts short waits for the next piece")
  func cutShort() throws {
    var log = LogBuilder(base: 64)
    _ = Self.hop(&log, [1])
    _ = Self.hop(&log, [1, 2])
    let bytes = log.bytes
    var index = JourneyIndex()
    let piece = Array(bytes[..<90])
    #expect(try index.ingest(piece.span.bytes, at: 64) == 48)
    #expect(index.count == 1 && index.endPosition == 112)
    let rest = Array(bytes[48...])
    #expect(try index.ingest(rest.span.bytes, at: 112) == 56)
    #expect(index.count == 2)
    // Bytes that are known already change nothing.
    #expect(try index.ingest(bytes.span.bytes, at: 64) == bytes.count)
    #expect(index.hopCount == 3)
  }

  @Test("an entry that reaches beyond its record, or has an unknown part, is refused whole")
  func entries() {
    func defect(_ change: (inout [UInt8]) -> Void) -> HopLogError? {
      var entry = LogBuilder.entries([
        LogBuilder.Entry(
          journey: 9,
          geometry: LogBuilder.Geometry(origin: 0, dataLength: 4, totalLength: 4),
          info: [(4, 0x641)],
          bytes: (0, [1, 2, 3, 4])
        )
      ])
      change(&entry)
      var log = LogBuilder(base: 64)
      log.record(
        kind: 1,
        edge: 2,
        level: 3,
        time: 1,
        from: 1,
        to: 2,
        count: 1,
        entries: entry
      )
      var index = JourneyIndex()
      do { try index.ingest(log.bytes.span.bytes, at: 64) } catch {
        #expect(index.count == 0)
        return error
      }
      return nil
    }
    #expect(defect { _ in } == nil)
    #expect(defect { $0[8] = 16 } == HopLogError(.unknownPart, at: 64))
    // Both kinds of geometry.
    #expect(defect { $0[8] |= 9 } == HopLogError(.unknownPart, at: 64))
    #expect(defect { $0[11] = 1 } == HopLogError(.entriesTooLong, at: 64))
    #expect(defect { $0[48] = 0xFF } == HopLogError(.entriesTooLong, at: 64))
    #expect(defect { $0.removeLast(8) } == HopLogError(.entriesTooLong, at: 64))
  }

  @Test("damaged logs end in a typed error or in journeys, never in a crash")
  func damaged() {
    var random = SplitMix(99)
    var errors = 0
    for seed: UInt64 in 1...400 {
      var traffic = RandomTraffic(seed: seed)
      traffic.run(steps: 30)
      guard !traffic.log.bytes.isEmpty else { continue }
      for _ in 0..<10 {
        var bytes = traffic.log.bytes
        for _ in 0...random.below(3) {
          bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        var index = JourneyIndex()
        do { try index.ingest(bytes.span.bytes, at: 64) } catch { errors += 1 }
        for place in 0..<index.count {
          let entry = index.entry(at: place)
          var assembler = JourneyAssembler(journey: entry.journey)
          try? assembler.take(bytes.span.bytes, at: 64, from: entry.firstPosition)
          _ = assembler.journey(JourneyReadingTests.context)
        }
      }
    }
    #expect(errors > 100)
  }

  @Test("a journey whose beginning was overwritten is partial, one born later is not")
  func overwritten() throws {
    var log = LogBuilder(base: 64)
    _ = Self.hop(&log, [1, 2])
    let second = Self.hop(&log, [3], from: 1)
    _ = Self.hop(&log, [3], from: 2)
    var index = try Self.ingest(log.bytes)
    #expect(index.entry(of: 1)?.isPartial == false)
    index.forget(before: second)
    #expect(index.entry(of: 1)?.isPartial == true)
    #expect(index.entry(of: 3)?.isPartial == false)
    #expect(index.entry(of: 3)?.hopCount == 2)
  }

  @Test("an index that starts in the middle knows whose beginning it missed")
  func lateStart() throws {
    var log = LogBuilder(base: 64)
    _ = Self.hop(&log, [1, 2])
    let lost = Self.hop(&log, [3, 4])
    let start = Self.hop(&log, [1, 2], from: 2)
    log.record(kind: 1, edge: 2, time: 9, from: 2, to: 3, count: 2, sameAs: lost)
    _ = Self.hop(&log, edge: 3, [3, 4], from: 3)
    _ = Self.hop(&log, [5])
    let bytes = Array(log.bytes[Int(start - 64)...])
    let index = try Self.ingest(bytes, at: start)
    for journey: UInt64 in 1...4 { #expect(index.entry(of: journey)?.isPartial == true) }
    #expect(index.entry(of: 5)?.isPartial == false)
    #expect(index.unresolvedCount == 1)
  }

  @Test("a gap makes those partial that were under way, and nobody else")
  func gap() throws {
    var log = LogBuilder(base: 64)
    _ = Self.hop(&log, [1])
    log.record(
      kind: 2,
      edge: 1,
      time: 6,
      from: 2,
      to: 0,
      count: 1,
      entries: LogBuilder.journeys([1])
    )
    _ = Self.hop(&log, [2])
    let end = log.bytes.count
    _ = Self.hop(&log, [2], from: 2)
    let resume = log.bytes.count
    _ = Self.hop(&log, [2], from: 3)
    _ = Self.hop(&log, [7])
    _ = Self.hop(&log, [8])
    var index = try Self.ingest(Array(log.bytes[..<end]))
    let rest = Array(log.bytes[resume...])
    try index.ingest(rest.span.bytes, at: 64 + UInt64(resume))
    #expect(index.entry(of: 1)?.isPartial == false)
    #expect(index.entry(of: 2)?.isPartial == true)
    #expect(index.entry(of: 8)?.isPartial == false)
  }

  @Test("journeys of which the log has nothing left are removed, the others stay as they were")
  func removal() throws {
    var index = JourneyIndex()
    var log = LogBuilder(base: 64)
    var fed = 0
    var shadow: [UInt64: UInt32] = [:]
    var random = SplitMix(3)
    let held = Self.hop(&log, [1])
    shadow[1] = 1
    var next: UInt64 = 2
    for round in 0..<6000 {
      let ids = (0..<UInt64(4)).map { next + $0 }
      next += 4
      // Out of order now and then, so that rows do not follow each other.
      let order = random.once(in: 3) ? ids.reversed() : ids
      let position = Self.hop(&log, Array(order))
      for id in ids { shadow[id, default: 0] += 1 }
      for _ in 0..<random.below(3) {
        log.record(kind: 1, edge: 2, time: 1, from: 2, to: 3, count: 4, sameAs: position)
        for id in ids { shadow[id, default: 0] += 1 }
      }
      if round % 500 == 0 {
        // The held one keeps being seen.
        _ = Self.hop(&log, [1], from: 4)
        shadow[1, default: 0] += 1
        let piece = Array(log.bytes[fed...])
        fed += try index.ingest(piece.span.bytes, at: 64 + UInt64(fed))
        index.forget(before: position > 20_000 ? position - 20_000 : held)
      }
    }
    #expect(index.forgottenCount > 0)
    #expect(index.entry(of: 1)?.hopCount == shadow[1])
    for place in 0..<index.count {
      let entry = index.entry(at: place)
      #expect(entry.hopCount == shadow[entry.journey])
      #expect(index.place(of: entry.journey) == place)
    }
    #expect(index.count < 20_000)
  }

  @Test("a row is one cache line")
  func rowSize() {
    #expect(MemoryLayout<JourneyIndex.Row>.size == 64)
    #expect(MemoryLayout<JourneyIndex.Row>.stride == 64)
  }
}
