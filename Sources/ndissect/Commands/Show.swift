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
      let archive = try Loading.session(path)
      return show(archive.lastSnapshot(), archive.session.findings, nil)
    }
    let (configuration, text) = try Loading.stack(stack)
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    let cost = try session.run(defaultDuration: 100_000_000)
    show(session.engine.snapshot(), session.engine.findings(), cost)
  }

  private func show(_ snapshot: Snapshot, _ findings: [VerifierFinding], _ cost: HostCost?) {
    if dot {
      print(GraphText.stack(snapshot.structure), terminator: "")
    } else if output.isJSON {
      put(ShowDocument(snapshot, findings: findings, hostCost: cost).json)
    } else {
      put(ShowText(snapshot).text)
      if let cost { put(cost.line) }
    }
  }
}
