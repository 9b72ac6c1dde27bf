/// A whole session: what it tells, and where in its bytes the large parts are.
///
/// Frames, samples and the hop log stay in the bytes; the session knows their places.
public struct Session: Sendable {
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
  public var structures: [StackStructure] { timeline.structures }
  /// Where the samples are.
  private(set) var timeline = SampleTimeline()
  /// All causes of endings.
  public private(set) var causes = CauseTable()
  /// All events, in order.
  public private(set) var events: [EngineEvent] = []
  /// All findings, in order.
  public private(set) var findings: [VerifierFinding] = []
  /// What was known last of each adapter.
  public private(set) var facts: [AdapterID: AdapterFacts] = [:]
  /// The requests to each adapter, oldest first; the newest few thousand.
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
  /// What was known of adapters, with the engine time from which on it was.
  private(set) var factHistory: [(time: UInt64, facts: AdapterFacts)] = []

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
      timeline.add(structure)
      index.originators = structure.parties.originators
    case .causes(let first, let texts):
      guard Int(first) == causes.texts.count + 1 else { throw SessionError(.badValue, at: start) }
      for text in texts { causes.append(text) }
    case .sample(let sample):
      timeline.add(
        SampleTimeline.Mark(
          time: sample.time,
          offset: start,
          event: events.last?.sequence ?? 0,
          generation: sample.generation,
          // Chunks of unknown types may stand before it, so its type is looked up behind them.
          isKey: Self.isKey(bytes, start, end),
          isTick: sample.isTick,
          isWhole: sample.isWhole
        )
      )
    case .hopLog(let position, let range): try takeLog(position, range, bytes, at: start)
    case .events(let new): events += new
    case .findings(let new): findings += new
    case .facts(let new):
      for each in new {
        facts[each.adapter] = each
        factHistory.append((timeline.marks.last?.time ?? 0, each))
      }
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
    flights[flight.adapter, default: []].keep(flight, most: Self.keptFlights)
  }

  /// Requests kept of each adapter; an engine tells the newest few hundred of them.
  private static let keptFlights = 8_192

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

  /// The names behind the numbers of the log: those of the last structure.
  public var context: JourneyContext? {
    structures.last.map { JourneyContext(structure: $0, causes: causes) }
  }
}

extension [RequestFlight] {
  /// Puts a request into its place by number; one that had not ended may be told again.
  fileprivate mutating func keep(_ flight: RequestFlight, most: Int) {
    var place = endIndex
    while place > 0, self[place - 1].id >= flight.id { place -= 1 }
    if place < endIndex, self[place].id == flight.id {
      self[place] = flight
    } else {
      insert(flight, at: place)
    }
    if count > most { removeFirst() }
  }
}
