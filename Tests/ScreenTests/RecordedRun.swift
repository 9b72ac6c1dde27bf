import Drivers
import Engine
import Explorer
import Inspection
import TUIKit

/// A stepped run kept as a session, which any number of screens look at.
final class RecordedRun: Sendable {
  let archive: SessionArchive

  /// Runs a stack for some seconds of engine time; nil runs until the capture is done.
  ///
  /// `started` is given the engine once its stacks run.
  init(
    _ configuration: StackConfiguration,
    text: String,
    for seconds: UInt64?,
    catalogue: DriverCatalogue = .builtIn,
    started: (StackEngine) throws(EngineError) -> Void = { _ in }
  ) throws {
    var options = StackEngine.Options()
    options.stepped = true
    options.keepsAll = true
    options.ringBytes = 1 << 28
    let engine = try StackEngine(configuration, options: options, catalogue: catalogue)
    var bytes: [UInt8] = []
    let recorder = SessionRecorder(engine: engine, text: text) { bytes += $0 }
    try HeadlessRun(engine).run(
      for: seconds.map { $0 * 1_000_000_000 },
      started: started,
      each: { recorder.follow($0) }
    )
    _ = recorder.finish(engine)
    archive = try SessionArchive.read(bytes)
  }

  /// The screen after some keys.
  func draw(
    _ keys: String,
    _ size: Size,
    charset: Charset = .braille,
    depth: ColorDepth = .truecolor
  ) throws -> Canvas {
    var explorer = ScriptedExplorer(
      connection: try SessionView(archive, mode: .stepped),
      options: ExplorerOptions(charset: charset, depth: depth),
      size: size,
      patience: 300
    )
    for snapshot in archive.snapshots(last: 121).dropLast() { explorer.remember(snapshot) }
    return try explorer.press(KeyScript(keys))
  }

  /// The stacks that screens are kept of, each run once and shared between tests.
  enum Sample: String, CaseIterable, Sendable {
    case lab
    case random1, random2, random3

    /// The run, or why there is none.
    func run() throws -> RecordedRun {
      switch self {
      case .lab: try Self.labRun.get()
      case .random1: try Self.firstRun.get()
      case .random2: try Self.secondRun.get()
      case .random3: try Self.thirdRun.get()
      }
    }

    private static let labRun = shared {
      try StackFile.read(
        BuiltInStacks.lab.text,
        file: "lab",
        catalogue: DriverCatalogue.builtIn.components
      )
    }
    private static let firstRun = shared { try RandomStack(seed: 1).configuration() }
    private static let secondRun = shared { try RandomStack(seed: 2).configuration() }
    private static let thirdRun = shared { try RandomStack(seed: 3).configuration() }

    private static func shared(
      _ configuration: () throws -> StackConfiguration
    ) -> Result<RecordedRun, any Error> {
      Result {
        let stack = try configuration()
        return try RecordedRun(stack, text: StackFile.write(stack), for: 10)
      }
    }
  }
}
