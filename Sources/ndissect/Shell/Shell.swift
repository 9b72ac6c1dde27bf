import ArgumentParser
import CLinux
import Engine
import Explorer
import Glibc
import Inspection
import TUIKit

/// `ndissect shell`: a program whose only network leads into the stack.
struct Shell: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a command inside a stack: its only network leads there; no root needed.",
    discussion: """
      COMMAND (default $SHELL) runs in a network namespace of its own whose interface is the far end of a `tap` \
      adapter with the keyword `host`. It starts on the screen; ^] switches between it and the explorer. With several \
      hosts COMMAND runs in the first; `ndissect enter --host NAME` joins another. The exit code is COMMAND's: 127 if \
      it is not found, 126 if it cannot be run, 128 + n if signal n ended it.
      """
  )

  @Argument(help: "A stack file or the name of a ready stack with a private host.")
  var stack = "shell"

  @Flag(help: "No explorer: COMMAND owns this terminal, or whatever standard input and output are.")
  var headless = false

  @Option(
    help: .init("Write what the run came to, the document of `run --json`.", valueName: "file")
  )
  var summary: String?

  @OptionGroup var options: RunOptions
  @OptionGroup var screen: ScreenOptions

  @Argument(parsing: .postTerminator, help: "The command and its arguments.")
  var command: [String] = []

  func validate() throws {
    guard !options.stepped else {
      throw ValidationError(
        "a program's traffic needs the real clock: --stepped: leave it out; --record keeps the run"
      )
    }
  }

  func run() throws {
    if !headless {
      guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
        throw Failure.use(
          "the explorer needs a terminal: standard input or output is none: add --headless"
        )
      }
      nd_terminal_quiet_backtrace(CommandLine.unsafeArgv)
    }
    let (configuration, text) = try Loading.stack(stack)
    let plan = HostPlan(configuration)
    guard let first = plan.hosts.first else {
      throw Failure.use(
        "no adapter leads to a private host: \(configuration.file): "
          + "give an adapter the driver `tap` and `host: NAME`"
      )
    }
    let words = command.isEmpty ? [ShellEnvironment.shell] : command
    let explorer = headless ? nil : try screen.resolved()
    _ = try Loading.engine(configuration, engineOptions.trial)
    let terminal: ProgramTerminal? = try headless ? nil : Self.terminal()
    let inside = PrivateHost.Command(
      words,
      environment: ShellEnvironment.inside(host: first.name),
      terminal: terminal?.slave
    )
    var hosts: [PrivateHost] = []
    do throws(PrivateHostError) {
      for (place, host) in plan.hosts.enumerated() {
        hosts.append(try PrivateHost(host, command: place == 0 ? inside : nil))
      }
    } catch {
      throw Failure.run("\(error)")
    }
    if let terminal { close(terminal.slave) }
    let job = ShellJob(hosts, name: words[0])
    let session = try start(configuration, text, hosts)
    try session.waitUntilUp()
    if let terminal, let explorer {
      try ShellScreen(job, session.engine, terminal, explorer, stack: configuration.name).run()
    } else {
      job.begin(watchesContinue: true)
      job.run(beside: session.engine)
    }
    let code = job.end()
    session.stop()
    terminal?.finish()
    if let problem = job.problem { complain(problem) }
    try finish(session, code)
  }

  private var engineOptions: StackEngine.Options {
    var engineOptions = options.engineOptions(keepsAll: false)
    let isRecording = options.record != nil || options.pcapng != nil
    // Files are written as the run goes on, and what is written is given up.
    engineOptions.keepsAll = isRecording
    engineOptions.ringBytes = isRecording ? 64 << 20 : 8 << 20
    guard !headless else { return engineOptions }
    if !isRecording { engineOptions.recordedPerSecond = 20_000 }
    let size = Configuration.defaultHistorySize
    if isRecording {
      engineOptions.historyBytes = size << 17
    } else {
      engineOptions.remember(mebibytes: size)
    }
    return engineOptions
  }

  private func start(
    _ configuration: StackConfiguration,
    _ text: String,
    _ hosts: [PrivateHost]
  ) throws -> ShellSession {
    var engineOptions = engineOptions
    for host in hosts { host.give(to: &engineOptions.edges) }
    let files: RecordingFiles?
    do throws(FileError) {
      files =
        options.record == nil && options.pcapng == nil
        ? nil
        : try RecordingFiles(session: options.record, pcapng: options.pcapng, text: text)
    } catch {
      throw Failure.use(error.description)
    }
    return try ShellSession(
      configuration,
      engineOptions,
      duration: options.duration?.nanoseconds,
      files: files,
      isTimed: options.timing
    )
  }

  private static func terminal() throws -> ProgramTerminal {
    do throws(TerminalError) {
      return try ProgramTerminal()
    } catch {
      throw Failure.use("\(error)")
    }
  }

  /// Tells what went wrong on standard error, and ends with the command's exit code if it is not 0.
  private func finish(_ session: ShellSession, _ code: Int32) throws {
    var failed = false
    if let failure = session.failure {
      complain(failure)
      failed = true
    }
    if let outcome = session.engine.outcome {
      for problem in outcome.recordingProblems + outcome.problems {
        complain(problem)
        failed = true
      }
      if let cost = outcome.cost { complain(cost.line) }
      if let summary {
        let document = ShowDocument(
          outcome.snapshot,
          findings: outcome.findings,
          hostCost: outcome.cost
        )
        do throws(FileError) {
          let sink = try FileSink(path: summary)
          sink.write(Array((document.json + "\n").utf8), waits: true)
          if let error = sink.finish() { throw error }
        } catch {
          complain(error.description)
          failed = true
        }
      }
    }
    if code != 0 { throw ExitCode(code) }
    if failed { throw ExitCode(1) }
  }
}
