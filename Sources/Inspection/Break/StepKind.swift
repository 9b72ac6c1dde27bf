/// How far a packet at rest goes on.
public enum StepKind: UInt8, CaseIterable, Sendable {
  /// To the next hand-off, of whatever kind.
  case hop = 0
  /// To the next miniport, filter module or binding; past NDIS itself.
  case module = 1
  /// To the first hand-off after which it is not what it was: bytes, length, flags or information slots.
  case change = 2
  /// To where it is dropped.
  case drop = 3

  /// What it goes to, in words.
  public var name: String {
    switch self {
    case .hop: "next hop"
    case .module: "next module"
    case .change: "next change"
    case .drop: "drop"
    }
  }
}

/// A packet on its way to where a step ends.
public struct StepUnderWay: Equatable, Sendable {
  /// Its journey.
  public var journey: UInt64
  /// How far it goes.
  public var kind: StepKind

  /// Makes the value from its parts.
  public init(journey: UInt64, kind: StepKind) {
    self.journey = journey
    self.kind = kind
  }
}
