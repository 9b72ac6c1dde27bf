/// The names behind the numbers in a log.
@frozen
public struct JourneyContext: Sendable {
  /// Parties, drop reasons and adapters.
  public var structure: StackStructure
  /// Causes of endings.
  public var causes: CauseTable

  /// Makes the context from its parts.
  public init(structure: StackStructure, causes: CauseTable = CauseTable()) {
    self.structure = structure
    self.causes = causes
  }

  /// How packets of a party's adapter begin.
  public func linkKind(of party: PartyID) -> LinkKind {
    structure.adapter(of: party)?.linkKind ?? .ethernet
  }
}
