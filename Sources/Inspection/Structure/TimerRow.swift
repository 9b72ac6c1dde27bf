/// What an adapter, one of its modules or NDIS waits for: timers of one use and when the first of them fires.
public struct TimerRow: Equatable, Sendable {
  /// Whose timers they are.
  public var party: PartyID
  /// What they are for.
  public var name: String
  /// Engine nanoseconds at which the first of them fires; nil if none is set.
  public var deadline: UInt64?
  /// Nanoseconds between the firings of that one; nil if it fires once.
  public var period: UInt64?
  /// How many are set.
  public var count: UInt64
  /// How often they have fired.
  public var fired: UInt64

  /// Makes the value from its parts.
  public init(
    party: PartyID,
    name: String,
    deadline: UInt64?,
    period: UInt64? = nil,
    count: UInt64 = 1,
    fired: UInt64
  ) {
    self.party = party
    self.name = name
    self.deadline = deadline
    self.period = period
    self.count = count
    self.fired = fired
  }
}
