import Wire

/// Writes the packets of journeys, hop by hop in the order of time, as pcapng.
///
/// Every pair of neighbours and edge is an interface (`Ethernet0/Generator→Capture indicate`); the packets of one journey
/// share its number as `epb_packetid`. The hand-off by which a packet came to where it ended has a verdict (0, outcome,
/// and the drop reason in two bytes), and a dropped one's reason as comment. A packet is written as far as its first
/// bytes are known; its length on the wire is that of its data. A packet that came in has the number of its queue.
///
/// Between the packets lies the session they are from (`addSession`), which others walk over: so the file can be opened as
/// a session again.
///
/// A log may be fed while it grows: a hand-off has its verdict if the journey has ended by the time it is fed.
public struct JourneyExport {
  private struct Interface: Hashable {
    var from: PartyID
    var to: PartyID
    var edge: UInt8
  }

  /// Names of parties, reasons and causes; may be renewed between two pieces.
  public var context: JourneyContext
  private let startTime: UInt64
  private let includes: (JourneyEntry) -> Bool
  private var writer: PcapNGWriter
  private var reader = HopLogReader()
  /// Journeys under way.
  private var live: [UInt64: KnownBytes] = [:]
  private var interfaces: [Interface: Int] = [:]
  /// What of the session waits for the first interface.
  private var session: [UInt8] = []
  /// Packets written.
  public private(set) var packetCount: UInt64 = 0
  /// Hand-offs left out because no bytes were recorded at them.
  public private(set) var skippedHops: UInt64 = 0

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - context: names of parties, reasons and causes.
  ///   - startTime: host nanoseconds since 1970 at engine time 0; 0 in stepped mode.
  ///   - includes: which journeys are written.
  public init(
    context: JourneyContext,
    startTime: UInt64 = 0,
    includes: @escaping (JourneyEntry) -> Bool = { _ in true }
  ) {
    self.context = context
    self.startTime = startTime
    self.includes = includes
    writer = PcapNGWriter(application: "ndissect \(context.structure.version)")
  }

  /// Writes a piece of the session that the packets are from.
  ///
  /// It waits for the first interface: other programs tell by what stands behind the file's head how its frames begin.
  public mutating func addSession(_ bytes: [UInt8]) {
    session += bytes
    if !interfaces.isEmpty { writeSession() }
  }

  /// Says that no packet comes any more; what waits is written.
  public mutating func finish() { writeSession() }

  private mutating func writeSession() {
    var start = 0
    while start < session.count {
      let end = min(session.count, start + ExportedSession.blockLimit)
      session.withUnsafeBytes {
        writer.addLocalBlock(
          type: ExportedSession.blocks.type,
          UnsafeRawBufferPointer(rebasing: $0[start..<end])
        )
      }
      start = end
    }
    session = []
  }

  /// What was written since the last call.
  public mutating func takeBytes() -> [UInt8] { writer.takeBytes() }

  /// Bytes that wait to be taken.
  public var waitingBytes: Int { writer.bytes.count }

  /// Writes the packets of a piece of the log; pieces come in order and hold whole records.
  ///
  /// - Parameters:
  ///   - bytes: the piece.
  ///   - base: position of its first byte.
  ///   - index: knows the log at least as far as the piece goes.
  /// - Throws: `HopLogError` for the first broken record; what was before it is written.
  public mutating func take(
    _ bytes: borrowing RawSpan,
    at base: UInt64,
    in index: borrowing JourneyIndex
  ) throws(HopLogError) {
    var offset = 0
    while bytes.byteCount - offset >= 8 {
      let record = try reader.record(bytes, at: offset, base: base)
      offset += record.size
      guard record.kind == .hop else { continue }
      if record.isSameAs || record.entryStride > 0 {
        for row in index.members(of: record.entriesPosition) {
          write(index.entry(at: row), record)
        }
        continue
      }
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
        guard let journey = index.entry(of: entry.journey), includes(journey) else { continue }
        live[entry.journey, default: KnownBytes()].apply(entry, in: bytes)
        write(journey, record)
      }
    }
  }

  private mutating func write(_ journey: JourneyEntry, _ record: HopRecord) {
    guard includes(journey) else { return }
    defer {
      // Home again: backward edges are odd.
      if record.edge & 1 == 1, record.to == journey.firstParty { live[journey.journey] = nil }
    }
    guard record.level >= 3, let known = live[journey.journey], known.isKnown,
      let geometry = known.geometry
    else {
      skippedHops += 1
      return
    }
    let interface = interface(record)
    let options = options(journey, record)
    known.withPrefix { bytes in
      writer.addPacket(
        interface: interface,
        timestamp: startTime &+ record.time,
        bytes: bytes,
        wireLength: Int(geometry.dataLength),
        options: options
      )
    }
    packetCount += 1
  }

  private func options(
    _ journey: JourneyEntry,
    _ record: HopRecord
  ) -> PcapNGWriter.PacketOptions {
    var options = PcapNGWriter.PacketOptions(
      flags: record.edge < 2 ? 2 : 1,
      packetID: journey.journey,
      queue: queue(record)
    )
    // Forward edges are even; by one of them the packet came to where it ended.
    guard record.edge & 1 == 0, journey.outcome != .held, record.to == journey.endParty else {
      return options
    }
    var verdict: [UInt8] = [0, journey.outcome.rawValue]
    if let reason = journey.reason {
      verdict += [UInt8(truncatingIfNeeded: reason), UInt8(truncatingIfNeeded: reason >> 8)]
      options.comment = context.structure.dropComment(
        at: journey.endParty,
        context.structure.reasons[reason],
        symbol: context.structure.reasons.symbol(of: reason),
        cause: context.causes[journey.cause] ?? ""
      )
    }
    options.verdict = verdict
    return options
  }

  /// The queue a packet came in by: at the hand-off from its miniport, as far as the processor tells it.
  private func queue(_ record: HopRecord) -> UInt32? {
    guard record.edge == HopEdge.indicate.rawValue,
      let adapter = context.structure.adapter(of: record.from), adapter.partyID == record.from
    else { return nil }
    if adapter.queues.count == 1 { return adapter.queues[0].number }
    guard let processors = context.structure.scaling(of: adapter.id)?.processors,
      Int(record.processor) < processors.count
    else { return nil }
    let processor = processors[Int(record.processor)]
    let served = adapter.queues.filter { $0.processor == processor }
    return served.count == 1 ? served[0].number : nil
  }

  private mutating func interface(_ record: HopRecord) -> Int {
    let key = Interface(from: record.from, to: record.to, edge: record.edge)
    if let known = interfaces[key] { return known }
    let edge = HopEdge(rawValue: record.edge) ?? .send
    let number = writer.addInterface(
      linkType: context.linkKind(of: record.from) == .ethernet ? .ethernet : .rawIP,
      name: context.structure.interfaceName(from: record.from, to: record.to, edge),
      text: "\(ExportedSession.interfaceMark), \(edge.name)"
    )
    interfaces[key] = number
    writeSession()
    return number
  }
}
