/// A whole session: what it tells, and where in its bytes the large parts are.
///
/// Frames, samples and the hop log stay in the bytes; the session knows their places.
public struct Session: Sendable {
  /// Where a sample is.
  struct SampleMark: Sendable {
    var time: UInt64
    var offset: Int
    var isKey: Bool
  }

  /// Where a frame is.
  public struct FrameMark: Equatable, Sendable {
    /// Engine nanoseconds.
    public var time: UInt64
    /// Where it came in.
    public var adapter: AdapterID
    /// Its bytes inside the session's.
    public var range: Range<Int>
  }

  /// Format version.
  public let version: UInt16
  /// Name and text of the stack file; nil if the session does not tell.
  public private(set) var stackFile: (name: String, text: String)?
  /// How the engine was started; nil if the session does not tell.
  public private(set) var options: SessionOptions?
  /// Every structure there was, in order.
  public private(set) var structures: [StackStructure] = []
  /// All causes of endings.
  public private(set) var causes = CauseTable()
  /// All events, in order.
  public private(set) var events: [EngineEvent] = []
  /// All findings, in order.
  public private(set) var findings: [VerifierFinding] = []
  /// What was known last of each adapter.
  public private(set) var facts: [AdapterID: AdapterFacts] = [:]
  /// The requests to each adapter, oldest first; the newest few hundred.
  public private(set) var flights: [AdapterID: [RequestFlight]] = [:]
  /// All commands the engine took, in order.
  public private(set) var commands: [InputCommand] = []
  /// All frames that came in, in order.
  public private(set) var frames: [FrameMark] = []
  /// Where the hop log is.
  public private(set) var log = HopLogPieces()
  /// All journeys of the log.
  public private(set) var index = JourneyIndex()
  /// Engine time of the end mark; nil if the writer did not end in order.
  public private(set) var endTime: UInt64?
  /// Where the first incomplete chunk begins; nil if the last chunk is whole.
  public private(set) var truncation: Int?
  private var marks: [SampleMark] = []

  /// Reads a session; of one that was cut short, everything up to its last whole chunk.
  ///
  /// - Throws: `SessionError` with the offset of the first chunk that is broken.
  public init(_ bytes: borrowing RawSpan) throws(SessionError) {
    var reader = try SessionReader(bytes)
    version = reader.version
    while true {
      let start = reader.offset
      guard let chunk = try reader.next(bytes) else { break }
      try take(chunk, bytes, from: start, to: reader.offset)
    }
    truncation = reader.truncation
  }

  private mutating func take(
    _ chunk: SessionChunk,
    _ bytes: borrowing RawSpan,
    from start: Int,
    to end: Int
  ) throws(SessionError) {
    switch chunk {
    case .stackFile(let name, let text): stackFile = (name, text)
    case .options(let options): self.options = options
    case .structure(let structure):
      structures.append(structure)
      index.originators = structure.parties.originators
    case .causes(let first, let texts):
      guard Int(first) == causes.texts.count + 1 else { throw SessionError(.badValue, at: start) }
      for text in texts { causes.append(text) }
    case .sample(let sample):
      // Chunks of unknown types may stand before it, so its type is looked up behind them.
      marks.append(
        SampleMark(time: sample.time, offset: start, isKey: Self.isKey(bytes, start, end))
      )
    case .hopLog(let position, let range): try takeLog(position, range, bytes, at: start)
    case .events(let new): events += new
    case .findings(let new): findings += new
    case .facts(let new): for each in new { facts[each.adapter] = each }
    case .flights(let new): for flight in new { take(flight) }
    case .command(let command): commands.append(command)
    case .frame(let frame):
      let last = end - SessionFormat.suffixSize
      frames.append(
        FrameMark(
          time: frame.time,
          adapter: frame.adapter,
          range: (last - frame.bytes.count)..<last
        )
      )
    case .end(let time): endTime = time
    }
  }

  private mutating func take(_ flight: RequestFlight) {
    var kept = flights[flight.adapter, default: []]
    // One that had not ended may be told again.
    kept.removeAll { $0.id == flight.id }
    kept.insert(flight, at: kept.firstIndex { $0.id > flight.id } ?? kept.count)
    if kept.count > Self.keptFlights { kept.removeFirst() }
    flights[flight.adapter] = kept
  }

  /// Requests kept of each adapter, as many as an engine keeps.
  private static let keptFlights = 256

  private mutating func takeLog(
    _ position: UInt64,
    _ range: Range<Int>,
    _ bytes: borrowing RawSpan,
    at start: Int
  ) throws(SessionError) {
    guard log.append(position: position, range: range) else {
      throw SessionError(.badValue, at: start)
    }
    do throws(HopLogError) {
      let used = try index.ingest(bytes.extracting(range), at: position)
      guard used == range.count else {
        throw HopLogError(.cutShort, at: position &+ UInt64(used))
      }
    } catch {
      throw SessionError(.hopLog(error), at: start)
    }
  }

  private static func isKey(_ bytes: borrowing RawSpan, _ start: Int, _ end: Int) -> Bool {
    var offset = start
    while end - offset >= SessionFormat.prefixSize {
      let type = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
      if let known = SessionFormat.ChunkType(rawValue: type) { return known == .keySample }
      let length = bytes.unsafeLoadUnaligned(fromByteOffset: offset + 1, as: UInt32.self)
      offset += SessionFormat.prefixSize + Int(length.littleEndian) + SessionFormat.suffixSize
    }
    return false
  }

  /// Points of time in the session.
  public var sampleCount: Int { marks.count }

  /// Engine time of a point.
  public func time(ofSample place: Int) -> UInt64 { marks[place].time }

  /// The last point at or before an engine time; nil if there is none.
  public func sample(at time: UInt64) -> Int? {
    var low = 0
    var high = marks.count
    while low < high {
      let middle = (low + high) / 2
      if marks[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }

  /// The stack as it was at a point, with the newest events before it.
  ///
  /// - Throws: `SessionError` if the bytes are not those that the session was read from.
  public func snapshot(
    ofSample place: Int,
    _ bytes: borrowing RawSpan,
    events count: Int = 100
  ) throws(SessionError) -> Snapshot {
    guard marks.indices.contains(place) else { throw SessionError(.badValue, at: 0) }
    var key = place
    while key > 0, !marks[key].isKey { key -= 1 }
    var reader = SessionReader(version: version, at: marks[key].offset, page: nil)
    var found: SessionSample?
    // What lies between the samples, the hop log above all, is passed over.
    for mark in marks[key...place] {
      reader.skip(to: mark.offset)
      if case .sample(let sample)? = try reader.next(bytes) { found = sample }
    }
    guard let sample = found else { throw SessionError(.missingKeyframe, at: marks[place].offset) }
    guard let structure = structures.last(where: { $0.generation == sample.generation }) else {
      throw SessionError(.badValue, at: marks[place].offset)
    }
    return Snapshot(
      sequence: sample.sequence,
      time: sample.time,
      hostTime: sample.hostTime,
      mode: sample.mode,
      structure: structure,
      counters: sample.counters,
      recording: sample.recording,
      heldLists: sample.heldLists,
      findingCount: sample.findingCount,
      events: EventHistory(events[..<eventCount(until: sample.time)].suffix(count))
    )
  }

  /// Events up to an engine time.
  private func eventCount(until time: UInt64) -> Int {
    var low = 0
    var high = events.count
    while low < high {
      let middle = (low + high) / 2
      if events[middle].time <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The names behind the numbers of the log: those of the last structure.
  public var context: JourneyContext? {
    structures.last.map { JourneyContext(structure: $0, causes: causes) }
  }
}
