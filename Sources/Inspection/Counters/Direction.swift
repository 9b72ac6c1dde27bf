/// The two ways through a stack; sends and completes are transmit, indicates and returns are receive.
public enum Direction: UInt8, CaseIterable, Sendable {
  /// Down, and back up as completion.
  case transmit = 0
  /// Up, and back down as return.
  case receive = 1

  /// `transmit` or `receive`.
  public var name: String { self == .transmit ? "transmit" : "receive" }
}
