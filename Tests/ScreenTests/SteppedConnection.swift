@preconcurrency import Glibc
import Engine
import Inspection
import TUIKit

/// An engine on a virtual clock behind a screen: commands are carried out when they are sent.
///
/// Belongs to one thread, that of the test.
final class SteppedConnection: EngineConnection, @unchecked Sendable {
  let engine: StackEngine
  /// Always readable: an answer never has to be waited for.
  let descriptor = open("/dev/null", O_RDONLY)
  private var newest: Snapshot

  /// Nanoseconds that pass with every command but those for detail.
  private static let step: UInt64 = 100_000_000

  /// Starts the stack and lets it run for some milliseconds.
  init(_ configuration: StackConfiguration, for milliseconds: UInt64) throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.ringBytes = 1 << 22
    engine = try StackEngine(configuration, options: options)
    engine.start()
    engine.settle()
    try engine.run(until: engine.now + milliseconds * 1_000_000)
    newest = engine.snapshot()
  }

  deinit { close(descriptor) }

  var snapshot: Snapshot? { newest }

  func acknowledge() {}

  func send(_ command: Command) {
    try? engine.perform(command)
    if command.isAtRest { try? engine.run(until: engine.now + Self.step) }
    newest = engine.snapshot()
  }
}
