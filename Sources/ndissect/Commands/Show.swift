import ArgumentParser
import Engine
import Inspection

/// `ndissect show`: the tree.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a stack, or open a session, and print its tree with its counters."
  )

  @Argument(help: "A stack file, the name of a ready stack, or a session.")
  var stack = "lab"

  @Option(
    name: .customLong("at"),
    help: .init(
      "Engine time of a session, such as 1.5s: the tree as it was then; else as it was last.",
      valueName: "time"
    )
  )
  var instant: TimeSpan?
  @Flag(help: "With --json: also what drivers wait for now; nothing of that is recorded.")
  var timers = false
  @Flag(help: "Print the tree as a graph for Graphviz.")
  var dot = false

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard !(dot && output.isJSON) else {
      throw ValidationError(
        "two forms of output are asked for: --dot: leave out --json and --jsonl"
      )
    }
  }

  func run() throws {
    if case .session(let path) = Target(stack) {
      guard !timers else {
        throw Failure.use(
          "a session has no timers: --timers: give a stack, or leave it out for \(path)"
        )
      }
      return try show(path)
    }
    guard instant == nil else {
      throw Failure.use(
        "a stack that is started has no past: --at: give a session, or how long to run with --for"
      )
    }
    let (configuration, text) = try Loading.stack(stack)
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    let cost = try session.run(defaultDuration: 100_000_000)
    let engine = session.engine
    show(engine.snapshot(), engine.findings(), timers ? engine.timers : nil, cost)
  }

  private func show(
    _ snapshot: Snapshot,
    _ findings: [VerifierFinding],
    _ timers: [TimerRow]?,
    _ cost: HostCost?
  ) {
    if dot {
      print(GraphText.stack(snapshot.structure), terminator: "")
    } else if output.isJSON {
      put(ShowDocument(snapshot, findings: findings, timers: timers, hostCost: cost).json)
    } else {
      put(ShowText(snapshot).text)
      if let cost { put(cost.line) }
    }
  }

  /// Prints the tree of a session as it was at an instant.
  private func show(_ path: String) throws {
    let archive = try Loading.session(path)
    guard let past = archive.instant(.time(instant?.nanoseconds ?? .max)) else {
      throw Failure.run("the session has no counters: \(path): record it again, to its end")
    }
    if let wanted = instant?.nanoseconds, past.time != wanted {
      throw Failure.use(
        "the session knows \(seconds(archive.session.span?.first ?? 0)) to "
          + "\(seconds(archive.session.lastTime)): --at \(seconds(wanted)): give a time between"
      )
    }
    if past.countedAt != past.time {
      complain("the counters are those of \(seconds(past.countedAt)): \(path): none are nearer")
    }
    show(past.snapshot, archive.session.findings(until: past.time, last: .max), nil, nil)
    guard let offset = archive.session.truncation else { return }
    throw Failure.run(
      "the session is cut short: \(path): at offset \(offset): what was whole is shown"
    )
  }

  private func seconds(_ nanoseconds: UInt64) -> String { TimeText.span(nanoseconds) }
}
