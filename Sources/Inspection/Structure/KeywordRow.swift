/// One value of an instance's keywords that can be changed while the stack runs.
public struct KeywordRow: Equatable, Sendable {
  /// The filter module or adapter.
  public var party: PartyID
  /// The path that `Command.setKeyword` takes, such as `loss`, `receive.loss` or `rules[2].match`.
  public var path: String
  /// The value as text; empty if there is none.
  public var value: String
  /// File and line, command or `default`; empty if there is no value.
  public var source: String
  /// What a value looks like (`a whole number from 1 to 4094`).
  public var form: String
  /// One sentence about what it does.
  public var summary: String
  /// What an empty text does; empty if there must be a value.
  public var absence: String
  /// A new value halts and initialises the adapter: modules and bindings begin anew.
  public var reinitializes: Bool

  /// Makes the value from its parts.
  public init(
    party: PartyID,
    path: String,
    value: String,
    source: String,
    form: String,
    summary: String,
    absence: String,
    reinitializes: Bool
  ) {
    self.party = party
    self.path = path
    self.value = value
    self.source = source
    self.form = form
    self.summary = summary
    self.absence = absence
    self.reinitializes = reinitializes
  }
}
