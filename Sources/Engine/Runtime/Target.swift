import CLinux
import Glibc
import Inspection

/// What a person named on the command line: a stack, a capture or a session; a capture that holds one is a session.
public enum Target: Sendable {
  case stack(String)
  case capture(String)
  case session(String)

  /// Finds out what `text` names by looking at the first bytes of the file, if it is one.
  public init(_ text: String) {
    let start = Self.firstBytes(of: text)
    if start.starts(with: SessionFormat.magic)
      || start.withUnsafeBytes({ ExportedSession.isBehind($0) })
    {
      self = .session(text)
    } else if Self.isCapture(start) || Self.hasCaptureName(text) {
      self = .capture(text)
    } else if text.hasSuffix(".ndissect") {
      self = .session(text)
    } else {
      self = .stack(text)
    }
  }

  /// Bytes of a file; 0 if there is none.
  public static func size(of path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(clamping: status.st_size) : 0
  }

  private static let captureMagics: [[UInt8]] = [
    [0xD4, 0xC3, 0xB2, 0xA1], [0xA1, 0xB2, 0xC3, 0xD4], [0x4D, 0x3C, 0xB2, 0xA1],
    [0xA1, 0xB2, 0x3C, 0x4D], [0x0A, 0x0D, 0x0D, 0x0A], [0x34, 0xCD, 0xB2, 0xA1],
    [0x1F, 0x8B],
  ]

  private static func isCapture(_ start: [UInt8]) -> Bool {
    captureMagics.contains { start.starts(with: $0) }
  }

  private static func hasCaptureName(_ text: String) -> Bool {
    [".pcap", ".pcapng", ".cap"].contains { text.hasSuffix($0) }
  }

  private static func firstBytes(of path: String) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [] }
    defer { close(file) }
    // As much as the head of a capture needs.
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    return Array(bytes.prefix(max(0, count)))
  }
}
