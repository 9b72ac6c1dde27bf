@preconcurrency import Glibc

/// A new file in the working directory, never one that is there already.
enum ExportFile {
  /// Writes it and says so, or why not.
  static func write(_ bytes: [UInt8], name: String, ending: String) -> String {
    for number in 1...999 {
      let path = number == 1 ? "\(name).\(ending)" : "\(name)-\(number).\(ending)"
      let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if file < 0, errno == EEXIST { continue }
      guard file >= 0 else { return "\(String(cString: strerror(errno))): \(path)" }
      defer { close(file) }
      var done = 0
      while done < bytes.count {
        let count = bytes[done...].withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else {
          let reason = String(cString: strerror(errno))
          unlink(path)
          return "\(reason): \(path)"
        }
        done += count
      }
      return "wrote \(path), \(bytes.count) bytes"
    }
    return "a thousand files of this name are here: \(name).\(ending)"
  }
}
