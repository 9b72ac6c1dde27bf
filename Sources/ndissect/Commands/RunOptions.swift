import ArgumentParser
import Engine

/// Options of every command that runs a stack.
struct RunOptions: ParsableArguments {
  @Option(
    name: .customLong("for"),
    help: .init("Engine time to run, such as 500ms or 2s.", valueName: "time")
  )
  var duration: TimeSpan?

  @Flag(help: "Use a virtual clock: same stack, seed and input give the same hops.")
  var stepped = false

  @Option(help: .init("Seed of everything random; else the stack file's.", valueName: "number"))
  var seed: UInt64?

  @Option(
    help: .init(
      "Write every hop of every packet as pcapng, an interface per hop.",
      valueName: "file"
    )
  )
  var pcapng: String?

  @Option(help: .init("Record the session, to be opened later.", valueName: "file"))
  var record: String?

  @Flag(help: "Measure what the run costs this machine's processor and print it, labelled so.")
  var timing = false

  @Option(
    help: .init(
      "Recording: 0 counters, 1 path, 2 and information, 3 and bytes.",
      valueName: "level"
    )
  )
  var level: UInt8 = 3

  @Option(
    name: .customLong("inject"),
    help: .init("\(InjectOption.help)", valueName: "where:way:frame")
  )
  var injections: [String] = []

  func validate() throws {
    guard level <= 3 else {
      throw ValidationError("level \(level) does not exist: --level: give 0, 1, 2 or 3")
    }
    guard level == 3 || pcapng == nil else {
      throw ValidationError("level \(level) records no bytes to write: --pcapng: give --level 3")
    }
    if let pcapng, pcapng == record {
      throw ValidationError("two outputs have one file: \(pcapng): name two files")
    }
  }

  /// The engine's options for a run that nobody watches.
  ///
  /// - Parameters:
  ///   - keepsAll: the whole recording stays in memory.
  ///   - keepsPackets: all bytes of every packet are recorded, not the first ones alone.
  /// - Returns: the options.
  func engineOptions(keepsAll: Bool, keepsPackets: Bool = false) -> StackEngine.Options {
    var options = StackEngine.Options()
    options.stepped = stepped
    options.seed = seed
    options.level = level
    options.keepsAll = keepsAll || pcapng != nil || record != nil
    // The whole of every frame: the longest IP packet with its link header and tags.
    if pcapng != nil || keepsPackets { options.snapLength = 1 << 17 }
    // What goes into files is given up behind them.
    options.ringBytes = keepsAll ? 1 << 32 : options.keepsAll ? 1 << 26 : 8 << 20
    return options
  }
}

/// What a command that always runs stepped takes beside the commands that may.
struct VirtualClock: ParsableArguments {
  @Flag(help: "Use a virtual clock, as this command always does.")
  var stepped = false
}

/// Options of every command that prints.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON document.")
  var json = false

  @Flag(help: "Print JSON, a line per item.")
  var jsonl = false

  /// True if a program reads the output.
  var isJSON: Bool { json || jsonl }

  func validate() throws {
    guard !(json && jsonl) else {
      throw ValidationError("two forms of output are asked for: --json --jsonl: give one of them")
    }
  }
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
