import Glibc

/// The Linux interface at the other end of the tap adapter's cable, as Linux counts it.
enum HostInterface {
  static let name = "ndsoak0"

  /// What the kernel counted: seen from the interface, so what it sent is what the adapter received.
  struct Counters: Equatable {
    var sentFrames: UInt64 = 0
    var sentBytes: UInt64 = 0
    var receivedFrames: UInt64 = 0
    var receivedBytes: UInt64 = 0
  }

  /// The counters now; nil while there is no such interface.
  ///
  /// From `/proc/net/dev`, which is the network namespace's own: 8 columns of what the interface received, 8 of what it sent.
  static var counters: Counters? {
    guard let stream = fopen("/proc/self/net/dev", "r") else { return nil }
    defer { fclose(stream) }
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, 512, stream) != nil {
      let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let words = String(decoding: bytes, as: UTF8.self)
        .split { $0 == " " || $0 == ":" || $0 == "\n" }
      guard words.first == name[...], words.count > 10 else { continue }
      let numbers = words.dropFirst().map { UInt64($0) ?? 0 }
      return Counters(
        sentFrames: numbers[9],
        sentBytes: numbers[8],
        receivedFrames: numbers[1],
        receivedBytes: numbers[0]
      )
    }
    return nil
  }

  /// True if this process may make interfaces.
  static var isPossible: Bool {
    let device = open("/dev/net/tun", O_RDWR | O_CLOEXEC)
    guard device >= 0 else { return false }
    close(device)
    // Making one is what tells: the permission is that of the network namespace.
    guard run(["ip", "tuntap", "add", name, "mode", "tap"]) else { return false }
    return run(["ip", "link", "del", name])
  }

  /// Takes the interface away under whoever has it open.
  static func remove() -> Bool { run(["ip", "link", "del", name]) }

  /// Echo requests to the stack without end; the process to be ended.
  static func ping() -> pid_t? {
    start(["ping", "-q", "-n", "-i", "0.002", "10.77.0.1"])
  }

  /// Runs a program to its end; true if it ended well.
  static func run(_ words: [String]) -> Bool {
    guard let child = start(words) else { return false }
    return end(of: child) == 0
  }

  /// Ends a program and waits until it is gone.
  static func stop(_ child: pid_t) {
    kill(child, SIGKILL)
    _ = end(of: child)
  }

  private static func end(of child: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 { if errno != EINTR { return -1 } }
    return status
  }

  private static func start(_ words: [String]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [0, 1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    guard posix_spawnp(&child, words[0], &actions, nil, arguments, environ) == 0 else { return nil }
    return child
  }
}
