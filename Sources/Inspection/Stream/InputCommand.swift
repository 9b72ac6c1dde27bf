/// A command that an engine took.
public struct InputCommand: Equatable, Sendable {
  /// Engine nanoseconds.
  public var time: UInt64
  /// What was asked.
  public var request: CommandRequest

  /// Makes the value from its parts.
  public init(
    time: UInt64,
    request: CommandRequest
  ) {
    self.time = time
    self.request = request
  }
}
