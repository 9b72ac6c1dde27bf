import ArgumentParser
import Engine
import Glibc

/// `ndissect enter`: another terminal joins a running shell.
struct Enter: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Join the network of a running `ndissect shell` from another terminal.",
    discussion: """
      COMMAND (default $SHELL) runs as you, on this terminal, with the network of the shell. The exit code is \
      COMMAND's. It is not ended with the shell, but has no network then.
      """
  )

  @Argument(help: "The process of the shell, or any inside of it; not needed if only one runs.")
  var process: Int32?

  @Option(
    help: .init("Which of the stack's private hosts; the first if left out.", valueName: "name")
  )
  var host: String?

  @Argument(parsing: .postTerminator, help: "The command and its arguments.")
  var command: [String] = []

  func run() throws {
    let host = try chosen(RunningHost.all())
    let words = command.isEmpty ? [ShellEnvironment.shell] : command
    let error = PrivateHost.enter(
      host,
      PrivateHost.Command(
        words,
        environment: ShellEnvironment.inside(host: host.name, of: host.shell)
      )
    )
    guard error.isOfCommand else { throw Failure.run("\(error)") }
    let failure = ShellEnvironment.failure(words[0], error.code)
    throw Failure(code: failure.code, text: failure.text)
  }

  private func chosen(_ all: [RunningHost]) throws -> RunningHost {
    guard !all.isEmpty else {
      throw Failure.use(
        "no shell of yours is running: this machine: start one with `ndissect shell`"
      )
    }
    var found = all
    if let process {
      found = all.filter { $0.shell == process || $0.keeper == process || $0.holds(process) }
      guard !found.isEmpty else {
        throw Failure.use("no shell of yours has this process: \(process): \(Self.list(all))")
      }
    }
    guard Set(found.map(\.shell)).count == 1 else {
      throw Failure.use("several shells are running: this machine: \(Self.list(found))")
    }
    guard let host else { return found[0] }
    guard let named = found.first(where: { $0.name == host }) else {
      throw Failure.use(
        "the shell has no such host: --host \(host): give one of "
          + found.map(\.name).joined(separator: ", ")
      )
    }
    return named
  }

  private static func list(_ hosts: [RunningHost]) -> String {
    let shells = Set(hosts.map(\.shell)).sorted().map { shell in
      let own = hosts.filter { $0.shell == shell }
      return "\(shell) (\(own.map(\.name).joined(separator: ", ")); \(own[0].commandLine))"
    }
    return "name one of " + shells.joined(separator: ", ")
  }
}
