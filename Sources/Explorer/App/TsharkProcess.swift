@preconcurrency import Glibc
import Wire

/// tshark at work on one packet: it gets the packet as a capture and writes its tree into a pipe.
///
/// Nothing waits for it: whoever runs the event loop reads the pipe when it has something. It is ended when it takes
/// longer or writes more than a packet needs.
final class TsharkProcess {
  /// Readable when tshark wrote something or ended.
  let descriptor: Int32
  private let process: pid_t
  private var output: [UInt8] = []
  private let deadline: ContinuousClock.Instant

  /// What tshark is called without, if it is not there.
  static let absence = "tshark is not installed: its package is called tshark"
  /// Seconds it may take.
  private static let patience = 10
  /// Bytes it may write.
  private static let limit = 8 << 20

  /// Why it did not start.
  struct Failure: Error {
    var text: String
  }

  /// Starts it.
  init(bytes: [UInt8], length: UInt32, isEthernet: Bool) throws(Failure) {
    var writer = PcapNGWriter()
    let interface = writer.addInterface(linkType: isEthernet ? .ethernet : .rawIP)
    bytes.withUnsafeBytes {
      writer.addPacket(
        interface: interface,
        timestamp: 0,
        bytes: $0,
        wireLength: Int(length)
      )
    }
    guard let input = Self.file(writer.takeBytes()) else { throw Self.refused() }
    defer { close(input) }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw Self.refused() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Names are not looked up: a packet of a recording asks nobody on the net.
    let words: [String] = ["tshark", "-n", "-r", "-", "-T", "pdml"]
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let result = posix_spawnp(&child, "tshark", &actions, nil, arguments, environ)
    guard result == 0 else {
      close(ends[0])
      throw Failure(
        text: result == ENOENT ? Self.absence : "tshark: " + String(cString: strerror(result))
      )
    }
    _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
    descriptor = ends[0]
    process = child
    deadline = ContinuousClock().now + .seconds(Self.patience)
  }

  deinit {
    kill(process, SIGKILL)
    close(descriptor)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// Takes what there is; nil while it goes on.
  func advance() -> DeepDissection.Stage? {
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &part, part.count)
      if count > 0 {
        output += part[..<count]
        if output.count > Self.limit { return .failed("tshark says too much of this packet") }
        continue
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        return ContinuousClock().now < deadline
          ? nil : .failed("tshark took longer than \(Self.patience) s")
      }
      let rows = PDMLReader.rows(output)
      return rows.isEmpty ? .failed("tshark could not read this packet") : .done(rows)
    }
  }

  private static func refused() -> Failure { Failure(text: String(cString: strerror(errno))) }

  /// A file without a name, at its start.
  private static func file(_ bytes: [UInt8]) -> Int32? {
    var template = Array("/tmp/ndissect-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { return nil }
    unlink(template)
    _ = fcntl(file, F_SETFD, FD_CLOEXEC)
    guard write(file, bytes, bytes.count) == bytes.count, lseek(file, 0, SEEK_SET) == 0 else {
      close(file)
      return nil
    }
    return file
  }
}
