/// A journey of one run and the journey of another run that is the same packet; one of them may be missing.
public struct JourneyPair: Equatable, Sendable {
  /// Place in the first run's index; nil if only the second run has the packet.
  public var first: Int?
  /// Place in the second run's index; nil if only the first run has the packet.
  public var second: Int?
}
