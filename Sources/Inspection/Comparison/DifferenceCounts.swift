/// How many packets of two runs came to what.
public struct DifferenceCounts: Equatable, Sendable {
  /// The same in both.
  public private(set) var same = 0
  /// In both, with another path, outcome or content.
  public private(set) var differing = 0
  /// In the first run alone.
  public private(set) var onlyInFirst = 0
  /// In the second run alone.
  public private(set) var onlyInSecond = 0

  /// Counts nothing.
  public init() {}

  /// Whether any packet differs.
  public var differs: Bool { differing + onlyInFirst + onlyInSecond > 0 }

  /// All packets, those of both runs once.
  public var all: Int { same + differing + onlyInFirst + onlyInSecond }

  /// Counts what differs about one packet; nil for nothing.
  public mutating func add(_ difference: JourneyDifference?) {
    switch difference?.items.first?.kind {
    case nil: same += 1
    case .onlyInFirst: onlyInFirst += 1
    case .onlyInSecond: onlyInSecond += 1
    default: differing += 1
    }
  }
}
