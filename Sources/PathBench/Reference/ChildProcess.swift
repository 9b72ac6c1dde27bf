import Glibc

/// A program run with its output on a pipe and nothing on its input.
struct ChildProcess {
  private let process: pid_t
  private let output: Int32
  private var stopped = false

  /// Starts `program`, found in `PATH`; standard output and error share one pipe.
  init(program: String, arguments: [String]) throws(ReferenceUnavailable) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ReferenceUnavailable(reason: "no pipe: \(errno)") }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 2)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])

    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) }
    words.append(nil)
    defer { for word in words { free(word) } }
    var child: pid_t = 0
    let failure = posix_spawnp(&child, program, &actions, nil, words, environ)
    close(ends[1])
    guard failure == 0 else {
      close(ends[0])
      let why = String(cString: strerror(failure))
      throw ReferenceUnavailable(reason: "\(program) cannot be started: \(why)")
    }
    process = child
    output = ends[0]
  }

  /// What has arrived on the pipe, empty when the wait ended without any; nil at its end.
  func readAvailable(waitingMilliseconds: Int32) -> String? {
    var entry = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, waitingMilliseconds) > 0 else { return "" }
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = read(output, &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// Processor seconds used by the first thread whose name contains `word`.
  func threadProcessorTime(named word: String) -> Double? {
    let folder = "/proc/\(process)/task"
    guard let directory = opendir(folder) else { return nil }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let thread = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard let name = TextFile.read("\(folder)/\(thread)/comm"), name.contains(word),
        let statistics = TextFile.read("\(folder)/\(thread)/schedstat"),
        let nanoseconds = statistics.split(separator: " ").first.flatMap({ Double($0) })
      else { continue }
      return nanoseconds / 1e9
    }
    return nil
  }

  /// Ends the program: interrupt first, kill when it has not gone after two seconds.
  mutating func stop() {
    guard !stopped else { return }
    stopped = true
    kill(process, SIGINT)
    let deadline = MonotonicTime.now + 2
    var status: Int32 = 0
    var reaped: pid_t = 0
    while MonotonicTime.now < deadline {
      // Its last words must be read, or it may block on a full pipe and never go.
      _ = readAvailable(waitingMilliseconds: 20)
      reaped = waitpid(process, &status, WNOHANG)
      if reaped != 0 { break }
    }
    if reaped == 0 {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
    close(output)
  }
}
