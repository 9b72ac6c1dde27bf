import Glibc

/// A file's bytes, mapped for reading.
public final class MappedFile: @unchecked Sendable {
  /// Valid as long as this object.
  public let bytes: UnsafeRawBufferPointer

  /// Maps a regular file.
  ///
  /// - Throws: `FileError` that names the path and the host's reason.
  public init(path: String) throws(FileError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw FileError(path: path, code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, code: EISDIR) }
    guard status.st_size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let size = Int(status.st_size)
    guard let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0), start != MAP_FAILED else {
      throw FileError(path: path, code: errno)
    }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  /// Keeps a copy of bytes that are in memory already.
  public init(copying content: [UInt8]) {
    guard !content.isEmpty,
      let start = mmap(
        nil,
        content.count,
        PROT_READ | PROT_WRITE,
        MAP_PRIVATE | MAP_ANONYMOUS,
        -1,
        0
      ),
      start != MAP_FAILED
    else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    content.withUnsafeBytes { source in
      if let from = source.baseAddress { start.copyMemory(from: from, byteCount: source.count) }
    }
    bytes = UnsafeRawBufferPointer(start: start, count: content.count)
  }

  deinit {
    guard let start = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
  }
}
