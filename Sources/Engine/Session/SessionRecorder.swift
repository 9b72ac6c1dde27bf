import Glibc
import Inspection
import Kernel
import NDIS

/// Writes a running engine into a session file: what it was made of, every hop, samples of the counters, events.
public final class SessionRecorder {
  private var writer: SessionWriter
  private let sink: FileSink?
  private var position: UInt64 = 0
  private var nextSample: UInt64 = 0
  private var findingCount = 0
  /// The facts written last, by adapter.
  private var facts: [AdapterID: AdapterFacts] = [:]
  private var nextFacts: UInt64 = 0
  /// Requests that were written and are still kept by the engine.
  private var flights: [AdapterID: Set<UInt64>] = [:]
  /// Engine nanoseconds from one sample of the counters to the next.
  public static let period: UInt64 = 500_000_000

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
    writer = SessionWriter(sink: write)
    writer.stackFile(name: engine.configuration.file, text: text)
    writer.options(
      SessionOptions(
        version: ProductVersion.text,
        seed: engine.options.seed ?? engine.configuration.seed,
        mode: engine.options.stepped ? .stepped : .live,
        startHostTime: engine.options.stepped ? nil : HostTime.sinceEpoch
      )
    )
    writer.structure(engine.currentStructure())
    position = engine.ring.oldest
  }

  /// Takes in what happened since last time; at a quiet point.
  public func follow(_ engine: StackEngine) {
    takeHops(engine)
    guard engine.now >= nextSample else { return }
    nextSample = engine.now + Self.period
    sample(engine)
  }

  /// Writes the rest and the end mark, and closes the file.
  public func finish(_ engine: StackEngine) -> FileError? {
    takeHops(engine)
    sample(engine)
    writeFacts(engine)
    for adapter in engine.stack.adapters {
      writer.flights(engine.flights(of: adapter).filter(\.isPending))
    }
    writer.end(time: engine.now)
    return sink?.finish()
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

  private func sample(_ engine: StackEngine) {
    writer.causes(engine.causeTable())
    writer.snapshot(engine.snapshot(hostTime: engine.options.stepped ? nil : HostTime.sinceEpoch))
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
