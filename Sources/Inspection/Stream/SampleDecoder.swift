/// Reads the samples of a stream in order; those that are differences need the one before.
struct SampleDecoder: Sendable {
  private let version: UInt16
  private var page: CounterPage?
  private var held: [HeldLists] = []
  private var head: [UInt64] = []
  private var words = SampleWords()

  /// The version from which on differences are told by `SampleWords`.
  private static let wordsVersion: UInt16 = 4

  /// `version`: of the stream.
  init(version: UInt16 = SessionFormat.version) {
    self.version = version
  }

  /// Reads a sample that reaches to the end of `stream`.
  ///
  /// - Parameters:
  ///   - stream: at the sample's first byte.
  ///   - isKey: it has the whole counter page.
  ///   - start: where it begins, for errors.
  /// - Returns: the sample with its whole counter page.
  /// - Throws: `SessionError` with the place of what is wrong.
  mutating func read(
    _ stream: inout StreamReader,
    isKey: Bool,
    start: Int
  ) throws(SessionError) -> SessionSample {
    let base = page
    // What follows a broken sample must not be told from it.
    page = nil
    let made: SessionSample
    if isKey {
      made = try readWhole(&stream, counters: nil)
      words.clear()
    } else {
      guard let base else { throw SessionError(.missingKeyframe, at: start) }
      made =
        version >= Self.wordsVersion
        ? try readDifference(&stream, base) : try readWhole(&stream, counters: base)
    }
    head = made.headWords
    held = made.held
    page = made.counters
    return made
  }

  /// Reads a sample with a whole page, or, of an earlier version, one whose words are added to those before.
  private func readWhole(
    _ stream: inout StreamReader,
    counters base: CounterPage?
  ) throws(SessionError) -> SessionSample {
    let sequence = try UInt64(from: &stream)
    let time = try UInt64(from: &stream)
    let hostTime = try UInt64?(from: &stream)
    let mode = try EngineMode(from: &stream)
    let generation = try UInt64(from: &stream)
    let recording = try RecordingStatus(from: &stream)
    let heldLists = try UInt64(from: &stream)
    let findings = try UInt64(from: &stream)
    let counters: CounterPage
    if var page = base {
      try page.readWords(from: &stream)
      counters = page
    } else {
      counters = try CounterPage.read(from: &stream, version: version)
    }
    var made = SessionSample(
      sequence: sequence,
      time: time,
      hostTime: hostTime,
      mode: mode,
      generation: generation,
      recording: recording,
      heldLists: heldLists,
      findingCount: findings,
      counters: counters
    )
    // The first writers knew of ticks alone.
    guard stream.remaining > 0 else { return made }
    let place = stream.offset
    let marks = try stream.byte()
    guard marks <= 7 else { throw SessionError(.badValue, at: place) }
    made.held = base == nil ? [] : held
    if marks & SessionFormat.heldBit != 0 { made.held = try [HeldLists](from: &stream) }
    made.isTick = marks & SessionFormat.tickBit != 0
    made.isWhole = marks & SessionFormat.wholeBit != 0
    return made
  }

  private mutating func readDifference(
    _ stream: inout StreamReader,
    _ base: CounterPage
  ) throws(SessionError) -> SessionSample {
    let place = stream.offset
    let marks = try stream.byte()
    guard marks <= 31 else { throw SessionError(.badValue, at: place) }
    let lines = base.lines
    let (shape, told) = try words.read(head: SessionSample.headCount, from: &stream) { line, mask in
      guard Int(line) < lines.count else { return false }
      let width = lines[Int(line)].count
      return width >= 32 || mask >> UInt32(width) == 0
    }
    let new = zip(told, head).map { $1 &+ $0.unfolded }
    guard let mode = UInt8(exactly: new[3]).flatMap(EngineMode.init(rawValue:)),
      let level = UInt8(exactly: new[5])
    else { throw SessionError(.badValue, at: place) }
    var counters = base
    counters.apply(shape, told[SessionSample.headCount...], lines)
    if marks & SessionFormat.dropsBit != 0 { counters.setDrops(try [DropCount](from: &stream)) }
    var made = SessionSample(
      sequence: new[0],
      time: new[1],
      hostTime: marks & SessionFormat.hostTimeBit != 0 ? new[2] : nil,
      mode: mode,
      generation: new[4],
      recording: RecordingStatus(
        level: level,
        samplingInterval: new[6],
        firstPosition: new[7],
        endPosition: new[8],
        overwrittenRecords: new[9],
        unstoredRecords: new[10]
      ),
      heldLists: new[11],
      held: marks & SessionFormat.heldBit != 0 ? try [HeldLists](from: &stream) : held,
      findingCount: new[12],
      counters: counters
    )
    made.isTick = marks & SessionFormat.tickBit != 0
    made.isWhole = marks & SessionFormat.wholeBit != 0
    return made
  }
}
