/// Writes one session, chunk by chunk, into a sink.
///
/// The sink gets whole chunks; what it cannot store it must count itself. Counters are told as differences, whole again
/// every sixty samples, so that a reader finds any instant quickly.
public struct SessionWriter {
  /// Samples from one whole counter page to the next.
  public static let keyframeInterval = 60

  private let sink: ([UInt8]) -> Void
  private var encoder = SampleEncoder()
  private var generation: UInt64?
  private var eventSequence: UInt64?
  private var causeCount = 0
  /// Bytes given to the sink.
  public private(set) var byteCount: UInt64 = 0

  /// Begins a session: writes its head.
  public init(sink: @escaping ([UInt8]) -> Void) {
    self.sink = sink
    let version = SessionFormat.version
    let head = SessionFormat.magic + [UInt8(version & 0xFF), UInt8(version >> 8), 0, 0]
    sink(head)
    byteCount = UInt64(head.count)
  }

  /// Writes the text of the stack file that the engine runs.
  public mutating func stackFile(name: String, text: String) {
    chunk(.stackFile) { stream in
      name.write(to: &stream)
      text.write(to: &stream)
    }
  }

  /// Writes how the engine was started.
  public mutating func options(_ options: SessionOptions) {
    chunk(.options) { stream in
      options.version.write(to: &stream)
      options.seed.write(to: &stream)
      options.mode.write(to: &stream)
      options.startHostTime.write(to: &stream)
      options.arguments.write(to: &stream)
    }
  }

  /// Writes everything in a snapshot that the session has not yet: structure, new events, counters.
  public mutating func snapshot(_ snapshot: Snapshot) {
    write(SessionSample(snapshot), snapshot.structure, snapshot.events)
  }

  /// Writes a sample with what came before it: its structure if that is new, and new events.
  ///
  /// - Parameters:
  ///   - sample: the point.
  ///   - structure: the tree it belongs to.
  ///   - history: all events known.
  ///   - isKey: with the whole counter page, even where a difference would do.
  ///   - difference: what changed since the sample before, if that is known; else the pages are compared.
  public mutating func write(
    _ sample: SessionSample,
    _ structure: StackStructure,
    _ history: EventHistory,
    isKey: Bool = false,
    _ difference: CounterDifference? = nil
  ) {
    if generation != structure.generation { self.structure(structure) }
    let first = eventSequence.map { history.place(from: $0 &+ 1) } ?? 0
    events(Array(history[first...]))
    self.sample(sample, isKey: isKey, difference)
  }

  /// Writes a structure.
  public mutating func structure(_ structure: StackStructure) {
    generation = structure.generation
    chunk(.structure) { structure.write(to: &$0) }
  }

  /// Writes the causes that the session has not yet.
  public mutating func causes(_ causes: CauseTable) {
    guard causes.texts.count > causeCount else { return }
    let new = Array(causes.texts[causeCount...])
    let first = causeCount + 1
    causeCount = causes.texts.count
    chunk(.causes) { stream in
      stream.number(UInt64(first))
      new.write(to: &stream)
    }
  }

  /// Writes a point of the session; `isKey`: with the whole counter page, even where a difference would do.
  ///
  /// `difference`: what changed since the sample before, if that is known; else the pages are compared.
  public mutating func sample(
    _ sample: SessionSample,
    isKey: Bool = false,
    _ difference: CounterDifference? = nil
  ) {
    var stream = StreamWriter(capacity: 240)
    let type: SessionFormat.ChunkType =
      encoder.write(sample, isKey: isKey, difference, to: &stream) ? .keySample : .sample
    put(type, stream.bytes)
  }

  /// Writes a piece of the hop log that begins at a position; whole records only.
  public mutating func hopLog(_ bytes: borrowing RawSpan, at position: UInt64) {
    guard bytes.byteCount > 0 else { return }
    var stream = StreamWriter()
    stream.fixed32(UInt32(truncatingIfNeeded: position))
    stream.fixed32(UInt32(truncatingIfNeeded: position >> 32))
    stream.raw(bytes)
    put(.hopLog, stream.bytes)
  }

  /// Writes events.
  public mutating func events(_ events: [EngineEvent]) {
    guard let last = events.last else { return }
    eventSequence = last.sequence
    chunk(.events) { events.write(to: &$0) }
  }

  /// Writes findings of the verifier.
  public mutating func findings(_ findings: [VerifierFinding]) {
    guard !findings.isEmpty else { return }
    chunk(.findings) { findings.write(to: &$0) }
  }

  /// Writes a command that the engine took.
  public mutating func command(_ command: InputCommand) {
    chunk(.command) { stream in
      command.time.write(to: &stream)
      command.request.write(to: &stream)
    }
  }

  /// Writes a frame that came into the stack.
  public mutating func frame(_ frame: InputFrame) {
    chunk(.frame) { stream in
      frame.time.write(to: &stream)
      frame.adapter.write(to: &stream)
      stream.raw(frame.bytes.span.bytes)
    }
  }

  /// Writes what is known of adapters.
  public mutating func facts(_ facts: [AdapterFacts]) {
    guard !facts.isEmpty else { return }
    chunk(.facts) { facts.write(to: &$0) }
  }

  /// Writes requests.
  public mutating func flights(_ flights: [RequestFlight]) {
    guard !flights.isEmpty else { return }
    chunk(.flights) { flights.write(to: &$0) }
  }

  /// Writes the end mark: nothing was lost after the last chunk.
  public mutating func end(time: UInt64) {
    chunk(.end) { time.write(to: &$0) }
  }

  private mutating func chunk(
    _ type: SessionFormat.ChunkType,
    _ body: (inout StreamWriter) -> Void
  ) {
    var stream = StreamWriter()
    body(&stream)
    put(type, stream.bytes)
  }

  private mutating func put(_ type: SessionFormat.ChunkType, _ payload: [UInt8]) {
    var stream = StreamWriter()
    stream.byte(type.rawValue)
    stream.fixed32(UInt32(truncatingIfNeeded: payload.count))
    stream.raw(payload.span.bytes)
    stream.fixed32(SessionFormat.checksum(stream.bytes.span.bytes, 0..<stream.bytes.count))
    sink(stream.bytes)
    byteCount += UInt64(stream.bytes.count)
  }
}
