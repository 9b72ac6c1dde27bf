/// A breakpoint as a front sees it.
public struct Breakpoint: Equatable, Sendable {
  /// Counts up from 1; never used again.
  public var id: UInt32
  /// What it waits for.
  public var condition: BreakpointCondition
  /// Whether it stops anything.
  public var isEnabled: Bool
  /// How often what it waits for has come, those let pass included.
  public var hits: UInt64
  /// How often it will be let pass before it stops again.
  public var ignored: UInt64
  /// Why it cannot stop anything now; empty if it can.
  public var problem: String

  /// Makes the value from its parts.
  public init(
    id: UInt32,
    condition: BreakpointCondition,
    isEnabled: Bool = true,
    hits: UInt64 = 0,
    ignored: UInt64 = 0,
    problem: String = ""
  ) {
    self.id = id
    self.condition = condition
    self.isEnabled = isEnabled
    self.hits = hits
    self.ignored = ignored
    self.problem = problem
  }
}
