import ArgumentParser
import Engine

/// Options of every command that runs a stack.
struct RunOptions: ParsableArguments {
  @Option(name: .customLong("for"), help: "Engine time to run, such as 500ms or 2s.")
  var duration: TimeSpan?

  @Flag(help: "Use a virtual clock: same stack, seed and input give the same hops.")
  var stepped = false

  @Option(help: "Seed of everything random.")
  var seed: UInt64?

  @Option(help: "Write every hop of every packet to this pcapng file, one interface per hop.")
  var pcapng: String?

  @Option(help: "Record the session to this file.")
  var record: String?

  @Flag(help: "Measure the host's cost of each batch and say so.")
  var timing = false

  @Option(help: "Recording level: 0 counters, 1 path, 2 and information, 3 and bytes.")
  var level: UInt8 = 3

  func validate() throws {
    guard level <= 3 else {
      throw ValidationError("level \(level) does not exist: --level: give 0, 1, 2 or 3")
    }
  }

  /// The engine's options for a run that nobody watches.
  func engineOptions(keepsAll: Bool) -> StackEngine.Options {
    var options = StackEngine.Options()
    options.stepped = stepped
    options.seed = seed
    options.level = level
    options.keepsAll = keepsAll || pcapng != nil || record != nil
    if pcapng != nil { options.snapLength = 65_535 }
    options.ringBytes = options.keepsAll ? 1 << 32 : 8 << 20
    return options
  }
}

/// Options of every command that prints.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Print JSON, a line per item.")
  var jsonl = false
}

/// A length of time on the command line.
struct TimeSpan: ExpressibleByArgument {
  let nanoseconds: UInt64

  init?(argument: String) {
    let units: [(String, UInt64)] = [
      ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("min", 60_000_000_000),
      ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ]
    for (suffix, scale) in units where argument.hasSuffix(suffix) {
      guard let value = Double(argument.dropLast(suffix.count)), value >= 0,
        value * Double(scale) < 9e18
      else { return nil }
      nanoseconds = UInt64(value * Double(scale))
      return
    }
    guard let seconds = Double(argument), seconds >= 0, seconds < 9e9 else { return nil }
    nanoseconds = UInt64(seconds * 1e9)
  }
}
