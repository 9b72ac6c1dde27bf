import ArgumentParser
import Engine

extension StackEngine.Options {
  /// Remembers the past of a running stack: packets in a nameless file, and counters up to an eighth of its size.
  ///
  /// A ring takes a power of two, so of a size between two the smaller one is used.
  mutating func remember(mebibytes: Int) {
    var ring = 4
    while ring * 2 <= mebibytes { ring *= 2 }
    ringBytes = ring << 20
    historyBytes = ring << 17
    recordIntoFile()
  }

  /// Records into a nameless file, whose older part takes no memory.
  mutating func recordIntoFile() {
    let own = ScreenOptions.environment("TMPDIR").map { [$0] } ?? []
    // Of the two, /tmp may lie in memory.
    ringFolders = own.filter { $0.hasPrefix("/") } + ["/var/tmp", "/tmp"]
  }
}

/// Options of what is drawn: how the stack behind the screen is recorded and where chance begins.
struct SceneOptions: ParsableArguments {
  @Option(help: .init("Seed of everything random; else the stack file's.", valueName: "number"))
  var seed: UInt64?

  @Option(
    help: .init(
      "Recording: 0 counters, 1 path, 2 and information, 3 and bytes.",
      valueName: "level"
    )
  )
  var level: UInt8 = 3

  func validate() throws {
    guard level <= 3 else {
      throw ValidationError("level \(level) does not exist: --level: give 0, 1, 2 or 3")
    }
  }

  /// The engine's options behind a screen.
  func engineOptions(keepsAll: Bool) -> StackEngine.Options {
    var options = StackEngine.Options()
    options.seed = seed
    options.level = level
    options.keepsAll = keepsAll
    options.ringBytes = keepsAll ? 1 << 32 : 4 << 20
    return options
  }
}
