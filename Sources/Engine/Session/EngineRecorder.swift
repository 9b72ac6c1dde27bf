import Inspection
import Kernel

/// Writes a live engine into its files as it goes on; on the engine's thread.
///
/// A session never waits for a disk: what could not be stored is counted. A capture does.
final class EngineRecorder {
  private let follower: LogFollower
  private let sinks: [FileSink]
  private var counted: UInt64
  /// Hop records that came after a file could not take more.
  private(set) var unstoredRecords: UInt64 = 0

  /// The engine's ring is a log (`Options.keepsAll`).
  init(_ files: RecordingFiles, _ engine: StackEngine) {
    sinks = [files.session, files.packets].compactMap { $0 }
    follower = LogFollower(
      engine,
      recorder: files.session.map {
        SessionRecorder(sink: $0, engine: engine, text: files.text)
      },
      capture: files.packets,
      text: files.text,
      keepsAll: false,
      startTime: HostTime.sinceEpoch &- engine.now
    )
    counted = engine.ring.position
  }

  /// Takes in what happened since last time; at a quiet point.
  func follow(_ engine: StackEngine) {
    countUnstored(engine)
    follower.follow(engine)
  }

  /// Writes the rest, closes the files and tells what could not be stored.
  func finish(_ engine: StackEngine) -> [String] {
    countUnstored(engine)
    var problems: [String] = []
    do throws(FileError) {
      try follower.finish(engine)
    } catch {
      problems.append(error.description)
    }
    for sink in sinks where sink.unstoredBytes > 0 {
      problems.append(
        "\(sink.unstoredBytes) bytes were not stored: \(sink.path): write to a larger or faster disk"
      )
    }
    return problems
  }

  private func countUnstored(_ engine: StackEngine) {
    defer { counted = engine.ring.position }
    guard sinks.contains(where: { $0.failure != nil }) else { return }
    var place = max(counted, engine.ring.oldest)
    while place < engine.ring.position {
      let piece = engine.log.piece(at: place)
      var offset = 0
      while piece.count - offset >= 8 {
        let first = piece.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let size = HopRecord.size(first)
        guard size >= 8 else { return }
        // Kind 0 is padding.
        if HopRecord.isBrief(first) || piece[offset + 4] != 0 { unstoredRecords += 1 }
        offset += size
      }
      guard offset > 0 else { return }
      place += UInt64(offset)
    }
  }
}
