/// One party: an owner of lists that hops and counters refer to by number.
public struct Party: Equatable, Sendable {
  /// Never reused.
  public var id: PartyID
  /// The name a person knows it by: the module's, the protocol's, the miniport's.
  public var name: String
  /// What it is in its stack.
  public var role: PartyRole
  /// The adapter it belongs to; nil for a driver outside of any stack.
  public var adapter: AdapterID?
  /// Its driver or component.
  public var driver: String

  /// Makes the value from its parts.
  public init(
    id: PartyID,
    name: String,
    role: PartyRole,
    adapter: AdapterID?,
    driver: String = ""
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.adapter = adapter
    self.driver = driver
  }
}
