/// How a journey began as the child of another.
public enum BirthKind: UInt8, CaseIterable, Sendable {
  case cloned = 1
  case fragmented = 2
  case segmented = 3
  case coalesced = 4
  /// One received list for several bindings.
  case derived = 5
  /// Received from a medium; the parent is the journey that was sent.
  case received = 6
  case copied = 7
  case injected = 8

  /// The case's name.
  public var name: String {
    switch self {
    case .cloned: "cloned"
    case .fragmented: "fragmented"
    case .segmented: "segmented"
    case .coalesced: "coalesced"
    case .derived: "derived"
    case .received: "received"
    case .copied: "copied"
    case .injected: "injected"
    }
  }
}
