import Glibc

/// What a program inside a private host is started with.
enum ShellEnvironment {
  /// The person's shell, or /bin/sh where that is none to work with.
  static var shell: String {
    guard let shell = ScreenOptions.environment("SHELL"), access(shell, X_OK) == 0,
      !shell.hasSuffix("/nologin"), !shell.hasSuffix("/false")
    else { return "/bin/sh" }
    return shell
  }

  /// This process's environment, with the host `host` of the shell `process` told.
  static func inside(host: String, of process: Int32 = getpid()) -> [String] {
    var words: [String] = []
    var next = environ
    while let word = next.pointee {
      let text = String(cString: word)
      if !text.hasPrefix("NDISSECT_SHELL="), !text.hasPrefix("NDISSECT_HOST=") {
        words.append(text)
      }
      next += 1
    }
    return words + ["NDISSECT_SHELL=\(process)", "NDISSECT_HOST=\(host)"]
  }

  /// False if no folder of PATH has the command; one that may not be read hides that in the error number.
  private static func isFound(_ command: String) -> Bool {
    guard !command.contains("/") else { return true }
    let folders = (ScreenOptions.environment("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    let places: [String] = folders.map { "\($0)/\(command)" }
    return places.contains { access($0, F_OK) == 0 }
  }

  /// Why a command could not be started, and the exit code for that.
  static func failure(_ command: String, _ code: Int32) -> (text: String, code: Int32) {
    let reason = String(cString: strerror(code))
    return code == ENOENT || (code == EACCES && !isFound(command))
      ? ("no such command: \(command): give a program's path or a name found by PATH", 127)
      : ("the command cannot be run (\(reason)): \(command): give an executable file", 126)
  }
}
