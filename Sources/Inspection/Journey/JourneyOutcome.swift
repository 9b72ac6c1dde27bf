/// How a journey ended.
public enum JourneyOutcome: UInt8, CaseIterable, Sendable {
  /// Not yet: somebody holds it.
  case held = 0
  /// Consumed by its final owner.
  case delivered = 1
  /// Ended with a reason.
  case dropped = 2
  /// Became part of another journey.
  case merged = 3
  /// Went out on a medium or to a host.
  case left = 4

  /// The case's name, as documents and filters spell it.
  public var name: String {
    switch self {
    case .held: "held"
    case .delivered: "delivered"
    case .dropped: "dropped"
    case .merged: "merged"
    case .left: "left"
    }
  }
}
