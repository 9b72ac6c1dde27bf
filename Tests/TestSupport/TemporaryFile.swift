@preconcurrency internal import Glibc

/// A file with given bytes that goes with this object.
public final class TemporaryFile {
  /// Where it is.
  public let path: String

  /// Writes the file.
  ///
  /// - `suffix`: what the name ends with, for programs that look at it.
  public init(_ content: [UInt8], suffix: String = "") throws {
    var template = Array("/tmp/ndissect-test-XXXXXX\(suffix)".utf8CString)
    let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
    guard descriptor >= 0 else {
      throw ToolRun.Failure(description: "mkstemps: \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { close(descriptor) }
    var written = 0
    while written < content.count {
      let count = content[written...].withUnsafeBytes {
        write(descriptor, $0.baseAddress, $0.count)
      }
      guard count > 0 else {
        throw ToolRun.Failure(description: "write: \(String(cString: strerror(errno)))")
      }
      written += count
    }
  }

  deinit {
    unlink(path)
  }

  /// The bytes of a file; nil if it cannot be read.
  public static func read(_ path: String) -> [UInt8]? {
    guard let stream = fopen(path, "rb") else { return nil }
    defer { fclose(stream) }
    var content: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&part, 1, part.count, stream)
      guard count > 0 else { return content }
      content += part[0..<count]
    }
  }
}
