/// How engine time goes.
public enum EngineMode: UInt8, CaseIterable, Sendable {
  /// With the host's clock.
  case live = 0
  /// Not at all.
  case frozen = 1
  /// From event to event, by a virtual clock.
  case stepped = 2

  /// The case's name.
  public var name: String {
    switch self {
    case .live: "live"
    case .frozen: "frozen"
    case .stepped: "stepped"
    }
  }
}
