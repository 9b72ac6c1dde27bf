/// The components a stack can be built of, by name.
public struct ComponentCatalogue: Sendable {
  /// The descriptions, in the order they were given.
  public let descriptions: [ComponentDescription]
  private let places: [String: Int]
  private let problemOfPacketFilter: @Sendable (String) -> String?

  /// Makes a catalogue; of two descriptions with one name the first counts.
  ///
  /// - Parameters:
  ///   - descriptions: the components, in the order help lists them.
  ///   - problemOfPacketFilter: says what is wrong with a packet filter expression, nil if it is sound.
  public init(
    _ descriptions: [ComponentDescription],
    problemOfPacketFilter: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    var kept: [ComponentDescription] = []
    var places: [String: Int] = [:]
    for description in descriptions where places[description.name] == nil {
      places[description.name] = kept.count
      kept.append(description)
    }
    self.descriptions = kept
    self.places = places
    self.problemOfPacketFilter = problemOfPacketFilter
  }

  /// The component of that name, nil if there is none.
  public subscript(name: String) -> ComponentDescription? {
    places[name].map { descriptions[$0] }
  }

  /// Says what is wrong with a packet filter expression, nil if it is sound.
  public func packetFilterProblem(_ expression: String) -> String? {
    problemOfPacketFilter(expression)
  }

  /// The names of the components of some kinds, in catalogue order.
  public func names(of kinds: Set<ComponentKind>) -> [String] {
    descriptions.filter { kinds.contains($0.kind) }.map(\.name)
  }
}
