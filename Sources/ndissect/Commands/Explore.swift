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

  @Option(help: .init("The configuration to use instead of your own.", valueName: "file"))
  var config: String?

  @Flag(help: "Print a configuration file with every setting and key at its default.")
  var printConfig = false

  @OptionGroup var scene: SceneOptions
  @OptionGroup var screen: ScreenOptions

  func run() throws {
    if printConfig { return print(Configuration.template, terminator: "") }
    // What was named is looked at first: without a terminal a wrong name is still the nearer mistake.
    if case .stack(let name) = Target(target) { _ = try Loading.stack(name) }
    let configuration = try personal()
    var options = try screen.resolved(configuration)
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
      throw Failure.use(
        "the explorer needs a terminal: standard input or output is none: "
          + "use `ndissect run`, `show` or `trace`"
      )
    }
    // A crash behind the screen must not wait for a key; the runtime decides that when it is loaded.
    nd_terminal_quiet_backtrace(CommandLine.unsafeArgv)
    let opened = try OpenTarget(
      target,
      scene,
      samplesPerSecond: options.samplesPerSecond,
      historySize: configuration.historySize
    )
    options.startsWithTrace = opened.isRecording
    do throws(TerminalError) {
      let app = try ExplorerApp(
        connection: opened.connection,
        options: options,
        past: opened.past,
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

  /// What the person has set for good; a file that was named must exist.
  private func personal() throws -> Configuration {
    do throws(ConfigurationError) {
      if let config { return try Configuration.load(config, mayBeAbsent: false) }
      guard let path = Configuration.path(environment: ScreenOptions.environment) else {
        return Configuration()
      }
      return try Configuration.load(path, mayBeAbsent: true)
    } catch {
      throw Failure.use(error.description)
    }
  }
}
