import Glibc

/// A capture without records, in memory only, for as long as the object lives.
final class EmptyCapture {
  private let descriptor: Int32
  let path: String

  /// Makes one; nil if the host has no memory for it.
  init?() {
    // Classic, version 2.4, Ethernet.
    let header: [UInt32] = [0xA1B2_C3D4, 0x0004_0002, 0, 0, 262_144, 1]
    var template = Array("/tmp/ndissect-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return nil }
    unlink(template)
    path = "/proc/self/fd/\(descriptor)"
    let written = header.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    guard written == header.count * 4 else { return nil }
  }

  deinit {
    close(descriptor)
  }
}
