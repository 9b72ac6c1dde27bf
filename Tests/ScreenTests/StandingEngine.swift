@preconcurrency import Glibc
@testable import Engine
import Inspection

/// A stepped engine on the thread of a test: time goes on when the test says so.
///
/// Only ever used by one thread.
final class StandingEngine: EngineConnection, @unchecked Sendable {
  let engine: StackEngine
  private var newest: Snapshot?
  private let ends: (reading: Int32, writing: Int32)

  init(_ engine: StackEngine) {
    self.engine = engine
    var pair: [Int32] = [-1, -1]
    _ = pipe(&pair)
    ends = (pair[0], pair[1])
    publish()
  }

  deinit {
    close(ends.reading)
    close(ends.writing)
  }

  var descriptor: Int32 { ends.reading }
  var snapshot: Snapshot? { newest }

  func acknowledge() {
    var watched = pollfd(fd: ends.reading, events: Int16(POLLIN), revents: 0)
    var byte: UInt8 = 0
    while poll(&watched, 1, 0) > 0 { _ = read(ends.reading, &byte, 1) }
  }

  func send(_ command: Command) {
    engine.performReporting(command)
    while engine.hasMoreToExamine { engine.examineMore() }
    publish()
  }

  /// Lets engine time go on, and shows what has come of it.
  func advance(_ nanoseconds: UInt64) throws {
    try engine.run(until: engine.now + nanoseconds)
    publish()
  }

  private func publish() {
    newest = engine.snapshot()
    var byte: UInt8 = 1
    _ = write(ends.writing, &byte, 1)
  }
}
