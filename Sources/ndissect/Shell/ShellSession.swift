import Engine
import Inspection
import Kernel

/// The engine behind a `ndissect shell`, on its own thread.
final class ShellSession {
  let engine: LiveEngine
  private let box = FailureBox()

  private final class FailureBox: Sendable {
    let text = Guarded<String?>(nil)
  }

  init(
    _ configuration: StackConfiguration,
    _ options: StackEngine.Options,
    duration: UInt64?,
    files: RecordingFiles?,
    isTimed: Bool
  ) throws {
    let box = box
    do throws(HostError) {
      engine = try LiveEngine(
        for: duration,
        recordingTo: files,
        isTimed: isTimed,
        { () throws(EngineError) in try StackEngine(configuration, options: options) },
        failed: { error in box.text.withLock { $0 = error.description } }
      )
    } catch {
      throw Failure.run(
        "the engine cannot start (\(error)): this process: allow more threads and files"
      )
    }
  }

  /// What made the engine end early.
  var failure: String? { box.text.withLock { $0 } }

  /// Waits until the stack's adapters are up, so that the command's first frame finds them.
  func waitUntilUp() throws {
    while engine.snapshot == nil, !engine.hasEnded {
      _ = HostWait.readable([engine.descriptor, engine.endDescriptor], timeout: nil)
      engine.acknowledge()
    }
    if engine.hasEnded, let failure { throw Failure.use(failure) }
  }

  /// Stops the stack and waits until its files are closed.
  func stop() {
    engine.stop()
    while !engine.hasEnded {
      _ = HostWait.readable([engine.endDescriptor], timeout: nil)
    }
  }
}
