import ArgumentParser
import CLinux
import Engine
import Explorer
import Glibc
import Inspection
import TUIKit

/// `ndissect [STACK|CAPTURE|SESSION]`: the explorer.
struct Explore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Explore a stack, a capture or a session (the default)."
  )

  @Argument(help: "A stack file, the name of a ready stack, a capture or a session.")
  var target = "lab"

  @OptionGroup var scene: SceneOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    // What was named is looked at first: without a terminal a wrong name is still the nearer mistake.
    if case .stack(let name) = Target(target) { _ = try Loading.stack(name) }
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure.use(
        "the explorer needs a terminal: standard input or output is none: "
          + "use `ndissect run`, `show` or `trace`"
      )
    }
    // A crash behind the screen must not wait for a key; the runtime decides that when it is loaded.
    nd_terminal_quiet_backtrace(CommandLine.unsafeArgv)
    var options = try screen.resolved()
    let opened = try OpenTarget(target, scene)
    options.startsWithTrace = opened.isRecording
    do throws(TerminalError) {
      let app = try ExplorerApp(
        connection: opened.connection,
        options: options,
        environment: ScreenOptions.environment
      )
      app.run()
    } catch {
      opened.close()
      throw Failure.use("\(error)")
    }
    opened.close()
    if let problem = opened.problem { throw Failure.run(problem) }
  }
}
