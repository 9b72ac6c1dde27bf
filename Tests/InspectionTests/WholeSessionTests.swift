@testable import Inspection
import Testing

@Suite("Whole sessions")
struct WholeSessionTests {
  final class Sink {
    var bytes: [UInt8] = []
  }

  /// A session of random traffic whose log is written in pieces of whole records, and the traffic.
  static func session(seed: UInt64, gap: Bool = false) -> (bytes: [UInt8], traffic: RandomTraffic) {
    var traffic = RandomTraffic(seed: seed, level: 3)
    traffic.run(steps: 200)
    let sink = Sink()
    var writer = SessionWriter { sink.bytes += $0 }
    var sequence: UInt64 = 1
    var start = 0
    var end = 0
    let log = traffic.log.bytes
    while end < log.count {
      let size = log[end..<(end + 4)].reversed().reduce(0) { $0 << 8 | Int($1) }
      end += size & 7 == 0 ? size : 8
      guard end - start > 3000 || end == log.count else { continue }
      let piece = start..<end
      start = end
      var snapshot = SampleStack.snapshot(sequence)
      // Of the toy stack, where the fifth party is the upper end.
      if gap { snapshot.structure = JourneyReadingTests.context.structure }
      snapshot.counters[1, .receive, .born] = UInt64(start)
      writer.snapshot(snapshot)
      if !(gap && sequence == 2) {
        writer.hopLog(log.span.bytes.extracting(piece), at: UInt64(piece.lowerBound))
      }
      sequence += 1
    }
    writer.causes(CauseTable(["rule a", "rule b"]))
    writer.end(time: traffic.time)
    return (sink.bytes, traffic)
  }

  @Test("journeys read from a session are those that were recorded")
  func journeys() throws {
    let (bytes, traffic) = Self.session(seed: 21)
    let session = try Session(bytes.span.bytes)
    #expect(session.truncation == nil && session.endTime == traffic.time)
    #expect(session.log.pieces.count > 3)
    let context = try #require(session.context)
    let seen = traffic.packets.filter { $0.truth.first != nil }
    #expect(session.index.count == seen.count)
    try bytes.withUnsafeBytes { bytes in
      let source = HopLogBytes(session.log, in: bytes)
      for packet in seen {
        let entry = try #require(session.index.entry(of: packet.id))
        let journey = try #require(try source.journey(entry, context))
        #expect(journey.hops.count == packet.hops.count)
        for (hop, truth) in zip(journey.hops, packet.hops) {
          #expect(JourneyReadingTests.check(hop, truth))
        }
        #expect(source.path(of: entry).count == packet.hops.count)
      }
    }
  }

  @Test("the stack at any point is what was written there")
  func snapshots() throws {
    let (bytes, _) = Self.session(seed: 22)
    let session = try Session(bytes.span.bytes)
    #expect(session.sampleCount > 3)
    #expect(session.sample(at: 4_999_999) == nil)
    for place in 0..<session.sampleCount {
      let snapshot = try session.snapshot(ofSample: place, bytes.span.bytes)
      let piece = session.log.pieces[place]
      #expect(snapshot.sequence == UInt64(place + 1))
      #expect(snapshot.counters[1, .receive, .born] == piece.end)
      #expect(snapshot.structure.adapters == SampleStack.structure().adapters)
      #expect(session.sample(at: session.time(ofSample: place)) == place)
      #expect(snapshot.events.allSatisfy { $0.time <= snapshot.time })
    }
  }

  @Test(
    "a piece of the log that is missing makes the journeys on their way partial, not wrong",
    arguments: UInt64(100)..<140
  )
  func gap(seed: UInt64) throws {
    let (bytes, traffic) = Self.session(seed: seed, gap: true)
    let session = try Session(bytes.span.bytes)
    let context = try #require(session.context)
    let missing = try #require(session.log.pieces.first).end..<session.log.pieces[1].position
    var partial = 0
    try bytes.withUnsafeBytes { bytes in
      let source = HopLogBytes(session.log, in: bytes)
      for packet in traffic.packets {
        guard let entry = session.index.entry(of: packet.id) else { continue }
        let kept = packet.hops.filter { !missing.contains($0.position) }
        let journey = try #require(try source.journey(entry, context))
        if !entry.isPartial { #expect(kept.count == packet.hops.count) }
        partial += entry.isPartial ? 1 : 0
        // Of a record that refers into the gap nobody knows whom it held.
        #expect(journey.hops.count <= kept.count)
        if !entry.isPartial { #expect(journey.hops.count == kept.count) }
      }
    }
    #expect(partial > 0)
  }

  @Test("a broken log inside a session is told with the chunk's offset and the record's position")
  func brokenLog() throws {
    let sink = Sink()
    var writer = SessionWriter { sink.bytes += $0 }
    let log = [UInt8](repeating: 9, count: 48)
    let chunk = sink.bytes.count
    writer.hopLog(log.span.bytes, at: 640)
    do {
      _ = try Session(sink.bytes.span.bytes)
      Issue.record("was read")
    } catch {
      #expect(error.offset == chunk)
      guard case .hopLog(let inner) = error.defect else {
        Issue.record("\(error)")
        return
      }
      #expect(inner.position == 640)
    }
    var again = SessionWriter { sink.bytes = $0 }
    again.hopLog(log.span.bytes, at: .max - 8)
    #expect(throws: SessionError.self) {
      let head = SessionFormat.magic + [1, 0, 0, 0]
      let bytes = head + sink.bytes
      _ = try Session(bytes.span.bytes)
    }
  }

  @Test("a session cut short anywhere is read up to its last whole chunk")
  func cut() throws {
    let (bytes, _) = Self.session(seed: 24)
    var random = SplitMix(4)
    for _ in 0..<40 {
      let end = 12 + random.below(bytes.count - 12)
      let part = Array(bytes[..<end])
      let session = try Session(part.span.bytes)
      #expect(session.endTime == nil)
      #expect((session.truncation ?? end) <= end)
    }
  }
}
