import CLinux
import Engine
import Glibc
import Inspection
import Kernel

/// The command inside the private hosts, as this process looks after it: signals go in, its end comes out.
final class ShellJob {
  private let hosts: [PrivateHost]
  private let name: String
  private var signals: Int32 = -1
  private var engine: LiveEngine?
  private var process: Int32 = 0
  private var code: Int32?
  private var hasLostKeeper = false
  /// What went wrong, in the promised form.
  private(set) var problem: String?

  /// `hosts`: the first runs the command; never empty.
  init(_ hosts: [PrivateHost], name: String) {
    self.hosts = hosts
    self.name = name
  }

  /// The command's name without its path.
  var shortName: String { name.split(separator: "/").last.map(String.init) ?? name }

  /// Lets the command start; from now on signals are its own.
  ///
  /// - Parameter watchesContinue: true if nobody else takes care of SIGCONT.
  func begin(watchesContinue: Bool) {
    signals = nd_private_watch_signals(watchesContinue)
    hosts[0].go()
  }

  /// What to watch.
  var descriptors: [Int32] {
    [signals] + hosts.map(\.descriptor) + (engine.map { [$0.endDescriptor] } ?? [])
  }

  /// Ends with the engine too.
  func watch(_ engine: LiveEngine) { self.engine = engine }

  /// Waits for the command's end.
  func run(beside engine: LiveEngine) {
    watch(engine)
    while attend() { _ = HostWait.readable(descriptors, timeout: nil) }
  }

  /// Takes care of all that has happened; false once the command or the engine has ended.
  func attend() -> Bool {
    while case let number = nd_private_next_signal(), number != 0 { hosts[0].signal(number) }
    while code == nil, !hasLostKeeper, let event = hosts[0].next() { take(event) }
    for host in hosts.dropFirst() where problem == nil {
      if host.next() == .lost {
        problem = "a private host's keeper was killed: \(host.name): start the shell again"
        return false
      }
    }
    return code == nil && !hasLostKeeper && engine?.hasEnded != true
  }

  /// Ends what is left of the command and the hosts.
  ///
  /// - Returns: the exit code.
  func end() -> Int32 {
    for host in hosts {
      if let told = host.end(), host === hosts[0], code == nil { code = told }
    }
    if hasLostKeeper {
      let told = PrivateHost.endOrphans(command: process)
      problem =
        "the private host's keeper was killed: \(hosts[0].name): the command was ended with it"
      if code == nil { code = told }
    }
    return code ?? 128 + SIGKILL
  }

  private func take(_ event: PrivateHost.Event) {
    switch event {
    case .started(let process): self.process = process
    case .notStarted(let number):
      let failure = ShellEnvironment.failure(name, number)
      problem = failure.text
      code = failure.code
    case .stopped: stopToo()
    case .continued: break
    case .exited(let code): self.code = code
    case .lost: hasLostKeeper = true
    }
  }

  /// Stops this process like its command, so that the shell it was started from sees it.
  ///
  /// Whoever lets this process go on lets the command go on.
  private func stopToo() {
    guard let terminal = controllingTerminal, PrivateHost.isStopped(process) else { return }
    let group = tcgetpgrp(terminal)
    kill(getpid(), SIGSTOP)
    // A command that made a group of its own had the terminal, and gets it back with the foreground.
    if group > 0, group != getpgrp(), tcgetpgrp(terminal) == getpgrp(),
      group == getpgid(process)
    {
      _ = nd_terminal_give(terminal, group)
    }
    hosts[0].signal(SIGCONT)
  }

  private var controllingTerminal: Int32? {
    [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO].first { tcgetpgrp($0) > 0 }
  }
}
