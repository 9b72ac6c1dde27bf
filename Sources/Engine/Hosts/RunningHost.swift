import Glibc

/// A private host that some `ndissect shell` of this person keeps up, found in /proc.
public struct RunningHost: Hashable, Sendable {
  /// The `ndissect shell` it belongs to.
  public let shell: Int32
  /// The process that keeps its namespaces.
  public let keeper: Int32
  /// Its name in the stack file.
  public let name: String
  /// The shell's command line.
  public let commandLine: String

  /// All that this person may join, by shell, in the order they were made.
  public static func all() -> [RunningHost] {
    guard let folder = opendir("/proc") else { return [] }
    defer { closedir(folder) }
    var hosts: [RunningHost] = []
    while let entry = readdir(folder) {
      let text = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let process = Int32(text), let host = RunningHost(keeper: process) else { continue }
      hosts.append(host)
    }
    return hosts.sorted { ($0.shell, $0.keeper) < ($1.shell, $1.keeper) }
  }

  /// The host that a process keeps; nil if it keeps none or it cannot be looked into.
  private init?(keeper: Int32) {
    guard HostSetting.read("/proc/\(keeper)/comm") == "ndissect-host",
      let name = Self.label(of: keeper), let shell = Self.parent(of: keeper)
    else { return nil }
    self.keeper = keeper
    self.shell = shell
    self.name = name
    let words = HostSetting.read("/proc/\(shell)/cmdline")?.split(separator: "\0") ?? []
    commandLine = words.joined(separator: " ")
  }

  /// True if a process lives in this host.
  public func holds(_ process: Int32) -> Bool {
    guard let own = Self.link("/proc/\(keeper)/ns/net") else { return false }
    return own == Self.link("/proc/\(process)/ns/net")
  }

  /// The name is that of a file without a place on any disk, which the keeper holds open.
  private static func label(of process: Int32) -> String? {
    let mark = "/memfd:ndissect-host:"
    for descriptor in 3..<32 {
      guard let target = link("/proc/\(process)/fd/\(descriptor)"), target.hasPrefix(mark) else {
        continue
      }
      let name = target.dropFirst(mark.count)
      return String(name.hasSuffix(" (deleted)") ? name.dropLast(10) : name)
    }
    return nil
  }

  private static func parent(of process: Int32) -> Int32? {
    // The name in parentheses may hold anything.
    guard let status = HostSetting.read("/proc/\(process)/stat"),
      let end = status.lastIndex(of: ")")
    else { return nil }
    let fields = status[end...].split(separator: " ")
    return fields.count > 2 ? Int32(fields[2]) : nil
  }

  private static func link(_ path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 512)
    let count = readlink(path, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
