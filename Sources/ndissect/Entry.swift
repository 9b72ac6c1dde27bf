import ArgumentParser
@preconcurrency import Glibc

/// Parses the command line, runs the command and ends the process with the promised exit code.
func ndissectMain() -> Never {
  do {
    var command = try NDISsect.parseAsRoot()
    try command.run()
    exit(0)
  } catch let failure as Failure {
    complain(failure.text)
    exit(failure.code)
  } catch {
    let code = NDISsect.exitCode(for: error)
    if code == .success {
      print(NDISsect.fullMessage(for: error))
      exit(0)
    }
    if let ended = error as? ExitCode { exit(ended.rawValue) }
    complain(NDISsect.message(for: error))
    exit(2)
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

/// Writes a document or line to standard output.
func put(_ text: String) {
  print(text)
}
