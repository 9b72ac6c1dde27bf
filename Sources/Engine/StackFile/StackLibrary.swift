@preconcurrency import Glibc
import NDIS

/// Finds stack files by path or name.
///
/// A path wins over a name. Names are looked for in the person's own directory, then beside the program, then among
/// the stacks compiled in.
public struct StackLibrary: Sendable {
  /// The text of a stack file with the name to use for it in messages.
  public struct Source: Hashable, Sendable {
    /// The path, or the name of a built-in stack.
    public let file: String
    /// The file's content.
    public let bytes: [UInt8]

    /// Makes a source.
    public init(file: String, bytes: [UInt8]) {
      self.file = file
      self.bytes = bytes
    }
  }

  /// Directories with stack files, the first to look in first.
  public let directories: [String]

  /// Makes a library of some directories and the built-in stacks.
  public init(directories: [String]) { self.directories = directories }

  /// The library of this process: `$XDG_CONFIG_HOME/ndissect/stacks`, then `../share/ndissect/stacks` by the program.
  public static func ofThisProcess() -> StackLibrary {
    StackLibrary(
      directories: directories(
        configuration: environment("XDG_CONFIG_HOME"),
        home: environment("HOME"),
        program: programPath()
      )
    )
  }

  /// Returns the directories for an environment; a configuration directory must be absolute to count.
  public static func directories(
    configuration: String?,
    home: String?,
    program: String?
  ) -> [String] {
    var directories: [String] = []
    if let configuration, configuration.hasPrefix("/") {
      directories.append("\(configuration)/ndissect/stacks")
    } else if let home, home.hasPrefix("/") {
      directories.append("\(home)/.config/ndissect/stacks")
    }
    if let program, let bin = program.lastIndex(of: "/"),
      let root = program[..<bin].lastIndex(of: "/")
    {
      // Written without `..`, because places in these files are shown to people.
      directories.append("\(program[..<root])/share/ndissect/stacks")
    }
    return directories
  }

  /// Names of the stacks there are, sorted.
  public var names: [String] {
    var names = Set(BuiltInStacks.all.map(\.name))
    for directory in directories {
      for file in FileText.names(in: directory) where file.hasSuffix(".yaml") {
        names.insert(String(file.dropLast(5)))
      }
    }
    return names.sorted()
  }

  /// Finds a stack by path or name.
  public func find(_ written: String) throws(StackFileError) -> Source {
    let isPath =
      written.contains("/") || written.hasSuffix(".yaml") || written.hasSuffix(".yml")
    if isPath || FileText.isFile(written) {
      return Source(file: written, bytes: try FileText.read(written))
    }
    for directory in directories {
      let path = "\(directory)/\(written).yaml"
      if FileText.isFile(path) { return Source(file: path, bytes: try FileText.read(path)) }
    }
    if let stack = BuiltInStacks.all.first(where: { $0.name == written }) {
      return Source(file: stack.name, bytes: Array(stack.text.utf8))
    }
    let names = names
    let nearest = NearestName.of(written, among: names)
    throw StackFileError(
      file: PrintableText.quoted(written),
      at: nil,
      "there is no such stack",
      mend: (nearest.map { "did you mean \($0)? " } ?? "")
        + "there are \(names.joined(separator: ", "))"
    )
  }

  private static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func programPath() -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { return nil }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
