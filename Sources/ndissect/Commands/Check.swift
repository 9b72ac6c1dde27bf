import ArgumentParser
import Engine
import Inspection

/// `ndissect check`: stack files, read and checked.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and check stack files without running them."
  )

  @Argument(help: "Stack files or names of ready stacks.")
  var stacks: [String]

  @OptionGroup var output: OutputOptions

  func run() throws {
    let results = stacks.map(CheckResult.init)
    if output.isJSON {
      output.put(items: results) { $0.write(to: &$1) }
    } else {
      for result in results {
        if let line = result.line { put(line) }
      }
    }
    for result in results {
      for problem in result.problems { complain(problem) }
    }
    if results.contains(where: { !$0.problems.isEmpty }) { throw ExitCode(2) }
  }
}
