import ArgumentParser
@preconcurrency import Glibc

/// Parses the command line, runs the command and ends the process with the promised exit code.
func ndissectMain() -> Never {
  do {
    var command = try NDISsect.parseAsRoot()
    try command.run()
    finish(0)
  } catch let failure as Failure {
    complain(failure.text)
    finish(failure.code)
  } catch {
    let code = NDISsect.exitCode(for: error)
    if code == .success {
      print(NDISsect.fullMessage(for: error))
      finish(0)
    }
    if let ended = error as? ExitCode { finish(ended.rawValue) }
    complain(UsageText.line(NDISsect.message(for: error)))
    exit(2)
  }
}

/// Ends the process; output that could not be written is a failure of its own.
private func finish(_ code: Int32) -> Never {
  if fflush(stdout) != 0 || ferror(stdout) != 0 {
    let reason = String(cString: strerror(errno))
    complain("\(reason): standard output: what was printed is not whole; free some space")
    exit(code == 0 ? 1 : code)
  }
  exit(code)
}

/// The parser's words in the promised form.
private enum UsageText {
  static func line(_ message: String) -> String {
    // Our own checks already name the place and the way out.
    if message.split(separator: ": ").count >= 3 { return message }
    var what = message.replacing("\n", with: " ")
    if what.hasSuffix(".") { what.removeLast() }
    if let first = what.first { what = first.lowercased() + what.dropFirst() }
    return "\(what): the command line: `ndissect help` lists commands and options"
  }
}

/// Ends the command with a message of the promised form.
struct Failure: Error {
  var code: Int32
  var text: String

  /// Bad use: a wrong name, file or option.
  static func use(_ text: String) -> Failure { Failure(code: 2, text: text) }
  /// The run itself failed.
  static func run(_ text: String) -> Failure { Failure(code: 1, text: text) }
}

/// Writes a line to standard error.
func complain(_ text: String) {
  let line = text.hasPrefix("ndissect: ") ? text : "ndissect: " + text
  fputs(line + "\n", stderr)
}

/// Writes a line to standard output and sees to it that a reader has it now.
func putAtOnce(_ text: String) {
  print(text)
  fflush(stdout)
}

/// Writes a document or line to standard output.
func put(_ text: String) {
  print(text)
}
