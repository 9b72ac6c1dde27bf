import Glibc

/// Small text files of the host, such as those under `/proc`.
enum TextFile {
  /// The file's first 64 KiB as text, nil when it cannot be read.
  static func read(_ path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    var filled = 0
    while filled < buffer.count {
      let count = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(file, bytes.baseAddress?.advanced(by: filled), bytes.count - filled)
      }
      guard count > 0 else { break }
      filled += count
    }
    return String(decoding: buffer[..<filled], as: UTF8.self)
  }
}
