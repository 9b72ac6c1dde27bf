@preconcurrency import Glibc

/// Reads whole small files.
enum FileText {
  /// Whether a path leads to a regular file.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Returns a file's bytes, at most one more than a stack file may have.
  static func read(_ path: String) throws(StackFileError) -> [UInt8] {
    guard !path.utf8.contains(0) else { throw error(path, EINVAL) }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw error(path, errno) }
    defer { close(descriptor) }
    let limit = YAMLReader.sizeLimit + 1
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65_536)
    while bytes.count < limit {
      let count = Glibc.read(descriptor, &block, min(block.count, limit - bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw error(path, errno) }
      if count == 0 { break }
      bytes += block.prefix(count)
    }
    return bytes
  }

  /// Returns the names in a directory, sorted; none if it cannot be read.
  static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let length = Int(MemoryLayout.size(ofValue: entry.pointee.d_name))
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix(length).prefix { $0 != 0 }, as: UTF8.self)
      }
      names.append(name)
    }
    return names.sorted()
  }

  private static func error(_ path: String, _ code: Int32) -> StackFileError {
    let reason = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return StackFileError(
      file: path,
      at: nil,
      "the file cannot be read (\(reason))",
      mend: "check the path, or name a stack: ndissect stacks lists them"
    )
  }
}
