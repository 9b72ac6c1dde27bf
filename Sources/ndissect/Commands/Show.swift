import ArgumentParser
import Engine
import Inspection

/// `ndissect show`: the tree.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start a stack and print its tree with its counters."
  )

  @Argument(help: "A stack file or the name of a ready stack.")
  var stack = "lab"

  @OptionGroup var options: RunOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let (configuration, text) = try Loading.stack(stack)
    let session = try HeadlessSession(
      configuration,
      text: text,
      options: options,
      keepsAll: false
    )
    let cost = try session.run(defaultDuration: 100_000_000)
    let snapshot = session.engine.snapshot()
    if output.isJSON {
      put(
        ShowDocument(snapshot, findings: session.engine.findings(), hostCost: cost).json
      )
    } else {
      put(ShowText(snapshot).text)
      if let cost { put(cost.line) }
    }
  }
}
