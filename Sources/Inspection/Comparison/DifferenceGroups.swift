/// Differences with how many packets have them, in the order they were first seen.
public struct DifferenceGroups: Sendable {
  /// A difference as the first packet has it, and the number of packets that differ in the same way.
  public struct Group: Sendable {
    /// The first packet's.
    public var example: JourneyDifference
    /// At least 1.
    public var count: Int

    /// Makes the value from its parts.
    public init(example: JourneyDifference, count: Int) {
      self.example = example
      self.count = count
    }
  }

  /// What was added.
  public private(set) var groups: [Group] = []
  private var places: [String: Int] = [:]

  /// Makes a value without groups.
  public init() {}

  /// Counts a difference with those that are like it in everything but the packet.
  public mutating func add(_ difference: JourneyDifference) {
    let key = ([difference.adapter] + difference.items.map(Self.key)).joined(separator: "\u{1E}")
    if let place = places[key] {
      groups[place].count += 1
    } else {
      places[key] = groups.count
      groups.append(Group(example: difference, count: 1))
    }
  }

  private static func key(_ item: JourneyDifference.Item) -> String {
    [item.kind.rawValue, item.name, item.place, item.first, item.second].joined(separator: "\u{1F}")
  }
}
