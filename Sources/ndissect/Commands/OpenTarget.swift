import Engine
import Inspection
import Kernel

/// A stack, capture or session as the explorer's connection.
final class OpenTarget {
  let connection: any EngineConnection
  /// True for a capture or session, whose packets are what one looks at.
  let isRecording: Bool
  /// What a session knows of the minute before its end, oldest first.
  let past: [Snapshot]
  private let live: LiveEngine?
  private let failure: FailureBox

  /// What the engine's thread has to tell when it cannot go on.
  private final class FailureBox: Sendable {
    let text = Guarded<String?>(nil)
  }

  /// `historySize`: MiB of packets that a running stack remembers.
  init(
    _ target: String,
    _ options: SceneOptions,
    samplesPerSecond: Int,
    historySize: Int
  ) throws {
    let failure = FailureBox()
    self.failure = failure
    do {
      switch Target(target) {
      case .session(let path):
        live = nil
        isRecording = true
        let archive = try Loading.session(path)
        past = archive.snapshots(last: 121).dropLast()
        connection = try SessionView(archive)
      case .capture(let path):
        let (configuration, _) = try Loading.replayStack(nil, capture: path)
        var engineOptions = options.engineOptions(keepsAll: true)
        engineOptions.stepped = true
        engineOptions.historyBytes = historySize << 17
        // The recording of a small one is smaller than what a file of the ring's size would cost.
        if Target.size(of: path) > 4 << 20 { engineOptions.recordIntoFile() }
        let engine = try Self.start(configuration, engineOptions, failure, samplesPerSecond)
        past = []
        live = engine
        isRecording = true
        connection = engine
      case .stack(let name):
        let (configuration, _) = try Loading.stack(name)
        if let host = HostPlan(configuration).hosts.first {
          throw Failure.use(
            "the stack leads to the private host \(host.name), which only a shell makes: "
              + "\(configuration.file): open it with `ndissect shell \(name)`"
          )
        }
        var engineOptions = options.engineOptions(keepsAll: false)
        engineOptions.recordedPerSecond = 20_000
        engineOptions.remember(mebibytes: historySize)
        let engine = try Self.start(configuration, engineOptions, failure, samplesPerSecond)
        past = []
        live = engine
        isRecording = false
        connection = engine
      }
    } catch let error as HostError {
      throw Failure.run("\(error)")
    }
  }

  private static func start(
    _ configuration: StackConfiguration,
    _ options: StackEngine.Options,
    _ failure: FailureBox,
    _ samplesPerSecond: Int
  ) throws -> LiveEngine {
    // Built once here, so that a wrong value is told before the screen is taken.
    _ = try Loading.engine(configuration, options.trial)
    return try LiveEngine(
      samplesPerSecond: UInt64(max(1, samplesPerSecond)),
      { () throws(EngineError) in try StackEngine(configuration, options: options) },
      failed: { error in failure.text.withLock { $0 = error.description } }
    )
  }

  /// What made the engine end early, or kept it from reading its input to the end.
  var problem: String? { failure.text.withLock { $0 } ?? live?.inputProblem }

  /// Stops the engine and waits until its stacks are down.
  func close() {
    guard let live, !live.hasEnded else { return }
    live.stop()
    live.waitUntilEnded()
  }
}
