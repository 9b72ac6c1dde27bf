import CLinux
import Glibc
import Kernel

/// A file that a thread of its own writes, fed through a queue with a limit, so that an engine never waits for a disk.
public final class FileSink: Sendable {
  /// Bytes that may wait.
  public static let queueLimit = 64 << 20

  private struct State {
    var waiting: [[UInt8]] = []
    var waitingBytes = 0
    var unstoredBytes: UInt64 = 0
    var isFinished = false
    var hasEnded = false
    var problem: Int32 = 0
  }

  private let state = Guarded(State())
  private let work: Int32
  private let done: Int32
  private let file: Int32
  /// The path as it was given.
  public let path: String

  /// Creates or empties the file.
  ///
  /// - Throws: `FileError` that names the path and the host's reason.
  public init(path: String) throws(FileError) {
    self.path = path
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    work = nd_host_event_create()
    done = nd_host_event_create()
    do {
      try HostThread.start(named: "file") { [self] in writeAll() }
    } catch {
      close(file)
      throw FileError(path: path, code: error.code)
    }
  }

  deinit {
    close(work)
    close(done)
  }

  /// Gives bytes to be written.
  ///
  /// After the first failed write nothing more is stored; `finish` tells the reason.
  ///
  /// - Parameters:
  ///   - bytes: kept until they are written.
  ///   - waits: true waits for room; false counts what there is no room for as unstored.
  public func write(_ bytes: [UInt8], waits: Bool) {
    while true {
      let isTaken = state.withLock { state in
        if state.problem != 0 {
          state.unstoredBytes += UInt64(bytes.count)
          return true
        }
        if state.waitingBytes + bytes.count > Self.queueLimit, state.waitingBytes > 0 {
          if waits { return false }
          state.unstoredBytes += UInt64(bytes.count)
          return true
        }
        state.waiting.append(bytes)
        state.waitingBytes += bytes.count
        return true
      }
      _ = nd_host_event_signal(work)
      if isTaken { return }
      _ = HostWait.readable([done], timeout: nil)
      _ = nd_host_event_clear(done)
    }
  }

  /// Waits until everything is written, closes the file and tells how it went.
  public func finish() -> FileError? {
    state.withLock { $0.isFinished = true }
    _ = nd_host_event_signal(work)
    while !state.withLock({ $0.hasEnded }) {
      _ = HostWait.readable([done], timeout: nil)
      _ = nd_host_event_clear(done)
    }
    let code = state.withLock { $0.problem }
    return code == 0 ? nil : FileError(path: path, code: code)
  }

  /// The host's reason why nothing more is stored; nil while all goes well.
  public var failure: FileError? {
    let code = state.withLock { $0.problem }
    return code == 0 ? nil : FileError(path: path, code: code)
  }

  /// Bytes that were given and could not be stored.
  public var unstoredBytes: UInt64 { state.withLock { $0.unstoredBytes } }

  private func writeAll() {
    while true {
      let (batch, isFinished) = state.withLock { state in
        let batch = state.waiting
        state.waiting = []
        return (batch, state.isFinished)
      }
      for bytes in batch { put(bytes) }
      state.withLock { $0.waitingBytes -= batch.reduce(0) { $0 + $1.count } }
      if batch.isEmpty, isFinished { break }
      _ = nd_host_event_signal(done)
      if batch.isEmpty {
        _ = HostWait.readable([work], timeout: nil)
        _ = nd_host_event_clear(work)
      }
    }
    if close(file) != 0 { state.withLock { $0.problem = $0.problem == 0 ? errno : $0.problem } }
    state.withLock { $0.hasEnded = true }
    _ = nd_host_event_signal(done)
  }

  private func put(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Glibc.write(file, raw.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        let code = errno
        state.withLock { state in
          if state.problem == 0 { state.problem = code }
          state.unstoredBytes += UInt64(bytes.count - offset)
        }
        return
      }
    }
  }
}

/// A file that could not be read or written.
public struct FileError: Error, CustomStringConvertible {
  /// The path as it was given.
  public let path: String
  /// The host's error number, errno.
  public let code: Int32

  /// The host's reason, the path, and what to check.
  public var description: String {
    "\(String(cString: strerror(code))): \(path): check the path, the permission and the disk's free space"
  }
}
