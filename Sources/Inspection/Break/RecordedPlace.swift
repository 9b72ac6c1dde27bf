/// Where in a recording a person is: the packet or the event looked at, or only an instant.
public struct RecordedPlace: Equatable, Sendable {
  /// The packet; 0 for none.
  public var journey: UInt64
  /// The event, by its number; 0 for none.
  public var event: UInt64
  /// Engine nanoseconds of the event or the instant; nil for the end of the recording that a search runs away from.
  public var time: UInt64?

  /// Makes the value; without parts it is the end that a search runs away from.
  public init(journey: UInt64 = 0, event: UInt64 = 0, time: UInt64? = nil) {
    self.journey = journey
    self.event = event
    self.time = time
  }
}
