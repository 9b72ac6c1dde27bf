import Inspection
import Kernel

/// Carries what an engine records into files while it runs, so that memory has to hold only the newest of it.
///
/// Both files follow the run: the session takes every record at once, the capture stays a quarter of the ring behind, so
/// that it knows how most journeys ended when it writes their hops. What its records refer to is kept a quarter longer.
///
///     given up | referred to ── a quarter ──▶ capture ── a quarter ──▶ newest | free
public final class LogFollower {
  private let recorder: SessionRecorder?
  private let capture: FileSink?
  private var export: JourneyExport?
  /// Writes the session that lies in the capture beside its packets.
  private let enclosed: SessionRecorder?
  private let chunks = Chunks()
  private let keepsAll: Bool
  private let lag: UInt64
  private var position: UInt64
  /// Where pieces ended that have been written and are still in memory.
  private var boundaries: [UInt64] = []

  /// What of that session waits to be written.
  private final class Chunks {
    var bytes: [UInt8] = []
  }

  /// Begins to follow an engine that has been built; it may not run without the follower any more.
  ///
  /// - Parameters:
  ///   - engine: whose ring is a log (`Options.keepsAll`).
  ///   - recorder: writes the session; nil for none.
  ///   - capture: gets every hop as pcapng, an interface per hop, and the session beside them; nil for none.
  ///   - text: the stack file's text, kept in the capture.
  ///   - keepsAll: what has been written stays in memory, too.
  ///   - startTime: host nanoseconds since 1970 at engine time 0; 0 in stepped mode.
  public init(
    _ engine: StackEngine,
    recorder: SessionRecorder?,
    capture: FileSink?,
    text: String = "",
    keepsAll: Bool,
    startTime: UInt64 = 0
  ) {
    self.recorder = recorder
    self.capture = capture
    self.keepsAll = keepsAll
    lag = UInt64(engine.ring.capacity / 4)
    position = engine.ring.oldest
    if capture != nil {
      export = JourneyExport(context: engine.journeyContext(), startTime: startTime)
      enclosed = SessionRecorder(engine: engine, text: text) { [chunks] in chunks.bytes += $0 }
      // The head of the session goes into the file with the first packet.
      export?.addSession(chunks.bytes)
      chunks.bytes = []
    } else {
      enclosed = nil
    }
    engine.ring.whenFull = { [unowned self, unowned engine] _ in
      // Inside a hand-off: the counters are not at rest.
      engine.follow()
      recorder?.takeHops(engine)
      enclosed?.takeHops(engine)
      giveUp(engine)
    }
  }

  /// Takes in what happened since last time; at a quiet point.
  public func follow(_ engine: StackEngine) {
    recorder?.follow(engine)
    enclosed?.follow(engine)
    giveUp(engine)
  }

  private func giveUp(_ engine: StackEngine) {
    guard engine.ring.position > lag else { return }
    carry(engine, to: engine.ring.position - lag)
    guard !keepsAll, let place = boundaries.lastIndex(where: { $0 + lag <= position }) else {
      return
    }
    engine.ring.release(before: boundaries[place])
    boundaries.removeFirst(place + 1)
  }

  /// Writes the rest and closes both files.
  ///
  /// - Throws: `FileError` for the first file that could not be written.
  public func finish(_ engine: StackEngine) throws(FileError) {
    engine.ring.whenFull = nil
    let failure = recorder?.finish(engine)
    _ = enclosed?.finish(engine)
    carry(engine, to: engine.ring.position)
    export?.addSession(chunks.bytes)
    chunks.bytes = []
    export?.finish()
    writeChunks()
    let other = capture?.finish()
    if let error = failure ?? other { throw error }
  }

  /// Bytes of the session that the disk did not take.
  public var unstoredBytes: UInt64 { recorder?.unstoredBytes ?? 0 }

  /// Writes whole records until `goal` is reached or just passed.
  private func carry(_ engine: StackEngine, to goal: UInt64) {
    position = max(position, engine.ring.oldest)
    guard position < goal else { return }
    export?.context = engine.journeyContext()
    while position < goal {
      let piece = engine.log.piece(at: position)
      guard piece.count > 0 else { return }
      let part = RingLog.wholeRecords(piece, limit: Int(min(goal - position, lag / 4, 1 << 20)))
      guard part > 0 else { return }
      write(UnsafeRawBufferPointer(rebasing: piece[..<part]), engine)
      position += UInt64(part)
      if !keepsAll { boundaries.append(position) }
    }
  }

  private func write(_ piece: UnsafeRawBufferPointer, _ engine: StackEngine) {
    // A broken record would be told when the log is indexed; what was before it is written.
    try? export?.take(RawSpan(_unsafeBytes: piece), at: position, in: engine.list.index)
    writeChunks()
  }

  /// Writes what the capture's session has to tell since last time, and the packets.
  private func writeChunks() {
    guard let capture else { return }
    export?.addSession(chunks.bytes)
    chunks.bytes = []
    // A capture is whole: the run waits for the disk, and frames of a live edge meanwhile in the host.
    if let bytes = export?.takeBytes() { capture.write(bytes, waits: true) }
  }
}
