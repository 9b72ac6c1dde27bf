import CLinux

/// Keeps the measuring thread on the processor that the reference's worker has too.
enum OneProcessor {
  /// Runs `body` on the last processor at hand; whatever is started within stays there as well.
  static func hold<Result>(_ body: () throws -> Result) rethrows -> Result {
    let all = BenchMachine.availableProcessors().map { Int32($0) }
    guard let last = all.last, nd_host_keep_to_processors([last], 1) == 0 else { return try body() }
    defer { nd_host_keep_to_processors(all, all.count) }
    return try body()
  }
}
