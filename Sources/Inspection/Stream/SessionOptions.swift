/// How a session's engine was started: enough to run it again.
public struct SessionOptions: Equatable, Sendable {
  /// Version of the product that wrote the session.
  public var version: String
  /// Seed of the engine's random numbers.
  public var seed: UInt64
  /// How engine time goes.
  public var mode: EngineMode
  /// Host nanoseconds since 1970 at engine time 0; nil in stepped mode.
  public var startHostTime: UInt64?
  /// Command-line options that matter to the run, in their order.
  public var arguments: [SettingRow]

  /// Makes the value from its parts.
  public init(
    version: String,
    seed: UInt64,
    mode: EngineMode,
    startHostTime: UInt64?,
    arguments: [SettingRow] = []
  ) {
    self.version = version
    self.seed = seed
    self.mode = mode
    self.startHostTime = startHostTime
    self.arguments = arguments
  }
}
