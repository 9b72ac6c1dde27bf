import Glibc

/// What the figures were measured on.
struct BenchMachine {
  let processor: String
  let processorCount: Int
  let kernel: String
  /// Version of the reference, nil when it did not run.
  var reference: String?

  /// Reads the machine's description from the host.
  static func current() -> BenchMachine {
    let description = TextFile.read("/proc/cpuinfo") ?? ""
    let model = description.split(separator: "\n").first { $0.hasPrefix("model name") }
    let name = model?.split(separator: ":", maxSplits: 1).last.map { $0.drop { $0 == " " } }
    let release = TextFile.read("/proc/sys/kernel/osrelease") ?? ""
    return BenchMachine(
      processor: name.map(String.init) ?? "unknown",
      processorCount: availableProcessors().count,
      kernel: String(release.prefix { $0 != "\n" }),
      reference: nil
    )
  }

  /// Processors this process may run on, ascending.
  static func availableProcessors() -> [Int] {
    let status = TextFile.read("/proc/self/status") ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    let list = line?.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " }).last ?? ""
    return list.split(separator: ",").flatMap { part -> [Int] in
      let ends = part.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, first <= last else { return [] }
      return Array(first...last)
    }
  }
}
