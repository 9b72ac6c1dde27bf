/// The way a packet goes through the stack.
@frozen
public enum Direction: UInt8, Sendable, CaseIterable {
  /// Downward: sent, then completed.
  case transmit = 0
  /// Upward: indicated, then returned.
  case receive = 1
}
