import CLinux
import Glibc

/// Puts the text of a stack file onto the disk, whole or not at all.
enum StackFileDisk {
  /// Why a file was not written.
  enum Failure: Error, Equatable {
    /// There is a file of that name.
    case exists
    /// What has that name is no regular file.
    case notAFile
    /// The host's error number, errno.
    case host(Int32)
  }

  /// Writes a new file, or with `replaces` puts it in the place of the one there is.
  static func write(_ text: String, to path: String, replaces: Bool) throws(Failure) {
    var status = stat()
    let isThere = lstat(path, &status) == 0
    if isThere {
      guard replaces else { throw .exists }
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    }
    // Beside it, so that the name changes hands in one step.
    let fresh = "\(path).\(getpid()).new"
    let file = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw .host(errno) }
    var code = put(Array(text.utf8), into: file)
    if close(file) != 0, code == 0 { code = errno }
    if code == 0, isThere, chmod(fresh, status.st_mode & 0o7777) != 0 { code = errno }
    if code == 0 {
      // A file that has come there meanwhile is no more replaced than one before.
      let moved = replaces ? rename(fresh, path) : link(fresh, path)
      if moved != 0 { code = errno }
    }
    if code != 0 || !replaces { unlink(fresh) }
    if code == EEXIST { throw .exists }
    if code != 0 { throw .host(code) }
  }

  private static func put(_ bytes: [UInt8], into file: Int32) -> Int32 {
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Glibc.write(file, raw.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if written > 0 {
        offset += written
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
