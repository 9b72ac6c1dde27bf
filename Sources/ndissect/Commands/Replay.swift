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
    try session.run()
    let summary = session.engine.captureSummary()
    try Reporting.show(session, capture: summary, output)
    if let problem = session.engine.captureProblem() {
      complain(problem)
      throw ExitCode(1)
    }
  }
}
