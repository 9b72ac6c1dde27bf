import ArgumentParser
import Engine
import Inspection

/// `ndissect run`: a stack without a screen.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run a stack without a screen; exit 1 if a rule or expectation fails.",
    discussion: """
      A stack file with steps or expectations runs by a virtual clock, and until they are done unless --for is given.
      """
  )

  @Argument(help: "A stack file or the name of a ready stack.")
  var stack = "lab"

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (configuration, text) = try Loading.stack(stack)
    // A scenario says what happens when; only a clock of its own makes that the same each time.
    let hasScenario = !configuration.scenario.isEmpty
    var options = options
    if hasScenario { options.stepped = true }
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    let cost = try session.run(defaultDuration: hasScenario ? nil : 2_000_000_000)
    try Reporting.show(session, capture: session.engine.captureSummary(), cost: cost, output)
    if !session.engine.isScenarioFinished {
      throw Failure.run(
        "the time was up before the scenario was: \(stack): give a longer --for, or none"
      )
    }
    if let problem = session.engine.captureProblem() { throw Failure.run(problem) }
  }
}

/// Prints what a run came to and ends with its exit code.
enum Reporting {
  static func show(
    _ session: HeadlessSession,
    capture: CaptureSummary?,
    cost: HostCost?,
    _ output: OutputOptions
  )
    throws
  {
    let snapshot = session.engine.snapshot()
    let findings = session.engine.findings()
    if output.isJSON {
      put(
        ShowDocument(
          snapshot,
          findings: findings,
          timers: session.engine.timers,
          capture: capture,
          hostCost: cost
        ).json
      )
    } else {
      put(ShowText(snapshot).text)
      if let capture {
        put(
          "capture  \(capture.file): \(capture.packets) packets, \(capture.capturedBytes) bytes captured, "
            + "\(capture.wireBytes) on the wire, \(capture.truncated) truncated"
        )
      }
      if let cost { put(cost.line) }
    }
    let problems = session.engine.problems()
    for problem in problems { complain(problem) }
    if !problems.isEmpty { throw ExitCode(1) }
  }
}
