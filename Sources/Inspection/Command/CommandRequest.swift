/// A command with the number its answers carry.
public struct CommandRequest: Equatable, Sendable {
  /// Given by the front, from 1; 0 for a command whose answer nobody awaits.
  public var number: UInt64
  /// What is asked.
  public var command: Command

  /// Makes the value from its parts.
  public init(
    number: UInt64,
    command: Command
  ) {
    self.number = number
    self.command = command
  }
}
