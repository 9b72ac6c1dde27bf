/// Why a path between two components does not come to be.
public enum RefusalReason: Hashable, Sendable {
  /// The upper component's lower range and the adapter's upper range share no word.
  case rangesDoNotMeet(lower: [String], upper: [String])
  /// The adapter has no lower edge, so no filter attaches.
  case noLowerEdge
  /// The filter's media types and the adapter's lower range share no word.
  case mediaTypesDoNotMeet(filter: [String], adapter: [String])
  /// The user disabled the path.
  case disabled
  /// The same modifying driver is attached already; only monitoring filters can stand on an adapter more than once.
  case alreadyAttached(instance: String)
}

extension RefusalReason: CustomStringConvertible {
  /// The reason in one sentence without a full stop.
  public var description: String {
    switch self {
    case .rangesDoNotMeet(let lower, let upper):
      "it binds to \(Self.list(lower)), and the adapter offers \(Self.list(upper))"
    case .noLowerEdge:
      "the adapter has no lower edge (nolower), so no filter attaches"
    case .mediaTypesDoNotMeet(let filter, let adapter):
      "it filters \(Self.list(filter)), and the adapter is \(Self.list(adapter))"
    case .disabled:
      "the path is disabled"
    case .alreadyAttached(let instance):
      "its driver is on the adapter already, as \(instance), and is no monitoring filter"
    }
  }

  private static func list(_ words: [String]) -> String {
    words.isEmpty ? "nothing" : words.joined(separator: ", ")
  }
}
