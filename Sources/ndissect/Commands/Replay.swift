import ArgumentParser
import Engine
import Inspection

/// `ndissect replay`: a capture through a stack.
struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Feed a pcap or pcapng file through a stack."
  )

  @Argument(help: "A capture file.")
  var capture: String

  @Argument(
    help: "A stack with an adapter whose driver is `replay`; the ready stack `replay` if left out."
  )
  var stack: String?

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (configuration, text) = try Loading.replayStack(stack, capture: capture)
    var options = options
    // Without a wish for real time a capture is replayed by its own timestamps as fast as the stack can.
    options.stepped = true
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    let cost = try session.run()
    let problem = session.engine.captureProblem()
    // Told first: it stays to be read when a rule is broken too.
    if let problem { complain(problem) }
    try Reporting.show(session, capture: session.engine.captureSummary(), cost: cost, output)
    if problem != nil { throw ExitCode(1) }
  }
}
