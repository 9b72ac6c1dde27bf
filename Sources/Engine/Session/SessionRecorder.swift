import Glibc
import Inspection
import Kernel
import NDIS

/// Writes a running engine into a session file: what it was made of, every hop, the counters of every instant, events.
public final class SessionRecorder {
  private var writer: SessionWriter
  private let sink: FileSink?
  private let buffer: Buffer
  private var sampler = InstantSampler()
  private var position: UInt64 = 0
  private var findingCount = 0
  private var hasEnded = false
  /// The facts written last, by adapter.
  private var facts: [AdapterID: AdapterFacts] = [:]
  private var nextFacts: UInt64 = 0
  /// Requests that were written and are still kept by the engine.
  private var flights: [AdapterID: Set<UInt64>] = [:]
  /// Engine nanoseconds from one sample of the counters to the next.
  public static let period = InstantSampler.period

  /// Chunks on their way to the file, so that it gets few large pieces.
  private final class Buffer {
    private var bytes: [UInt8] = []
    private let write: ([UInt8]) -> Void
    private static let size = 1 << 16

    init(_ write: @escaping ([UInt8]) -> Void) { self.write = write }

    func take(_ chunk: [UInt8]) {
      bytes += chunk
      if bytes.count >= Self.size { flush() }
    }

    func flush() {
      guard !bytes.isEmpty else { return }
      write(bytes)
      bytes = []
    }
  }

  /// Begins a session file for an engine that has been built.
  ///
  /// - Parameters:
  ///   - path: file to create or empty.
  ///   - engine: the engine to follow.
  ///   - waits: true for runs without a real clock, which can wait for the disk.
  ///   - text: the stack file's text, kept in the session.
  /// - Throws: `FileError` if the file cannot be made.
  public convenience init(
    path: String,
    engine: StackEngine,
    waits: Bool,
    text: String
  ) throws(FileError) {
    let sink = try FileSink(path: path)
    self.init(engine: engine, text: text, sink: sink) { sink.write($0, waits: waits) }
  }

  /// Begins a session in a file that is open already; a live run, which does not wait for the disk.
  public convenience init(sink: FileSink, engine: StackEngine, text: String) {
    self.init(engine: engine, text: text, sink: sink) { sink.write($0, waits: false) }
  }

  /// Begins a session that goes wherever `write` puts it.
  public convenience init(
    engine: StackEngine,
    text: String,
    write: @escaping ([UInt8]) -> Void
  ) {
    self.init(engine: engine, text: text, sink: nil, write: write)
  }

  private init(
    engine: StackEngine,
    text: String,
    sink: FileSink?,
    write: @escaping ([UInt8]) -> Void
  ) {
    self.sink = sink
    let buffer = Buffer(write)
    self.buffer = buffer
    writer = SessionWriter { buffer.take($0) }
    writer.stackFile(name: engine.configuration.file, text: text)
    writer.options(
      SessionOptions(
        version: ProductVersion.text,
        seed: engine.options.seed ?? engine.configuration.seed,
        mode: engine.options.stepped ? .stepped : .live,
        startHostTime: engine.options.stepped ? nil : HostTime.sinceEpoch,
        arguments: engine.runArguments
      )
    )
    writer.structure(engine.currentStructure())
    // The head is there before anything else is written beside it.
    buffer.flush()
    position = engine.ring.oldest
    engine.whenInput { [weak self] in self?.take($0) }
    engine.whenQuiet { [weak self] engine in self?.sample(engine, mayTick: false) }
  }

  /// Takes in what happened since last time; at a quiet point.
  public func follow(_ engine: StackEngine) {
    takeHops(engine)
    if sample(engine, mayTick: true) { writeDetail(engine) }
    buffer.flush()
  }

  /// Writes the rest and the end mark, and closes the file.
  public func finish(_ engine: StackEngine) -> FileError? {
    takeHops(engine)
    sample(engine, mayTick: true, mustTick: true)
    writeDetail(engine)
    writeFacts(engine)
    for adapter in engine.stack.adapters {
      writer.flights(engine.flights(of: adapter).filter(\.isPending))
    }
    writer.end(time: engine.now)
    hasEnded = true
    buffer.flush()
    return sink?.finish()
  }

  private func take(_ input: InputCommand) {
    if !hasEnded { writer.command(input) }
  }

  /// Bytes the disk did not take.
  public var unstoredBytes: UInt64 { sink?.unstoredBytes ?? 0 }

  /// Writes the records that are new; at any point.
  func takeHops(_ engine: StackEngine) {
    position = max(position, engine.ring.oldest)
    while position < engine.ring.position {
      let piece = engine.log.piece(at: position)
      guard piece.count > 0 else { return }
      let part = RingLog.wholeRecords(piece, limit: 1 << 20)
      writer.hopLog(
        RawSpan(_unsafeBytes: UnsafeRawBufferPointer(rebasing: piece[..<part])),
        at: position
      )
      position += UInt64(part)
    }
  }

  /// Writes the counters if they have changed, and the events before.
  ///
  /// - Returns: whether it was one of the regular times for it.
  @discardableResult
  private func sample(_ engine: StackEngine, mayTick: Bool, mustTick: Bool = false) -> Bool {
    guard !hasEnded,
      var taken = sampler.take(engine, mayTick: mayTick, mustTick: mustTick)
    else { return false }
    // What the engine gives up is in the session.
    taken.sample.recording.overwrittenRecords = 0
    writer.write(
      taken.sample,
      engine.currentStructure(),
      engine.events.history,
      isKey: taken.isKey,
      taken.difference
    )
    return taken.sample.isTick
  }

  /// Writes what is not asked of every instant.
  private func writeDetail(_ engine: StackEngine) {
    writer.causes(engine.causeTable())
    let findings = engine.findings()
    writer.findings(Array(findings.dropFirst(findingCount)))
    findingCount = findings.count
    for adapter in engine.stack.adapters { requests(engine, adapter) }
    if engine.now >= nextFacts { writeFacts(engine) }
  }

  /// Writes what has become known of the adapters; seldom, for it is made anew whenever the structure changes.
  private func writeFacts(_ engine: StackEngine) {
    nextFacts = engine.now + 10 * Self.period
    for adapter in engine.stack.adapters {
      let new = engine.facts(of: adapter)
      guard new != facts[new.adapter] else { continue }
      facts[new.adapter] = new
      writer.facts([new])
    }
  }

  /// Writes the requests that have ended.
  private func requests(_ engine: StackEngine, _ adapter: MiniportAdapter) {
    let ended = engine.flights(of: adapter).filter { !$0.isPending }
    guard !ended.isEmpty else { return }
    let written = flights[adapter.party.id, default: []]
    writer.flights(ended.filter { !written.contains($0.id) })
    flights[adapter.party.id] = Set(ended.map(\.id))
  }
}
