import Engine
import Explorer
@preconcurrency import Glibc
import Inspection
import TUIKit

/// The terminal of a `ndissect shell`: the command or the explorer, one at a time.
final class ShellScreen: ExplorerCompanion {
  private let job: ShellJob
  private let engine: LiveEngine
  private let terminal: ProgramTerminal
  private let options: ExplorerOptions
  private let stack: String

  init(
    _ job: ShellJob,
    _ engine: LiveEngine,
    _ terminal: ProgramTerminal,
    _ options: ExplorerOptions,
    stack: String
  ) {
    self.job = job
    self.engine = engine
    self.terminal = terminal
    var options = options
    options.program = job.shortName
    self.options = options
    self.stack = stack
  }

  /// Shows the command, and the explorer when it is called, until the command, the engine or the person is done.
  func run() throws {
    job.watch(engine)
    put("ndissect: \(job.shortName) is inside the stack \(stack); ^] goes to the explorer and back")
    fflush(stdout)
    job.begin(watchesContinue: false)
    guard let keys = show(keys: []) else { return }
    do throws(TerminalError) {
      let app = try ExplorerApp(
        connection: engine,
        options: options,
        companion: self,
        environment: ScreenOptions.environment
      )
      app.run(keys: keys)
    } catch {
      // The command goes on without an explorer.
      complain("\(error)")
      while show(keys: []) != nil {}
    }
  }

  var descriptors: [Int32] {
    job.descriptors + (terminal.hasRoom ? [terminal.descriptor] : [])
  }

  func attend() -> Bool {
    terminal.collect()
    return job.attend()
  }

  func show(keys: [UInt8]) -> [UInt8]? {
    var keys = keys
    while true {
      switch terminal.show(keys: keys, beside: job.descriptors) {
      case .called(let rest): return rest
      case .hungUp: return nil
      case .ready:
        keys = []
        if !job.attend() { return nil }
      }
    }
  }
}
