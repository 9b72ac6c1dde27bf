@preconcurrency internal import Glibc

/// One finished run of a program of the system, for tests that compare with it.
public struct ToolRun: Sendable {
  /// Exit status; 128 + signal if a signal ended it.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: [UInt8]
  /// What it wrote to standard error.
  public let errors: String

  /// Why a program could not be run.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The call and the system's reason.
    public let description: String
  }

  /// Standard output as text.
  public var text: String { String(decoding: output, as: UTF8.self) }

  /// Standard output as lines, without the end of the last.
  public var lines: [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// Where a program is, by the search path; nil if it is not installed.
  public static func path(of tool: String) -> String? {
    let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    for folder in search.split(separator: ":") {
      let path = "\(folder)/\(tool)"
      if access(path, X_OK) == 0 { return path }
    }
    return nil
  }

  /// Whether a program is installed.
  public static func isPresent(_ tool: String) -> Bool {
    path(of: tool) != nil
  }

  /// Runs a program, found by the search path or given by its own, to its end; no shell, empty standard input.
  public init(_ tool: String, _ arguments: [String]) throws(Failure) {
    guard let path = tool.hasPrefix("/") ? tool : ToolRun.path(of: tool) else {
      throw Failure(description: "\(tool) is not installed")
    }
    // Files, not pipes: neither side can wait for the other, however much is written.
    let outputFile = try ToolRun.unnamedFile()
    defer { close(outputFile) }
    let errorFile = try ToolRun.unnamedFile()
    defer { close(errorFile) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, outputFile, 1)
    posix_spawn_file_actions_adddup2(&actions, errorFile, 2)
    var words: [UnsafeMutablePointer<CChar>?] = ([tool] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    // A thread of the test runner may have signals blocked, and a program would inherit that.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var process = pid_t()
    let code = posix_spawn(&process, path, &actions, &attributes, words, environ)
    guard code == 0 else {
      throw Failure(description: "posix_spawn \(path): \(String(cString: strerror(code)))")
    }
    var state: Int32 = 0
    while waitpid(process, &state, 0) < 0 {
      guard errno == EINTR else {
        throw Failure(description: "waitpid: \(String(cString: strerror(errno)))")
      }
    }
    // The macros WIFEXITED and WEXITSTATUS are not visible here.
    status = state & 0x7F == 0 ? state >> 8 & 0xFF : 128 + state & 0x7F
    output = ToolRun.content(of: outputFile)
    errors = String(decoding: ToolRun.content(of: errorFile), as: UTF8.self)
  }

  private static func unnamedFile() throws(Failure) -> Int32 {
    var template = Array("/tmp/ndissect-test-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw Failure(description: "mkstemp: \(String(cString: strerror(errno)))")
    }
    unlink(template)
    return descriptor
  }

  private static func content(of descriptor: Int32) -> [UInt8] {
    lseek(descriptor, 0, SEEK_SET)
    var content: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &part, part.count)
      guard count > 0 else { return content }
      content += part[0..<count]
    }
  }
}
