/// Reads the samples of a stream in order; those that are differences need the one before.
struct SampleDecoder: Sendable {
  private let version: UInt16
  private var page: CounterPage?
  private var held: [HeldLists] = []

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
    let sequence = try UInt64(from: &stream)
    let time = try UInt64(from: &stream)
    let hostTime = try UInt64?(from: &stream)
    let mode = try EngineMode(from: &stream)
    let generation = try UInt64(from: &stream)
    let recording = try RecordingStatus(from: &stream)
    let heldLists = try UInt64(from: &stream)
    let findings = try UInt64(from: &stream)
    var counters: CounterPage
    if isKey {
      counters = try CounterPage.read(from: &stream, version: version)
    } else {
      guard let page else { throw SessionError(.missingKeyframe, at: start) }
      counters = page
      // A broken difference must not become the base of the next.
      self.page = nil
      try counters.readDifference(from: &stream)
    }
    page = counters
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
    if isKey { held = [] }
    if marks & SessionFormat.heldBit != 0 { held = try [HeldLists](from: &stream) }
    made.held = held
    made.isTick = marks & SessionFormat.tickBit != 0
    made.isWhole = marks & SessionFormat.wholeBit != 0
    return made
  }
}
