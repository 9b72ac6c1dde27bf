import CLinux
import Engine
import Inspection

/// The lab on a virtual clock: with recording and history as the explorer has them, and with counters alone.
enum HistoryCase {
  /// Row name.
  static let name = "lab-history"
  /// Packets per second of this thread's processor time.
  ///
  /// - Parameters:
  ///   - isRecorded: level 3 into a ring in a file, and all instants; else level 0.
  ///   - seconds: engine time of the run.
  /// - Returns: the figure.
  /// - Throws: what kept the lab from running.
  static func measure(isRecorded: Bool, seconds: Int) throws -> Double {
    let (configuration, _) = try StackConfiguration.load("lab")
    var options = StackEngine.Options()
    options.stepped = true
    options.level = isRecorded ? 3 : 0
    options.ringBytes = isRecorded ? 16 << 20 : 1 << 16
    options.ringFolders = isRecorded ? ["/var/tmp", "/tmp"] : []
    let engine = try StackEngine(configuration, options: options)
    if isRecorded { engine.remember(bytes: 2 << 20) }
    engine.start()
    engine.settle()
    let begin = nd_host_thread_cpu()
    let first = engine.counters().sum(of: .born)
    let end = engine.now + UInt64(seconds) * 1_000_000_000
    while engine.now < end {
      // As often as the explorer comes round to it.
      try engine.run(until: min(end, engine.now + 250_000_000))
      engine.followHistory()
    }
    let packets = engine.counters().sum(of: .born) - first
    return Double(packets) / (Double(nd_host_thread_cpu() - begin) / 1e9)
  }
}
