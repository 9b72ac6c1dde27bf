import ArgumentParser
import Engine

/// `ndissect check`: stack files, read and checked.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read and check stack files without running them."
  )

  @Argument(help: "Stack files or names of ready stacks.")
  var stacks: [String]

  func run() throws {
    var hasFailed = false
    for name in stacks {
      do {
        let (configuration, _) = try Loading.stack(name)
        // A driver's own checks (a filter expression, a file that must be there) need the driver.
        var options = StackEngine.Options()
        options.stepped = true
        options.ringBytes = 1 << 16
        _ = try Loading.engine(configuration, options)
        put(
          "\(configuration.file): \(configuration.adapters.count) adapters, "
            + "\(configuration.filters.count) filters, \(configuration.protocols.count) protocols: sound"
        )
      } catch let failure as Failure {
        complain(failure.text)
        hasFailed = true
      }
    }
    if hasFailed { throw ExitCode(2) }
  }
}
