@preconcurrency internal import Glibc

/// The bytes of a capture: a file mapped read-only, or bytes in memory.
///
/// A file that another process cuts short while it is mapped ends this process by SIGBUS, as any mapped file.
public final class CaptureBytes {
  /// All of them; valid while this object lives.
  public let bytes: UnsafeRawBufferPointer
  private let isMapped: Bool
  private var releasedEnd = 0

  /// Maps a file.
  ///
  /// Throws `.cannotOpen` or `.empty`.
  public init(path: String) throws(CaptureError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(reason: Self.systemReason()) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .cannotOpen(reason: Self.systemReason()) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .cannotOpen(reason: "not a regular file")
    }
    let count = Int(status.st_size)
    guard count > 0 else { throw .empty }
    let address = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
    guard let address, address != MAP_FAILED else {
      throw .cannotOpen(reason: Self.systemReason())
    }
    madvise(address, count, MADV_SEQUENTIAL)
    bytes = UnsafeRawBufferPointer(start: address, count: count)
    isMapped = true
  }

  /// Copies bytes.
  public init(_ content: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: content.count, alignment: 16)
    copy.copyBytes(from: content)
    bytes = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count)
    } else {
      bytes.deallocate()
    }
  }

  /// Lets the system take back the pages before `offset`; they are read from the file again if needed.
  ///
  /// Keeps the memory of a pass over a large file bounded; acts on every 16 MiB.
  public func release(before offset: Int) {
    let step = 16 << 20
    guard isMapped, offset - releasedEnd >= step, let base = bytes.baseAddress else { return }
    let end = offset / step * step
    let start = UnsafeMutableRawPointer(mutating: base + releasedEnd)
    madvise(start, end - releasedEnd, MADV_DONTNEED)
    releasedEnd = end
  }

  private static func systemReason() -> String {
    String(cString: strerror(errno))
  }
}
