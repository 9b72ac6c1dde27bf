@preconcurrency import Glibc
public import Inspection
public import TUIKit

/// The explorer without a terminal: keys from a script, the screen as cells.
///
/// After every key it waits until the engine has answered what the screen asks for, so that a script gives the same
/// screen every time it meets the same engine.
public struct ScriptedExplorer {
  /// Why a script came to no screen.
  public enum Failure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The engine gave no answer in time.
    case noAnswer(seconds: Int)

    /// One sentence.
    public var description: String {
      switch self {
      case .noAnswer(let seconds): "the engine gave no answer within \(seconds) s"
      }
    }
  }

  /// The theme after the keys pressed so far.
  public var theme: Theme { model.theme }
  /// The characters after the keys pressed so far.
  public var charset: Charset { model.state.charset }
  /// Whether a key asked to quit.
  public private(set) var hasQuit = false

  private let connection: any EngineConnection
  private(set) var model: ExplorerModel
  private var sentWish: DetailRequest?
  private var takenSequence: UInt64?
  private let patience: Int
  private let writesFiles: Bool

  /// Starts a screen of a size.
  ///
  /// - Parameters:
  ///   - connection: the engine.
  ///   - options: themes, characters, view.
  ///   - size: columns and rows.
  ///   - patience: seconds to wait for an answer, at least 1.
  ///   - writesFiles: keys that export write a new file into the working directory, as they do on a live screen; else they
  ///     say what they would write.
  public init(
    connection: any EngineConnection,
    options: ExplorerOptions = ExplorerOptions(),
    size: Size,
    patience: Int = 20,
    writesFiles: Bool = false
  ) {
    self.connection = connection
    self.patience = max(1, patience)
    self.writesFiles = writesFiles
    model = ExplorerModel(options: options, size: size)
  }

  /// Takes in an older snapshot, for the rates of the last minute.
  public mutating func remember(_ snapshot: Snapshot) {
    takenSequence = snapshot.sequence
    model.take(snapshot)
  }

  /// Presses the keys one by one and draws the screen.
  public mutating func press(_ script: KeyScript) throws(Failure) -> Canvas {
    try settle()
    for key in script.keys where !hasQuit {
      switch model.handle(key) {
      case .quit: hasQuit = true
      // What it says depends on its version.
      case .dissect: model.take(deep: .failed("tshark is asked on a live screen only"))
      case .write(let name, let ending, let bytes):
        model.say(
          writesFiles
            ? ExportFile.write(bytes, name: name, ending: ending)
            : "not written: \(name).\(ending), \(bytes.count) bytes"
        )
      default: break
      }
      try settle()
    }
    return model.draw()
  }

  /// Waits until the screen shows answers to all it asks for.
  private mutating func settle() throws(Failure) {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(patience)
    while true {
      takeSnapshot()
      model.settle()
      for command in model.takeCommands() { connection.send(command) }
      let wish = model.wish
      if wish != sentWish {
        sentWish = wish
        connection.send(.detail(wish))
      }
      if model.isSettled { return }
      guard clock.now < end else { throw Failure.noAnswer(seconds: patience) }
      var watched = pollfd(fd: connection.descriptor, events: Int16(POLLIN), revents: 0)
      _ = poll(&watched, 1, 100)
    }
  }

  private mutating func takeSnapshot() {
    // In this order a snapshot that comes in between is noticed.
    connection.acknowledge()
    guard let snapshot = connection.snapshot else { return }
    guard snapshot.sequence != takenSequence else { return }
    takenSequence = snapshot.sequence
    model.take(snapshot)
  }
}
