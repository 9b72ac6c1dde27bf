@preconcurrency import Glibc
import TestSupport

/// The built `ndissect` beside the test bundle.
enum Program {
  /// Where it is; nil if it was not built.
  static let path: String? = {
    var directory = executable
    while let slash = directory.lastIndex(of: "/") {
      directory = String(directory[..<slash])
      let candidate = "\(directory)/ndissect"
      var status = stat()
      if stat(candidate, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        access(candidate, X_OK) == 0
      {
        return candidate
      }
    }
    return nil
  }()

  static var isBuilt: Bool { path != nil }

  /// Runs the program to its end.
  static func run(_ arguments: [String]) throws -> ToolRun {
    try ToolRun(path ?? "ndissect", arguments)
  }

  /// Runs the program through a shell, which gives it other ends than files.
  static func shell(_ script: String) throws -> ToolRun {
    try ToolRun("sh", ["-c", script, path ?? "ndissect"])
  }

  /// The test runner itself or, where that is a program of the toolchain, the bundle it was given.
  private static var executable: String {
    let arguments = CommandLine.arguments
    if let flag = arguments.firstIndex(of: "--test-bundle-path"), flag + 1 < arguments.count {
      return arguments[flag + 1]
    }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return String(
      decoding: buffer.prefix(max(0, count)).map(UInt8.init(bitPattern:)),
      as: UTF8.self
    )
  }
}
