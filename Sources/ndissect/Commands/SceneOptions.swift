import ArgumentParser
import Engine

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
